package dev.cordon.codec;

/** How content is encoded as text. */
public enum Encoding {
    /** The base64 of MIME (RFC 2045, 6.8). */
    BASE64("base64", "letters and digits that every mail system leaves alone");

    private final String token;
    private final String meaning;

    Encoding(String token, String meaning) {
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
