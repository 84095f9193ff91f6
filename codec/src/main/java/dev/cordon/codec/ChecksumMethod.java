package dev.cordon.codec;

/** How the checksums of a message are computed. */
public enum ChecksumMethod {
    /** The MD5 message digest (RFC 1321). */
    MD5("md5", "the MD5 digest, which finds damage and can be forged");

    private final String token;
    private final String meaning;

    ChecksumMethod(String token, String meaning) {
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
