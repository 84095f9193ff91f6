package dev.cordon.attribute;

import com.google.common.base.Ascii;

/** The families of attributes, as the guide sorts them in "Sample attributes". */
public enum Group {
    /** How far the analysis of a submission has come, and what it found. */
    ANALYSIS,
    /** How the content of a message is packed and checked. */
    CONTENT,
    /** Who submits, and whom to ask. */
    CUSTOMER,
    /** When something happened to a file, a sample or a set of definitions. */
    DATE,
    /** Why a request was refused. */
    ERROR,
    /** The computer that captured a sample. */
    PLATFORM,
    /** The sample: where it came from, its size, its status. */
    SAMPLE,
    /** What the newest definitions at hand say about a sample. */
    SCAN,
    /** Which set of definitions a message carries or speaks of. */
    SIGNATURES;

    private final String token = Ascii.toLowerCase(name());

    /** {@return the group's name in listings, in lower case} */
    public String token() {
        return token;
    }

    @Override
    public String toString() {
        return token;
    }
}
