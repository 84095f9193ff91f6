package dev.cordon.definition;

import com.google.common.collect.ImmutableList;
import com.google.common.hash.HashCode;
import com.google.common.hash.Hashing;
import dev.cordon.attribute.Sequence;
import dev.cordon.codec.ErrorCode;
import dev.cordon.codec.WireException;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * A signed statement that a definitions set is fully tested (guide, "X-Date-Blessed"). It is made beside the set and
 * changes no byte of it.
 *
 * <p>One that was {@linkplain #parse read} says what it says; only {@link #verify} tells whether it may be believed. The
 * layout is in {@code docs/definitions.md}. Immutable.
 *
 * @param sequence the set that is certified
 * @param digest the SHA-256 of the bytes of its package
 * @param blessed when it was certified, in whole seconds
 * @param signature the signature over the other three, in base64
 */
public record Certification(Sequence sequence, HashCode digest, Instant blessed, String signature) {
    private static final ImmutableList<String> KIND = ImmutableList.of("cordon-certification", "1");
    private static final int WORDS = 3;
    private static final int DIGITS = 64;

    /** Certifies a package. */
    public static Certification sign(DefinitionPackage set, Instant blessed, SigningKey key) throws IOException {
        Instant second = blessed.truncatedTo(ChronoUnit.SECONDS);
        HashCode digest = digest(set);
        Statement signed = Statement.sign(words(set.sequence(), digest, second), key);
        return new Certification(set.sequence(), digest, second, signed.signature());
    }

    /**
     * Returns the certification that a text stands for, without believing it yet.
     *
     * @throws WireException {@code unpackage} if the text is not a certification
     */
    public static Certification parse(String text) throws WireException {
        Statement statement = Statement.parse(text, KIND, WORDS);
        ImmutableList<String> said = statement.words();
        try {
            Certification read = new Certification(
                    Sequence.parse(said.get(2)),
                    HashCode.fromString(said.get(3)),
                    Instant.parse(said.get(4)),
                    statement.signature());
            // There is one way to write each: what is signed is what was read.
            if (said.get(3).length() == DIGITS && read.statement().equals(statement)) {
                return read;
            }
        } catch (IllegalArgumentException | DateTimeException e) {
            throw Statement.unreadable();
        }
        throw Statement.unreadable();
    }

    /** Returns the text that {@link #parse} reads: one line of printable ASCII. */
    public String text() {
        return statement().text();
    }

    /**
     * Does nothing if a trusted key has certified exactly these bytes under this sequence.
     *
     * @throws WireException {@code unpackage} if it may not be believed of this package
     */
    public void verify(DefinitionPackage set, TrustedKeys keys) throws IOException {
        if (!statement().isSignedBy(keys)) {
            throw new WireException(ErrorCode.UNPACKAGE, "no trusted key has signed the certification");
        }
        if (!sequence.equals(set.sequence()) || !digest.equals(digest(set))) {
            throw new WireException(ErrorCode.UNPACKAGE, "the certification is of other definitions");
        }
    }

    private Statement statement() {
        return new Statement(words(sequence, digest, blessed), signature);
    }

    private static ImmutableList<String> words(Sequence sequence, HashCode digest, Instant blessed) {
        return ImmutableList.<String>builder()
                .addAll(KIND)
                .add(sequence.toString(), digest.toString(), blessed.toString())
                .build();
    }

    private static HashCode digest(DefinitionPackage set) throws IOException {
        return set.archive().hash(Hashing.sha256());
    }

    @Override
    public String toString() {
        return "certification of definitions " + sequence;
    }
}
