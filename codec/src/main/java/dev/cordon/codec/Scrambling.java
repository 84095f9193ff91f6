package dev.cordon.codec;

/** How content is scrambled. */
public enum Scrambling {
    /** Exclusive or with a mask that repeats. It keeps content from being run by accident and protects no secret. */
    XOR_VAMPISH("xor-vampish");

    private final String token;

    Scrambling(String token) {
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
