package dev.cordon.codec;

/** How content is scrambled. */
public enum Scrambling {
    /** Exclusive or with a mask that repeats. It keeps content from being run by accident and protects no secret. */
    XOR_VAMPISH("xor-vampish", "exclusive or with a constant mask, so that nothing runs by accident");

    private final String token;
    private final String meaning;

    Scrambling(String token, String meaning) {
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
