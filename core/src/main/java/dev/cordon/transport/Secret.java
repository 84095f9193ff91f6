package dev.cordon.transport;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.base.CharMatcher;
import com.google.common.io.BaseEncoding;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;

/** A token that two places share. It is compared in constant time and never shown. Immutable. */
public final class Secret {
    private static final CharMatcher VISIBLE = CharMatcher.inRange('!', '~');
    private static final int RANDOM_BYTES = 24;

    private final String value;

    private Secret(String value) {
        this.value = value;
    }

    /**
     * Returns the secret of a text.
     *
     * @throws IllegalArgumentException if the text is empty or not visible ASCII
     */
    public static Secret of(String value) {
        checkArgument(!value.isEmpty() && VISIBLE.matchesAllOf(value), "a token is visible ASCII");
        return new Secret(value);
    }

    /** Returns a new secret of 192 random bits. */
    public static Secret generate(SecureRandom random) {
        byte[] bytes = new byte[RANDOM_BYTES];
        random.nextBytes(bytes);
        return new Secret(BaseEncoding.base16().encode(bytes));
    }

    /** Returns the text, to send or to keep; not to be logged. */
    public String value() {
        return value;
    }

    /** Returns whether the other object is the same secret, in a time that does not depend on where they differ. */
    @Override
    public boolean equals(Object other) {
        return other instanceof Secret secret && MessageDigest.isEqual(bytes(), secret.bytes());
    }

    @Override
    public int hashCode() {
        return value.hashCode();
    }

    /** Returns a text without the secret. */
    @Override
    public String toString() {
        return "(secret)";
    }

    private byte[] bytes() {
        return value.getBytes(StandardCharsets.US_ASCII);
    }
}
