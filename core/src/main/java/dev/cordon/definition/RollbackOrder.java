package dev.cordon.definition;

import com.google.common.collect.ImmutableList;
import dev.cordon.attribute.Sequence;
import dev.cordon.codec.ErrorCode;
import dev.cordon.codec.WireException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * A signed order to go back to an older definitions set, because those above it were found to do harm.
 *
 * <p>It names the newest set that it withdraws. Where a newer one is in use it means nothing, so it can't be used to bring
 * down what was published later, however often it is sent. The layout is in {@code docs/definitions.md}. Immutable.
 *
 * @param withdrawn the newest of the sets that are withdrawn: all above {@code target} up to this one
 * @param target the set to go back to
 * @param given when the order was given, in whole seconds
 * @param signature the signature over the other three, in base64
 */
public record RollbackOrder(Sequence withdrawn, Sequence target, Instant given, String signature) {
    private static final ImmutableList<String> KIND = ImmutableList.of("cordon-rollback", "1");
    private static final int WORDS = 3;

    /**
     * Gives an order.
     *
     * @throws IllegalArgumentException if the target is not older than what is withdrawn, or is the set 0, which is none
     */
    public static RollbackOrder sign(Sequence withdrawn, Sequence target, Instant given, SigningKey key) {
        if (!isBackwards(withdrawn, target)) {
            throw new IllegalArgumentException("an order to go back names an older set than it withdraws");
        }
        Instant second = given.truncatedTo(ChronoUnit.SECONDS);
        return new RollbackOrder(
                withdrawn,
                target,
                second,
                Statement.sign(words(withdrawn, target, second), key).signature());
    }

    /**
     * Returns the order that a text stands for, without believing it yet.
     *
     * @throws WireException {@code unpackage} if the text is not an order
     */
    public static RollbackOrder parse(String text) throws WireException {
        Statement statement = Statement.parse(text, KIND, WORDS);
        ImmutableList<String> said = statement.words();
        try {
            RollbackOrder read = new RollbackOrder(
                    Sequence.parse(said.get(2)),
                    Sequence.parse(said.get(3)),
                    Instant.parse(said.get(4)),
                    statement.signature());
            if (isBackwards(read.withdrawn, read.target) && read.statement().equals(statement)) {
                return read;
            }
        } catch (IllegalArgumentException | DateTimeException e) {
            throw Statement.unreadable();
        }
        throw Statement.unreadable();
    }

    private static boolean isBackwards(Sequence withdrawn, Sequence target) {
        return target.value() > 0 && target.compareTo(withdrawn) < 0;
    }

    /** Returns the text that {@link #parse} reads: one line of printable ASCII. */
    public String text() {
        return statement().text();
    }

    /**
     * Does nothing if a trusted key has given the order.
     *
     * @throws WireException {@code unpackage} if none has
     */
    public void verify(TrustedKeys keys) throws WireException {
        if (!statement().isSignedBy(keys)) {
            throw new WireException(ErrorCode.UNPACKAGE, "no trusted key has signed the order to go back");
        }
    }

    /** Returns whether the order withdraws a set. */
    public boolean withdraws(Sequence sequence) {
        return sequence.compareTo(target) > 0 && sequence.compareTo(withdrawn) <= 0;
    }

    private Statement statement() {
        return new Statement(words(withdrawn, target, given), signature);
    }

    private static ImmutableList<String> words(Sequence withdrawn, Sequence target, Instant given) {
        return ImmutableList.<String>builder()
                .addAll(KIND)
                .add(withdrawn.toString(), target.toString(), given.toString())
                .build();
    }

    @Override
    public String toString() {
        return "order to go back from definitions " + withdrawn + " to " + target;
    }
}
