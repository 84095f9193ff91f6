package dev.cordon.transport;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.base.Splitter;
import com.google.common.hash.HashCode;
import com.google.common.hash.Hashing;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.List;

/**
 * What a place keeps of a secret that somebody else has: enough to know it again, and not enough to use it.
 *
 * <p>It is an HMAC-SHA-256 of the secret under a salt of its own. That is enough for secrets that were generated ({@link
 * Secret#generate}, 192 bits), which nobody can guess; it is no way to keep passwords that people choose. Immutable.
 */
public final class SecretHash {
    private static final String METHOD = "hmac-sha-256";
    private static final Splitter PARTS = Splitter.on(':');
    private static final int SALT_BYTES = 16;
    private static final int HASH_BYTES = 32;

    private final byte[] salt;
    private final byte[] hash;

    private SecretHash(byte[] salt, byte[] hash) {
        this.salt = salt;
        this.hash = hash;
    }

    /** Returns the hash of a secret under a new salt. */
    public static SecretHash of(Secret secret, SecureRandom random) {
        byte[] salt = new byte[SALT_BYTES];
        random.nextBytes(salt);
        return new SecretHash(salt, hash(salt, secret.value()));
    }

    /**
     * Returns the hash of a secret under the salt of its owner: always the same for the same owner, and another one for
     * another owner of the same secret.
     */
    public static SecretHash of(Secret secret, String owner) {
        byte[] digest =
                Hashing.sha256().hashString(owner, StandardCharsets.UTF_8).asBytes();
        byte[] salt = Arrays.copyOf(digest, SALT_BYTES);
        return new SecretHash(salt, hash(salt, secret.value()));
    }

    /** Returns a hash that no secret has: to look at it takes as long as to look at any other. */
    public static SecretHash ofNobody() {
        return new SecretHash(new byte[SALT_BYTES], new byte[HASH_BYTES]);
    }

    /** Returns whether a text is to be taken for a hash, for {@link #parse}, and not for a secret. */
    public static boolean isHash(String text) {
        return text.startsWith(METHOD + ":");
    }

    /**
     * Returns the hash of a text that {@link #toString} gave.
     *
     * @throws IllegalArgumentException if it is no such text
     */
    public static SecretHash parse(String text) {
        List<String> parts = PARTS.splitToList(text);
        checkArgument(parts.size() == 3 && parts.get(0).equals(METHOD), "a hash is %s:salt:hash", METHOD);
        byte[] salt = HashCode.fromString(parts.get(1)).asBytes();
        byte[] hash = HashCode.fromString(parts.get(2)).asBytes();
        checkArgument(salt.length == SALT_BYTES && hash.length == HASH_BYTES, "a salt has 128 bits and a hash 256");
        return new SecretHash(salt, hash);
    }

    /** Returns whether a text is the secret, in a time that does not depend on where they differ. */
    public boolean matches(String offered) {
        return MessageDigest.isEqual(hash, hash(salt, offered));
    }

    private static byte[] hash(byte[] salt, String secret) {
        return Hashing.hmacSha256(salt)
                .hashString(secret, StandardCharsets.UTF_8)
                .asBytes();
    }

    /** Returns whether the other object is the same hash under the same salt. */
    @Override
    public boolean equals(Object other) {
        return other instanceof SecretHash kept
                && MessageDigest.isEqual(salt, kept.salt)
                && MessageDigest.isEqual(hash, kept.hash);
    }

    @Override
    public int hashCode() {
        return HashCode.fromBytes(hash).hashCode();
    }

    /** Returns {@code hmac-sha-256:}, the salt, a colon and the hash in hexadecimal digits, for {@link #parse}. */
    @Override
    public String toString() {
        return METHOD + ":" + HashCode.fromBytes(salt) + ":" + HashCode.fromBytes(hash);
    }
}
