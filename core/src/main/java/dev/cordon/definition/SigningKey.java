package dev.cordon.definition;

import com.google.common.io.BaseEncoding;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;

/** The Ed25519 key (RFC 8032) with which an analysis centre signs its definitions. Immutable. */
public final class SigningKey {
    static final String ALGORITHM = "Ed25519";
    private static final BaseEncoding BASE64 = BaseEncoding.base64();

    private final PrivateKey privateKey;
    private final PublicKey publicKey;

    private SigningKey(PrivateKey privateKey, PublicKey publicKey) {
        this.privateKey = privateKey;
        this.publicKey = publicKey;
    }

    /** Returns a new key. */
    public static SigningKey generate(SecureRandom random) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance(ALGORITHM);
            generator.initialize(255, random);
            KeyPair pair = generator.generateKeyPair();
            return new SigningKey(pair.getPrivate(), pair.getPublic());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no Ed25519", e);
        }
    }

    /**
     * Returns the key that {@link #text} has written.
     *
     * @throws IllegalArgumentException if the text is not such a key
     */
    public static SigningKey parse(String text) {
        int lineEnd = text.indexOf('\n');
        try {
            PrivateKey privateKey = KeyFactory.getInstance(ALGORITHM)
                    .generatePrivate(new PKCS8EncodedKeySpec(BASE64.decode(
                            text.substring(0, Math.max(lineEnd, 0)).trim())));
            TrustedKeys publicKey = TrustedKeys.parse(text.substring(lineEnd + 1));
            return new SigningKey(privateKey, publicKey.only());
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new IllegalArgumentException("a signing key is two lines of base64: private and public key", e);
        }
    }

    /** Returns the secret text to keep, two lines: the private key (PKCS #8) and the public one, in base64. */
    public String text() {
        return BASE64.encode(privateKey.getEncoded()) + "\n" + trusted().text();
    }

    /** Returns the public half, to hand to whoever installs definitions. */
    public TrustedKeys trusted() {
        return TrustedKeys.of(publicKey);
    }

    byte[] sign(byte[] message) {
        try {
            Signature signature = Signature.getInstance(ALGORITHM);
            signature.initSign(privateKey);
            signature.update(message);
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the key could not sign", e);
        }
    }

    /** Returns a text without the secret. */
    @Override
    public String toString() {
        return "signing key for " + trusted();
    }
}
