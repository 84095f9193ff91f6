package dev.cordon.codec;

/** How the checksums of a message are computed. */
public enum ChecksumMethod {
    /** The MD5 message digest (RFC 1321). */
    MD5("md5");

    private final String token;

    ChecksumMethod(String token) {
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
