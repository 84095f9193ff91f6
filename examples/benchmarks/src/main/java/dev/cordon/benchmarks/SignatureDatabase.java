package dev.cordon.benchmarks;

import com.google.common.collect.ImmutableSortedMap;
import com.google.common.io.BaseEncoding;
import com.google.common.io.ByteSource;
import dev.cordon.attribute.DailyVersion;
import dev.cordon.attribute.Sequence;
import dev.cordon.definition.DefinitionSet;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * Body signatures made up for measuring, as a {@code .ndb} that ClamAV and the built-in engine read alike: 16 to 60 bytes,
 * three in ten out of the programs that are scanned, with their last bytes changed so that they are not found. One in five
 * has something open: a byte, a gap or alternatives.
 */
final class SignatureDatabase {
    /** A content that the last signature of each database knows, to see that it is in use. */
    static final String CANARY = "a file that the last signature of the database knows";

    private static final long SEED = 7;
    private static final int SHORTEST = 16;
    private static final int LONGEST = 60;
    private static final int SOURCES = 60;
    private static final int FEWEST_VALUES = 8;
    private static final BaseEncoding HEX = BaseEncoding.base16().lowerCase();

    private final Random random = new Random(SEED);
    private final List<byte[]> programs = new ArrayList<>();

    private SignatureDatabase(ProgramFiles files) throws IOException {
        for (int number = 0; number < SOURCES; number++) {
            programs.add(files.read(number));
        }
    }

    /** Writes so many signatures to a file; the same ones for the same programs. */
    static void write(Path file, int count, ProgramFiles files) throws IOException {
        SignatureDatabase database = new SignatureDatabase(files);
        try (BufferedWriter lines = Files.newBufferedWriter(file)) {
            for (int number = 1; number < count; number++) {
                lines.write("S" + number + ":0:*:" + database.pattern() + "\n");
            }
            lines.write("Canary:0:*:" + HEX.encode(CANARY.getBytes(StandardCharsets.US_ASCII)) + "\n");
        }
    }

    /** Returns what the built-in engine loads. */
    static DefinitionSet set(Path file) {
        ByteSource database = com.google.common.io.Files.asByteSource(file.toFile());
        return new DefinitionSet(
                Sequence.of(1),
                DailyVersion.parse("2026.01.02.003"),
                Instant.EPOCH,
                ImmutableSortedMap.of("benchmark.ndb", database));
    }

    private String pattern() {
        String hex = HEX.encode(random.nextInt(10) < 7 ? anyBytes() : programLike());
        int kind = random.nextInt(100);
        if (kind < 10) {
            return hex.substring(0, 16) + "??" + hex.substring(18);
        }
        if (kind < 15) {
            return hex.substring(0, 16) + "*" + hex.substring(16);
        }
        if (kind < 18) {
            return hex.substring(0, 16) + "{2-20}" + hex.substring(16);
        }
        return kind < 20 ? hex.substring(0, 14) + "(" + hex.substring(14, 16) + "|aa|bb)" + hex.substring(16) : hex;
    }

    private byte[] anyBytes() {
        byte[] bytes = new byte[length()];
        random.nextBytes(bytes);
        return bytes;
    }

    private byte[] programLike() {
        byte[] program = programs.get(random.nextInt(programs.size()));
        int length = length();
        int from = random.nextInt(program.length - length);
        byte[] bytes = Arrays.copyOfRange(program, from, from + length);
        if (distinct(bytes) < FEWEST_VALUES) {
            return anyBytes();
        }
        bytes[length - 1] ^= 0x5a;
        bytes[length - 2] ^= (byte) 0xa5;
        return bytes;
    }

    private int length() {
        return SHORTEST + random.nextInt(LONGEST - SHORTEST + 1);
    }

    private static long distinct(byte[] bytes) {
        return IntStream.range(0, bytes.length).map(at -> bytes[at]).distinct().count();
    }
}
