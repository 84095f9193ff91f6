package dev.cordon.codec;

import com.google.common.base.Ascii;

/** How content is encoded as text. */
public enum Encoding {
    /** The base64 of MIME (RFC 2045, 6.8). */
    BASE64;

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
