package dev.cordon.codec;

import com.google.common.base.Ascii;

/** How content is scrambled. */
public enum Scrambling {
    /** Exclusive or with a mask that repeats. It keeps content from being run by accident and protects no secret. */
    XOR_VAMPISH;

    private final String token = Ascii.toLowerCase(name()).replace('_', '-');

    /** Returns the word on the wire, in lower case. */
    public String token() {
        return token;
    }

    @Override
    public String toString() {
        return token;
    }
}
