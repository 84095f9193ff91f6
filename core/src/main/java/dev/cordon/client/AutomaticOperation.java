package dev.cordon.client;

import com.google.common.base.Ascii;

/** What a client does by itself with the files it holds when definitions or an answer have arrived. */
public enum AutomaticOperation {
    /** Repairs what can be repaired and gives it back; gives back what was found clean. */
    REPAIR_AND_RESTORE,
    /**
     * Repairs what can be repaired and proves it, notes the digest of the repaired file in {@code Cordon-Repair}, and
     * leaves every file in the quarantine, for a person to give back.
     */
    REPAIR_ONLY,
    /** Asks the {@link Approval} of the client about each file that could be given back. */
    ASK,
    /** Scans what is held with the new definitions and leaves every file where it is. */
    NOTHING;

    private final String token = Ascii.toLowerCase(name()).replace('_', '-');

    /** Returns the word for settings, in lower case. */
    public String token() {
        return token;
    }
}
