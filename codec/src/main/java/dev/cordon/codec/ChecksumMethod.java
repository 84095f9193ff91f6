package dev.cordon.codec;

import com.google.common.base.Ascii;

/** How the checksums of a message are computed. */
public enum ChecksumMethod {
    /** The MD5 message digest (RFC 1321). */
    MD5;

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
