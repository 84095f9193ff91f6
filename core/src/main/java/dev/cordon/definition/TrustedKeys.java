package dev.cordon.definition;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.base.CharMatcher;
import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableSet;
import com.google.common.io.BaseEncoding;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.stream.Collectors;

/**
 * The public keys whose signatures a place accepts on definitions.
 *
 * <p>There is no trust on first use: an empty set of keys accepts nothing. Immutable.
 */
public final class TrustedKeys {
    private static final BaseEncoding BASE64 = BaseEncoding.base64();
    private static final Splitter LINES =
            Splitter.on(CharMatcher.anyOf("\r\n")).omitEmptyStrings().trimResults();
    private static final TrustedKeys NONE = new TrustedKeys(ImmutableSet.of());

    private final ImmutableSet<PublicKey> keys;

    private TrustedKeys(ImmutableSet<PublicKey> keys) {
        this.keys = keys;
    }

    /** Returns the set that accepts nothing. */
    public static TrustedKeys none() {
        return NONE;
    }

    static TrustedKeys of(PublicKey key) {
        return new TrustedKeys(ImmutableSet.of(key));
    }

    /**
     * Returns the keys in a text: one a line, X.509 SubjectPublicKeyInfo in base64.
     *
     * @throws IllegalArgumentException if a line is not an Ed25519 key
     */
    public static TrustedKeys parse(String text) {
        ImmutableSet.Builder<PublicKey> keys = ImmutableSet.builder();
        for (String line : LINES.split(text)) {
            keys.add(key(line));
        }
        return new TrustedKeys(keys.build());
    }

    private static PublicKey key(String line) {
        try {
            return KeyFactory.getInstance(SigningKey.ALGORITHM)
                    .generatePublic(new X509EncodedKeySpec(BASE64.decode(line)));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new IllegalArgumentException("a trusted key is a line of base64 with an Ed25519 public key", e);
        }
    }

    /** Returns the text that {@link #parse} reads. */
    public String text() {
        return keys.stream().map(key -> BASE64.encode(key.getEncoded()) + "\n").collect(Collectors.joining());
    }

    PublicKey only() {
        checkArgument(keys.size() == 1, "one key is expected");
        return keys.asList().get(0);
    }

    boolean accept(byte[] message, byte[] signature) {
        return keys.stream().anyMatch(key -> accepts(key, message, signature));
    }

    private static boolean accepts(PublicKey key, byte[] message, byte[] bytes) {
        try {
            Signature signature = Signature.getInstance(SigningKey.ALGORITHM);
            signature.initVerify(key);
            signature.update(message);
            return signature.verify(bytes);
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    @Override
    public String toString() {
        return keys.size() + " trusted keys";
    }
}
