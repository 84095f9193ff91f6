package dev.cordon.codec;

/** How content is compressed (guide, table A-6). */
public enum Compression {
    /** Raw deflate data (RFC 1951), for one file. */
    DEFLATE("deflate"),
    /** The captured bytes are a zip archive already and are carried as they are; whether they are is not checked. */
    ZIP("zip");

    private final String token;

    Compression(String token) {
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
