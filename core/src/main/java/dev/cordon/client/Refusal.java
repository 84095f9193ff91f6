package dev.cordon.client;

import dev.cordon.codec.ErrorCode;

/** Why the local quarantine refuses an action, each with the code of the guide that comes nearest (table A-8). */
public enum Refusal {
    /** There is no file of that name. */
    NOT_THERE(ErrorCode.MISSING),
    /** The file, or a folder on the way to it, is a link. */
    LINK(ErrorCode.TYPE),
    /** It is a folder, a device or a pipe. */
    NOT_A_FILE(ErrorCode.TYPE),
    /** The file or stream can't be read. */
    UNREADABLE(ErrorCode.LOST),
    /** There are more bytes than the quarantine takes. */
    TOO_LARGE(ErrorCode.OVERRUN),
    /** The file was changed or replaced while it was isolated. */
    CHANGED(ErrorCode.SAMPLE),
    /** The file can't be removed from its place. */
    NOT_REMOVABLE(ErrorCode.INTERNAL),
    /** The quarantine can't store anything, for example because its disk is full. */
    NOT_KEPT(ErrorCode.INTERNAL),
    /** Sector addresses lie outside the disk's geometry, or are more than one sample can hold. */
    BAD_SECTORS(ErrorCode.MALFORMED),
    /** The image of a disk ends before the sectors that were asked for. */
    SHORT_IMAGE(ErrorCode.UNDERRUN),
    /** A name can't be used for a file. */
    BAD_NAME(ErrorCode.MALFORMED),
    /** The sample is in no state in which the action is possible. */
    NOT_POSSIBLE(ErrorCode.DECLINED),
    /** The scan finds something in what was to be given back. */
    DETECTED(ErrorCode.DECLINED),
    /** The scanner could not look at what was to be given back. */
    NOT_SCANNED(ErrorCode.DECLINED),
    /** The installed definitions can't repair the file, or the outcome can't be proved. */
    NOT_REPAIRED(ErrorCode.DECLINED),
    /** What the quarantine holds, or what was written, is not what was captured. */
    DAMAGED(ErrorCode.SAMPLE),
    /** There is no place for the file: none is known, or its folder is gone. */
    NO_PLACE(ErrorCode.MISSING),
    /** Something is in the place already. */
    OCCUPIED(ErrorCode.DECLINED),
    /** The place can't be written. */
    NOT_WRITABLE(ErrorCode.INTERNAL);

    private final ErrorCode code;

    Refusal(ErrorCode code) {
        this.code = code;
    }

    /** Returns the code of the guide, for logs, scripts and other places. */
    public ErrorCode code() {
        return code;
    }
}
