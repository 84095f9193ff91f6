package dev.cordon.codec;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** The laws of deflating: any reader gets back what went in, and every code can be read. */
class BlockDeflaterProperties {
    @Property
    void anyBytesComeBack(@ForAll @Size(max = 2000) byte[] captured) throws IOException {
        assertThat(Inflated.inflated(Inflated.deflated(captured))).isEqualTo(captured);
    }

    @Property(tries = 300)
    void runsAndCopiesComeBackInAnyParts(
            @ForAll @Size(max = 40) List<@IntRange(max = 70_000) Integer> steps,
            @ForAll @IntRange(max = 1 << 20) int where,
            @ForAll @IntRange(max = 1 << 20) int whereElse)
            throws IOException {
        byte[] captured = runsAndCopies(steps);
        int one = where % (captured.length + 1);
        int other = whereElse % (captured.length + 1);

        byte[] deflated = Inflated.deflated(captured, Math.min(one, other), Math.max(one, other));

        assertThat(Inflated.inflated(deflated)).isEqualTo(captured);
    }

    @Property
    void aCodeFillsItsSpaceAndNoLengthIsTooLong(
            @ForAll @Size(min = 1, max = 286) int[] frequencies, @ForAll @IntRange(min = 9, max = 15) int longest) {
        for (int symbol = 0; symbol < frequencies.length; symbol++) {
            frequencies[symbol] = Math.abs(frequencies[symbol] % 16_000);
        }
        assertThat(space(frequencies, longest)).isEqualTo(1 << longest);
    }

    @Property
    void aCodeIsCutToItsLongestLength(@ForAll @IntRange(min = 5, max = 20) int symbols) {
        int[] frequencies = new int[symbols];
        frequencies[0] = 1;
        frequencies[1] = 1;
        for (int symbol = 2; symbol < symbols; symbol++) {
            frequencies[symbol] = frequencies[symbol - 1] + frequencies[symbol - 2];
        }
        assertThat(space(frequencies, 7)).isEqualTo(1 << 7);
    }

    /** Returns how much of all codes of the longest length a code takes; all of them make a whole code. */
    private static int space(int[] frequencies, int longest) {
        HuffmanCode code = new HuffmanCode(Math.max(2, frequencies.length), longest);
        code.fit(Arrays.copyOf(frequencies, Math.max(2, frequencies.length)));
        int space = 0;
        for (int symbol = 0; symbol < frequencies.length || symbol < 2; symbol++) {
            int length = code.length(symbol);
            assertThat(length).isBetween(0, longest);
            if (symbol < frequencies.length && frequencies[symbol] > 0) {
                assertThat(length).as("a symbol that occurs").isPositive();
            }
            space += length == 0 ? 0 : 1 << longest - length;
        }
        return space;
    }

    private static byte[] runsAndCopies(List<Integer> steps) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (int step : steps) {
            byte[] before = bytes.toByteArray();
            int length = step % 2000;
            if (step % 3 == 0) {
                bytes.writeBytes(new byte[length]);
            } else if (step % 3 == 1) {
                byte[] foreign = new byte[length];
                new Random(step).nextBytes(foreign);
                bytes.writeBytes(foreign);
            } else {
                int from = Math.max(0, before.length - step);
                bytes.write(before, from, Math.min(length, before.length - from));
            }
        }
        return bytes.toByteArray();
    }
}
