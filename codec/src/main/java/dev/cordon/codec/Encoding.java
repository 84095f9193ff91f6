package dev.cordon.codec;

/** How content is encoded as text. */
public enum Encoding {
    /** The base64 of MIME (RFC 2045, 6.8). */
    BASE64("base64");

    private final String token;

    Encoding(String token) {
        this.token = token;
    }

    /** Returns the word on the wire, in lower case. */
    public String token() {
        return token;
    }

    @Override
    public String toString() {
        return token;
    }
}
