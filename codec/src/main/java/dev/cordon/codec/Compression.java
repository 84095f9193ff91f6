package dev.cordon.codec;

import com.google.common.base.Ascii;

/** How content is compressed (guide, table A-6). */
public enum Compression {
    /** Raw deflate data (RFC 1951), for one file. */
    DEFLATE,
    /** A zip archive, for a folder. */
    ZIP;

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
