package dev.cordon.analysis;

import com.google.common.hash.Hashing;
import com.google.common.io.ByteStreams;
import dev.cordon.codec.ErrorCode;
import dev.cordon.codec.WireException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;
import java.util.zip.ZipException;

/**
 * Tells how likely it is that bytes stand at a given place of a clean program (Kephart and Arnold, 1994).
 *
 * <p>The probability of a byte depends on the two before it. Where clean programs had these three seldom or never, that
 * of the last two counts for the more, and where those were not seen, that of the byte alone (Witten and Bell, 1991). So
 * nothing is impossible, and the probabilities of all bytes in one place make one.
 *
 * <p>The file format is in {@code docs/analysis.md}. Immutable, safe for use by many threads; takes about 17 MiB.
 */
public final class ProgramModel {
    private static final byte[] MAGIC = "CORDONPM".getBytes(StandardCharsets.US_ASCII);
    private static final int VERSION = 1;
    private static final int HEAD = 8 + 1 + Integer.BYTES + Long.BYTES + Integer.BYTES;
    private static final int DIGEST = 32;

    /** Levels that don't compress at all take a few bytes more than there are. */
    private static final int LONGEST = HEAD + Trigrams.DISTINCT + (1 << 16) + DIGEST;

    private static final double[] COUNTS = countsOfLevels();

    private final int files;
    private final long bytes;
    private final byte[] levels;
    private final Followers afterTwo = new Followers(1 << 16);
    private final Followers afterOne = new Followers(1 << 8);
    private final Followers afterNone = new Followers(1);

    /** What came after each of some contexts: how often anything, and how many different bytes. */
    private static final class Followers {
        private final double[] total;
        private final int[] different;

        Followers(int contexts) {
            this.total = new double[contexts];
            this.different = new int[contexts];
        }

        void add(int context, double count) {
            total[context] += count;
            different[context] += count > 0 ? 1 : 0;
        }

        double probability(int context, double count, double shorter) {
            return total[context] == 0
                    ? shorter
                    : (count + different[context] * shorter) / (total[context] + different[context]);
        }
    }

    ProgramModel(int files, long bytes, byte[] levels) {
        this.files = files;
        this.bytes = bytes;
        this.levels = levels;
        for (int number = 0; number < Trigrams.DISTINCT; number++) {
            afterTwo.add(number >> 8, COUNTS[levels[number]]);
        }
        for (int two = 0; two < 1 << 16; two++) {
            afterOne.add(two >> 8, afterTwo.total[two]);
        }
        for (int one = 0; one < 1 << 8; one++) {
            afterNone.add(0, afterOne.total[one]);
        }
    }

    /** Returns the model of somebody who has seen no program: every byte is as likely as every other. */
    public static ProgramModel ofNothing() {
        return Nothing.MODEL;
    }

    /** Made when it is first asked for; it takes as much memory as any other. */
    private static final class Nothing {
        static final ProgramModel MODEL = new ProgramModel(0, 0, new byte[Trigrams.DISTINCT]);
    }

    /** Returns how many files were counted. */
    public int files() {
        return files;
    }

    /** Returns how many bytes those files had. */
    public long bytes() {
        return bytes;
    }

    /**
     * Returns the logarithm to the base 2 of the probability that the bytes stand at a given place of a clean program. It
     * is never above 0; 30 more is the logarithm of how often they are to be expected in a gibibyte.
     *
     * @param sequence any number of bytes; of none it is 0
     */
    public double log2Probability(byte[] sequence) {
        double sum = 0;
        for (int at = 0; at < sequence.length; at++) {
            sum += Math.log(probability(sequence, at));
        }
        return sum / Math.log(2);
    }

    private double probability(byte[] sequence, int at) {
        int third = sequence[at] & 0xff;
        return switch (at) {
            case 0 -> probability(third);
            case 1 -> probability(sequence[0] & 0xff, third);
            default -> probability(sequence[at - 2] & 0xff, sequence[at - 1] & 0xff, third);
        };
    }

    /** Returns the probability of a byte after two others. */
    double probability(int first, int second, int third) {
        double count = COUNTS[levels[Trigrams.number(first, second, third)]];
        return afterTwo.probability(first << 8 | second, count, probability(second, third));
    }

    private double probability(int second, int third) {
        return afterOne.probability(second, afterTwo.total[second << 8 | third], probability(third));
    }

    private double probability(int third) {
        return afterNone.probability(0, afterOne.total[third], 1.0 / 256);
    }

    /** Writes the model; the stream stays open. */
    public void writeTo(OutputStream stream) throws IOException {
        byte[] packed = pack();
        ByteBuffer model = ByteBuffer.allocate(HEAD + packed.length);
        model.put(MAGIC).put((byte) VERSION).putInt(files).putLong(bytes).putInt(packed.length);
        model.put(packed);
        stream.write(model.array());
        stream.write(Hashing.sha256().hashBytes(model.array()).asBytes());
    }

    private byte[] pack() throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (DeflaterOutputStream stream = new DeflaterOutputStream(packed)) {
            stream.write(levels);
        }
        return packed.toByteArray();
    }

    /**
     * Reads a model to the end of the stream, which stays open.
     *
     * @throws WireException {@code unpackage} if it is not exactly what {@link #writeTo} has written
     */
    public static ProgramModel read(InputStream stream) throws IOException {
        byte[] file = ByteStreams.limit(stream, LONGEST + 1L).readAllBytes();
        require(file.length >= HEAD + DIGEST && file.length <= LONGEST, "its length is not that of a model");
        require(Arrays.equals(Arrays.copyOf(file, MAGIC.length), MAGIC), "it does not begin like a model");
        int end = file.length - DIGEST;
        byte[] digest = Arrays.copyOfRange(file, end, file.length);
        require(
                Arrays.equals(Hashing.sha256().hashBytes(file, 0, end).asBytes(), digest),
                "its digest is not that of its content");
        ByteBuffer head = ByteBuffer.wrap(file, MAGIC.length, end - MAGIC.length);
        require(head.get() == VERSION, "it is of another version");
        int files = head.getInt();
        long bytes = head.getLong();
        require(files >= 0 && bytes >= 0 && head.getInt() == head.remaining(), "its numbers do not fit each other");
        return new ProgramModel(files, bytes, unpack(new ByteArrayInputStream(file, HEAD, end - HEAD)));
    }

    private static byte[] unpack(ByteArrayInputStream packed) throws IOException {
        byte[] levels = new byte[Trigrams.DISTINCT];
        try (InflaterInputStream stream = new InflaterInputStream(packed)) {
            int read = ByteStreams.read(stream, levels, 0, levels.length);
            require(read == levels.length && stream.read() < 0, "it does not hold as many counts as a model");
        } catch (EOFException | ZipException e) {
            throw damaged("its counts can't be unpacked");
        }
        for (byte level : levels) {
            require(level >= 0 && level <= Trigrams.HIGHEST_LEVEL, "it holds a count that is too high");
        }
        return levels;
    }

    private static void require(boolean fine, String reason) throws WireException {
        if (!fine) {
            throw damaged(reason);
        }
    }

    private static WireException damaged(String reason) {
        return new WireException(ErrorCode.UNPACKAGE, "the model of clean programs: " + reason);
    }

    private static double[] countsOfLevels() {
        double[] counts = new double[Trigrams.HIGHEST_LEVEL + 1];
        Arrays.setAll(counts, Trigrams::count);
        return counts;
    }
}
