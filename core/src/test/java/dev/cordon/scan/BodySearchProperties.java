package dev.cordon.scan;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import com.google.common.io.BaseEncoding;
import com.google.common.io.ByteSource;
import dev.cordon.spi.Scanner;
import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** The search in one pass finds what {@link NaiveSearch} finds in the whole content at once. */
final class BodySearchProperties {
    private static final int SEVERAL_WINDOWS = 300_000;

    @Property(tries = 150)
    void findsWhatIsPlantedAnywhereInMuchContent(
            @ForAll Random random,
            @ForAll @IntRange(min = 2, max = 4000) int length,
            @ForAll @IntRange(min = 1, max = 200_000) int longestPiece)
            throws IOException {
        byte[] pattern = bytes(random, length);
        byte[] content = bytes(random, length + random.nextInt(SEVERAL_WINDOWS));
        int offset = random.nextInt(content.length - length + 1);
        System.arraycopy(pattern, 0, content, offset, length);

        assertFound("*", pattern, content, longestPiece);
        assertFound("" + offset, pattern, content, longestPiece);
        assertFound(Math.max(0, offset - 7) + ",7", pattern, content, longestPiece);
        if (content.length - offset <= Placement.FARTHEST_FROM_END) {
            assertFound("EOF-" + (content.length - offset), pattern, content, longestPiece);
        }
    }

    @Property(tries = 60)
    void findsWhatIsPlantedAcrossTheEndOfAWindow(
            @ForAll Random random, @ForAll @IntRange(min = -5000, max = 5000) int shift) throws IOException {
        byte[] pattern = bytes(random, 4 + random.nextInt(3000));
        byte[] content = new byte[200_000];
        System.arraycopy(pattern, 0, content, (1 << 16) + shift, pattern.length);

        assertFound("*", pattern, content, 1 << 16);
    }

    @Property(tries = 60)
    void findsPartsThatAreFarApart(@ForAll Random random) throws IOException {
        byte[] content = bytes(random, SEVERAL_WINDOWS);
        StringBuilder hex = new StringBuilder();
        int at = random.nextInt(1000);
        while (at < content.length - 100) {
            int length = 2 + random.nextInt(20);
            hex.append(hex.isEmpty() ? "" : "*").append(hex(Arrays.copyOfRange(content, at, at + length)));
            at += length + random.nextInt(90_000);
        }

        assertThat(scan("A:0:*:" + hex, content, 50_000)).contains("A");
    }

    @Property(tries = 1500)
    void agreesWithANaiveSearchInLittleContent(@ForAll Random random) throws IOException {
        // Mostly one byte: patterns nearly match everywhere and do match sometimes.
        agreesWithANaiveSearch(random, new byte[4 + random.nextInt(120)]);
    }

    @Property(tries = 40)
    void agreesWithANaiveSearchInMuchContent(@ForAll Random random) throws IOException {
        // Here that would take the second model too long.
        agreesWithANaiveSearch(random, bytes(random, 60_000 + random.nextInt(100_000)));
    }

    private static void agreesWithANaiveSearch(Random random, byte[] content) throws IOException {
        int size = content.length;
        for (int island = 0; island < 12; island++) {
            byte[] bytes = letters(random, Math.min(size, 12));
            System.arraycopy(bytes, 0, content, random.nextInt(size - bytes.length + 1), bytes.length);
        }
        ImmutableList<NaiveSearch.Wanted> signatures = signatures(random, content);
        StringBuilder database = new StringBuilder();
        signatures.forEach(signature -> database.append(signature.line()).append('\n'));

        assertThat(scan(database.toString(), content, 1 + random.nextInt(70_000)))
                .as(database.toString())
                .isEqualTo(NaiveSearch.first(signatures, content));
    }

    private static ImmutableList<NaiveSearch.Wanted> signatures(Random random, byte[] content) {
        ImmutableList.Builder<NaiveSearch.Wanted> signatures = ImmutableList.builder();
        int count = 1 + random.nextInt(6);
        for (int number = 0; number < count; number++) {
            int at = random.nextInt(content.length);
            String hex = pattern(random, content, at);
            signatures.add(new NaiveSearch.Wanted("V" + number, offset(random, at, content.length), hex));
        }
        return signatures.build();
    }

    private static String offset(Random random, int at, int size) {
        String shift = random.nextBoolean() ? "," + random.nextInt(20) : "";
        boolean nearEnd = size - at <= Placement.FARTHEST_FROM_END;
        return switch (random.nextInt(4)) {
            case 0 -> at + shift;
            case 1 -> nearEnd ? "EOF-" + (size - at) + shift : "*";
            default -> "*";
        };
    }

    /** Writes what stands at a place, or nearly, with all the forms that a pattern knows. */
    private static String pattern(Random random, byte[] content, int start) {
        StringBuilder hex = new StringBuilder();
        int at = start;
        int runs = 1 + random.nextInt(4);
        for (int run = 0; run < runs; run++) {
            int length = 2 + random.nextInt(10);
            boolean copied = random.nextInt(4) > 0 && at + length <= content.length;
            byte[] bytes = copied ? Arrays.copyOfRange(content, at, at + length) : letters(random, length);
            hex.append(withWildcards(random, bytes));
            at += length;
            if (run < runs - 1) {
                int skipped = random.nextInt(4);
                hex.append(between(random, skipped));
                at += skipped;
            }
        }
        return hex.toString();
    }

    private static String between(Random random, int skipped) {
        int more = random.nextInt(3);
        return switch (random.nextInt(8)) {
            case 0 -> "*";
            case 1 -> "{" + skipped + "}";
            case 2 -> "{-" + (skipped + more) + "}";
            case 3 -> "{" + Math.max(0, skipped - more) + "-}";
            case 4 -> "[" + Math.max(0, skipped - more) + "-" + (skipped + more) + "]";
            case 5 -> "(00|01|0202)";
            case 6 -> "!(00|02)";
            default -> "{" + skipped + "-" + (skipped + 150 * more) + "}";
        };
    }

    /** Leaves two bytes in a row as they are, somewhere. */
    private static String withWildcards(Random random, byte[] bytes) {
        StringBuilder hex = new StringBuilder(hex(bytes));
        int anchor = 2 * random.nextInt(bytes.length - 1);
        for (int position = 0; position < hex.length(); position++) {
            if ((position < anchor || position >= anchor + 4) && random.nextInt(6) == 0) {
                hex.setCharAt(position, '?');
            }
        }
        return hex.toString();
    }

    private static String hex(byte[] bytes) {
        return BaseEncoding.base16().lowerCase().encode(bytes);
    }

    private static byte[] letters(Random random, int length) {
        byte[] letters = new byte[length];
        for (int at = 0; at < length; at++) {
            letters[at] = (byte) random.nextInt(3);
        }
        return letters;
    }

    private static byte[] bytes(Random random, int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }

    private static void assertFound(String offset, byte[] pattern, byte[] content, int longestPiece)
            throws IOException {
        assertThat(scan("Planted:0:" + offset + ":" + hex(pattern), content, longestPiece))
                .as(offset)
                .contains("Planted");
    }

    private static Optional<String> scan(String database, byte[] content, int longestPiece) throws IOException {
        Scanner scanner = Sets.load("a.ndb", database).scanner();
        Scanner.Request request = new Scanner.Request(new Pieces(ByteSource.wrap(content), longestPiece));
        return scanner.scan(request).verdict() instanceof Scanner.Detected detected
                ? Optional.of(detected.virus())
                : Optional.empty();
    }
}
