package dev.cordon.codec;

/** How content is compressed (guide, table A-6). */
public enum Compression {
    /** Raw deflate data (RFC 1951), for one file. */
    DEFLATE("deflate", "one captured sample, compressed with deflate"),
    /** The captured bytes are a zip archive already and are carried as they are; whether they are is not checked. */
    ZIP("zip", "a folder of files, in a zip archive");

    private final String token;
    private final String meaning;

    Compression(String token, String meaning) {
        this.token = token;
        this.meaning = meaning;
    }

    /** Returns the word on the wire, in lower case. */
    public String token() {
        return token;
    }

    /** Returns what the word says of content, as a clause in plain English. */
    public String meaning() {
        return meaning;
    }

    @Override
    public String toString() {
        return token;
    }
}
