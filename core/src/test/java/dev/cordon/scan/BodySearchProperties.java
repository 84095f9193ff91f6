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

final class BodySearchProperties {
    private static final int SEVERAL_WINDOWS = 300_000;

    @Property(tries = 150)
    void findsWhatIsPlantedAnywhereInMuchContent(
            @ForAll Random random,
            @ForAll @IntRange(min = 4, max = 4000) int length,
            @ForAll @IntRange(min = 1, max = 200_000) int longestPiece)
            throws IOException {
        byte[] pattern = bytes(random, length);
        byte[] content = bytes(random, length + random.nextInt(SEVERAL_WINDOWS));
        int offset = random.nextInt(content.length - length + 1);
        System.arraycopy(pattern, 0, content, offset, length);

        assertFound("*", pattern, content, longestPiece);
        assertFound("" + offset, pattern, content, longestPiece);
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

    @Property(tries = 300)
    void agreesWithANaiveSearchInLittleContent(@ForAll Random random) throws IOException {
        agreesWithANaiveSearch(random, 4 + random.nextInt(120));
    }

    @Property(tries = 25)
    void agreesWithANaiveSearchInMuchContent(@ForAll Random random) throws IOException {
        agreesWithANaiveSearch(random, 60_000 + random.nextInt(100_000));
    }

    private static void agreesWithANaiveSearch(Random random, int size) throws IOException {
        byte[] content = new byte[size];
        // Mostly one byte with islands of few others: patterns nearly match everywhere and do match sometimes.
        for (int island = 0; island < 12; island++) {
            byte[] bytes = letters(random, Math.min(size, 12));
            System.arraycopy(bytes, 0, content, random.nextInt(size - bytes.length + 1), bytes.length);
        }
        ImmutableList<Wanted> signatures = signatures(random, content);
        StringBuilder database = new StringBuilder();
        for (int number = 0; number < signatures.size(); number++) {
            database.append(signatures.get(number).line(number)).append('\n');
        }
        Scanner scanner = Sets.load("a.ndb", database.toString()).scanner();

        Scanner.Verdict verdict = scanner.scan(
                        new Scanner.Request(new Pieces(ByteSource.wrap(content), 1 + random.nextInt(70_000))))
                .verdict();

        Optional<String> found =
                verdict instanceof Scanner.Detected detected ? Optional.of(detected.virus()) : Optional.empty();
        assertThat(found).as(database.toString()).isEqualTo(naive(signatures, content));
    }

    private record Wanted(String offset, String hex) {
        String line(int number) {
            return "V" + number + ":0:" + offset + ":" + hex;
        }

        boolean stands(byte[] content, int at) {
            if (at + hex.length() / 2 > content.length) {
                return false;
            }
            String there = BaseEncoding.base16().lowerCase().encode(content, at, hex.length() / 2);
            for (int position = 0; position < hex.length(); position++) {
                if (hex.charAt(position) != '?' && hex.charAt(position) != there.charAt(position)) {
                    return false;
                }
            }
            return offset.equals("*") || offset.equals("" + at) || offset.equals("EOF-" + (content.length - at));
        }
    }

    private static Optional<String> naive(ImmutableList<Wanted> signatures, byte[] content) {
        for (int at = 0; at < content.length; at++) {
            for (int number = 0; number < signatures.size(); number++) {
                if (signatures.get(number).stands(content, at)) {
                    return Optional.of("V" + number);
                }
            }
        }
        return Optional.empty();
    }

    private static ImmutableList<Wanted> signatures(Random random, byte[] content) {
        ImmutableList.Builder<Wanted> signatures = ImmutableList.builder();
        int count = 1 + random.nextInt(6);
        for (int number = 0; number < count; number++) {
            int length = 4 + random.nextInt(10);
            int at = random.nextInt(content.length);
            byte[] bytes = random.nextBoolean() && at + length <= content.length
                    ? Arrays.copyOfRange(content, at, at + length)
                    : letters(random, length);
            if (Arrays.equals(bytes, new byte[length])) {
                bytes = letters(random, length);
            }
            signatures.add(new Wanted(offset(random, at, content.length), withWildcards(random, bytes)));
        }
        return signatures.build();
    }

    private static String offset(Random random, int at, int size) {
        boolean nearEnd = size - at <= Placement.FARTHEST_FROM_END;
        return switch (random.nextInt(4)) {
            case 0 -> "" + at;
            case 1 -> nearEnd ? "EOF-" + (size - at) : "*";
            default -> "*";
        };
    }

    /** Leaves four bytes in a row as they are, somewhere. */
    private static String withWildcards(Random random, byte[] bytes) {
        StringBuilder hex = new StringBuilder(BaseEncoding.base16().lowerCase().encode(bytes));
        int anchor = 2 * random.nextInt(bytes.length - 3);
        for (int position = 0; position < hex.length(); position++) {
            if ((position < anchor || position >= anchor + 8) && random.nextInt(3) == 0) {
                hex.setCharAt(position, '?');
            }
        }
        return hex.toString();
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
        String line = "Planted:0:" + offset + ":" + BaseEncoding.base16().encode(pattern);
        Scanner scanner = Sets.load("a.ndb", line).scanner();
        Scanner.Request request = new Scanner.Request(new Pieces(ByteSource.wrap(content), longestPiece));

        assertThat(scanner.scan(request).verdict()).as(offset).isEqualTo(new Scanner.Detected("Planted"));
    }
}
