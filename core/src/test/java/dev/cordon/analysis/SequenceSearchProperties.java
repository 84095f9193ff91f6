package dev.cordon.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.io.ByteSource;
import com.google.common.primitives.Bytes;
import java.io.IOException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

final class SequenceSearchProperties {
    private static final int WINDOW = 1 << 16;

    @Property(tries = 200)
    void agreesWithANaiveSearch(@ForAll Random random) throws IOException {
        byte[] file = bytes(random, random.nextInt(3000));
        List<byte[]> sequences = new ArrayList<>();
        for (int number = 0; number < random.nextInt(40); number++) {
            sequences.add(bytes(random, 8 + random.nextInt(17)));
        }
        BitSet expected = new BitSet();
        for (int number = 0; number < sequences.size(); number++) {
            expected.set(number, Bytes.indexOf(file, sequences.get(number)) >= 0);
        }

        assertThat(new SequenceSearch(sequences).in(List.of(ByteSource.wrap(file))))
                .isEqualTo(expected);
    }

    @Property(tries = 100)
    void findsWhatStandsAcrossTheEndsOfWindows(@ForAll Random random) throws IOException {
        byte[] file = new byte[3 * WINDOW + random.nextInt(100)];
        byte[] first = new byte[16 + random.nextInt(9)];
        byte[] second = new byte[16 + random.nextInt(9)];
        random.nextBytes(first);
        random.nextBytes(second);
        System.arraycopy(first, 0, file, WINDOW - 60 + random.nextInt(120), first.length);
        System.arraycopy(second, 0, file, file.length - second.length, second.length);

        assertThat(new SequenceSearch(List.of(first, new byte[] {1, 2, 3, 4, 5, 6, 7, 8}, second))
                        .in(List.of(ByteSource.wrap(file))).stream())
                .containsExactly(0, 2);
    }

    /** Two kinds of bytes, so that sequences nearly stand everywhere and do stand sometimes. */
    private static byte[] bytes(Random random, int length) {
        byte[] bytes = new byte[length];
        for (int at = 0; at < length; at++) {
            bytes[at] = (byte) (random.nextInt(100) < 90 ? 0 : 0xff);
        }
        return bytes;
    }
}
