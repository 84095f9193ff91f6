package dev.cordon.simulation;

import com.google.common.base.Ascii;
import com.google.common.primitives.Bytes;
import java.nio.charset.StandardCharsets;
import java.util.Random;

/** What the files are that are isolated. All of them are harmless. */
enum Kind {
    /** A program with something appended that nobody knows yet; it was recorded before. */
    INFECTED,
    /** A file that the first definitions know. */
    KNOWN,
    /** A program that is as it was recorded. */
    CLEAN,
    /** A picture. */
    DATA,
    /** A file without a byte. */
    EMPTY,
    /** A program that nobody has recorded, so that an expert has to look. */
    RIDDLE;

    static final String BASE_NAME = "Simulated-Test-File";

    private static final int LARGEST = 3000;
    private static final int BODY = 300;

    /** How many different files of a kind there are, so that some are isolated more than once. */
    private static final int VARIETY = 4;

    /** How many different bodies are appended to programs. */
    private static final int BODIES = 3;

    String token() {
        return Ascii.toLowerCase(name());
    }

    boolean isRecorded() {
        return this == INFECTED || this == CLEAN;
    }

    /** What the first definitions know. */
    static byte[] known() {
        return "These bytes stand for something that is known from the beginning.".getBytes(StandardCharsets.US_ASCII);
    }

    /** Makes the bytes of a file before anything has happened to it. */
    byte[] original(Random random, long seed) {
        int variant = random.nextInt(VARIETY);
        Random bytes = new Random(seed * 31 + token().hashCode() * 7L + variant);
        return switch (this) {
            case EMPTY -> new byte[0];
            case KNOWN -> Bytes.concat(filled(bytes), known());
            case DATA -> Bytes.concat(new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'}, filled(bytes));
            case INFECTED, CLEAN, RIDDLE -> Bytes.concat(new byte[] {0x7f, 'E', 'L', 'F', 2, 1, 1, 0}, filled(bytes));
        };
    }

    /** Makes what is captured of an original. */
    byte[] captured(byte[] original, Random random, long seed) {
        if (this != INFECTED) {
            return original;
        }
        byte[] body = new byte[BODY];
        new Random(seed * 17 + random.nextInt(BODIES)).nextBytes(body);
        return Bytes.concat(original, body);
    }

    private static byte[] filled(Random random) {
        byte[] filling = new byte[400 + random.nextInt(LARGEST)];
        random.nextBytes(filling);
        return filling;
    }
}
