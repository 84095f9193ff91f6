package dev.cordon.benchmarks;

import com.google.common.collect.ImmutableList;
import com.google.common.primitives.Bytes;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * A family of harmless infections. Its body is not run and would do nothing of sense: it is put together from pieces of
 * real programs of 3 to 10 bytes, half of them with other operands, or from pieces of their text.
 */
final class SyntheticFamily {
    /** Where in its host a body stands. */
    enum Kind {
        APPENDING,
        PREPENDING,
        CAVITY,
        MACRO
    }

    private static final int LEAST_BODY = 400;
    private static final int BODY_RANGE = 1200;

    /** At each level, the share of the pieces whose operands differ in each member. */
    private static final double[] VARYING = {0, 0.1, 0.25, 0.5};

    /** From the second level on something is put between pieces, too. */
    private static final double[] INSERTED = {0, 0, 0.05, 0.1};

    static final int LEVELS = VARYING.length;

    private final Kind kind;
    private final int level;
    private final List<Piece> pieces = new ArrayList<>();

    /**
     * A part of a body.
     *
     * @param varyingFrom where bytes begin that differ in each member
     * @param varyingLength how many those are, often none
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Piece(byte[] bytes, int varyingFrom, int varyingLength) {}

    /**
     * An infected file and its host.
     *
     * @param infected the file
     * @param host as it was before
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Member(byte[] infected, byte[] host) {}

    SyntheticFamily(Kind kind, int level, ImmutableList<byte[]> sources, Random random) {
        this.kind = kind;
        this.level = level;
        int length = LEAST_BODY + random.nextInt(BODY_RANGE);
        for (int made = 0; made < length; ) {
            Piece piece = piece(sources.get(random.nextInt(sources.size())), random);
            pieces.add(piece);
            made += piece.bytes().length;
        }
    }

    Kind kind() {
        return kind;
    }

    int level() {
        return level;
    }

    private Piece piece(byte[] source, Random random) {
        byte[] bytes = new byte[3 + random.nextInt(8)];
        // The middle of an executable file is code as a rule.
        int from = source.length / 4 + random.nextInt(source.length / 2);
        System.arraycopy(source, from, bytes, 0, bytes.length);
        int operand = 1 + random.nextInt(bytes.length - 2);
        int operandLength = Math.min(1 + random.nextInt(4), bytes.length - operand);
        if (random.nextBoolean()) {
            fill(bytes, operand, operandLength, random);
        }
        return new Piece(bytes, operand, random.nextDouble() < VARYING[level] ? operandLength : 0);
    }

    private void fill(byte[] bytes, int from, int length, Random random) {
        for (int at = from; at < from + length; at++) {
            bytes[at] = (byte) (kind == Kind.MACRO ? 'a' + random.nextInt(26) : random.nextInt(256));
        }
    }

    Member member(byte[] host, Random random) {
        byte[] body = body(random);
        byte[] infected = switch (kind) {
            case APPENDING -> Bytes.concat(host, body);
            case PREPENDING -> Bytes.concat(body, host);
            case CAVITY -> overwritten(host, body, random);
            case MACRO -> inserted(host, body);
        };
        return new Member(infected, host);
    }

    private byte[] body(Random random) {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        for (Piece piece : pieces) {
            byte[] bytes = piece.bytes().clone();
            fill(bytes, piece.varyingFrom(), piece.varyingLength(), random);
            body.writeBytes(bytes);
            if (random.nextDouble() < INSERTED[level]) {
                byte[] inserted = new byte[1 + random.nextInt(3)];
                fill(inserted, 0, inserted.length, random);
                body.writeBytes(inserted);
            }
        }
        return body.toByteArray();
    }

    private static byte[] overwritten(byte[] host, byte[] body, Random random) {
        byte[] infected = host.clone();
        System.arraycopy(body, 0, infected, random.nextInt(host.length - body.length), body.length);
        return infected;
    }

    /** After the first line, as a macro is put into a script. */
    private static byte[] inserted(byte[] host, byte[] body) {
        int line = Bytes.indexOf(host, (byte) '\n') + 1;
        ByteArrayOutputStream infected = new ByteArrayOutputStream();
        infected.write(host, 0, line);
        infected.writeBytes(body);
        infected.write(host, line, host.length - line);
        return infected.toByteArray();
    }
}
