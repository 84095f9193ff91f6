package dev.cordon.statemachine;

import com.google.common.base.Ascii;
import java.util.Arrays;
import java.util.Optional;

/** What the outcome of an analysis advises a person, or a client by itself, to do with the file. */
public enum Advice {
    /** Nothing beyond what happens by itself. */
    NONE("nothing beyond what happens by itself"),
    /** The file is clean and can be given back. */
    RELEASE("the file can be given back"),
    /** The file can only be deleted. */
    DELETE("delete the file; it can't be made good"),
    /** The file has to come from a backup. */
    RESTORE_FROM_BACKUP("put the file back from a backup"),
    /** The file has to be decrypted and submitted again. */
    DECRYPT_AND_RESUBMIT("take the password off the file and submit it again"),
    /** Somebody has to be asked. */
    CALL_SUPPORT("ask technical support about the sample");

    private final String token = Ascii.toLowerCase(name()).replace('_', '-');
    private final String text;

    Advice(String text) {
        this.text = text;
    }

    /** Returns the word on the wire, in lower case with hyphens. */
    public String token() {
        return token;
    }

    /** Returns the advice in plain English. */
    public String text() {
        return text;
    }

    /**
     * Returns what a final state advises; {@link #NONE} for a state that is not final. A sample in which nothing
     * suspicious was seen, but that was not analysed ({@code nodetect}), is a person's to release.
     */
    public static Advice of(AnalysisState state) {
        return switch (state) {
            case UNINFECTED, UNINFECTABLE -> RELEASE;
            case NOREPAIR, UNSUBMITTABLE, DELETE -> Advice.DELETE;
            case RESTORE -> RESTORE_FROM_BACKUP;
            case ENCRYPTED -> DECRYPT_AND_RESUBMIT;
            case ATTENTION, BROKEN, DECLINED, ABORT, ERROR -> CALL_SUPPORT;
            default -> NONE;
        };
    }

    /** Returns the advice of a word, in any case. */
    public static Optional<Advice> of(String token) {
        return Arrays.stream(values())
                .filter(advice -> Ascii.equalsIgnoreCase(advice.token, token))
                .findFirst();
    }

    @Override
    public String toString() {
        return token;
    }
}
