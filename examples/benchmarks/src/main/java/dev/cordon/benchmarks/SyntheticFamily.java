package dev.cordon.benchmarks;

import com.google.common.collect.ImmutableList;
import com.google.common.primitives.Bytes;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/**
 * A family of harmless infections. Its body is not run and would do nothing of sense: it is put together from pieces of
 * real programs of 3 to 10 bytes, of which half have other operands. About a third of a body that is linked are routines,
 * in which pieces follow each other as they did in the program.
 */
final class SyntheticFamily {
    /** Where in its host a body stands. */
    enum Kind {
        APPENDING,
        PREPENDING,
        CAVITY,
        MACRO
    }

    /** In what its members differ. */
    enum Mutation {
        NONE(0, 0),
        WEAK(0.1, 0),
        MIDDLE(0.25, 0.05),
        STRONG(0.5, 0.1),

        /** All but the beginning, which is as that of weak ones. */
        ENCRYPTED(0.1, 0);

        /** The share of the pieces whose operands differ in each member. */
        private final double varying;

        /** After what share of the pieces each member has something of its own. */
        private final double inserted;

        Mutation(double varying, double inserted) {
            this.varying = varying;
            this.inserted = inserted;
        }
    }

    private static final int LEAST_BODY = 400;
    private static final int BODY_RANGE = 1200;
    private static final int LEAST_DECRYPTOR = 40;
    private static final double ROUTINES = 0.03;
    private static final int LEAST_ROUTINE = 5;
    private static final int ROUTINE_RANGE = 20;
    private static final int LONGEST_PIECE = 10;

    private final Kind kind;
    private final Mutation mutation;
    private final boolean isLinked;
    private final List<Piece> pieces = new ArrayList<>();
    private int made;

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

    SyntheticFamily(Kind kind, Mutation mutation, boolean isLinked, ImmutableList<byte[]> sources, Random random) {
        this.kind = kind;
        this.mutation = mutation;
        this.isLinked = isLinked;
        int length = LEAST_BODY + random.nextInt(BODY_RANGE);
        while (made < length) {
            byte[] source = sources.get(random.nextInt(sources.size()));
            if (isLinked && random.nextDouble() < ROUTINES) {
                addRoutine(source, random);
            } else {
                add(source, random.nextInt(source.length - LONGEST_PIECE), random.nextBoolean(), random);
            }
        }
    }

    Kind kind() {
        return kind;
    }

    Mutation mutation() {
        return mutation;
    }

    boolean isLinked() {
        return isLinked;
    }

    private void addRoutine(byte[] source, Random random) {
        int count = LEAST_ROUTINE + random.nextInt(ROUTINE_RANGE);
        int from = random.nextInt(source.length - count * LONGEST_PIECE);
        for (int piece = 0; piece < count; piece++) {
            from += add(source, from, false, random);
        }
    }

    private int add(byte[] source, int from, boolean isChanged, Random random) {
        byte[] bytes = Arrays.copyOfRange(source, from, from + 3 + random.nextInt(LONGEST_PIECE - 2));
        int operand = 1 + random.nextInt(bytes.length - 2);
        int operandLength = Math.min(1 + random.nextInt(4), bytes.length - operand);
        if (isChanged) {
            fill(bytes, operand, operandLength, random);
        }
        pieces.add(pieceOf(bytes, operand, operandLength, random));
        made += bytes.length;
        return bytes.length;
    }

    private Piece pieceOf(byte[] bytes, int operand, int operandLength, Random random) {
        if (mutation == Mutation.ENCRYPTED && made >= LEAST_DECRYPTOR) {
            return new Piece(bytes, 0, bytes.length);
        }
        return new Piece(bytes, operand, random.nextDouble() < mutation.varying ? operandLength : 0);
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
            if (random.nextDouble() < mutation.inserted) {
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
        return Bytes.concat(Arrays.copyOf(host, line), body, Arrays.copyOfRange(host, line, host.length));
    }
}
