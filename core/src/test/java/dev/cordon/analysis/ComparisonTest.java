package dev.cordon.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import com.google.common.hash.HashCode;
import com.google.common.primitives.Bytes;
import dev.cordon.sample.Checkup;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is found out of a file by the digests of the file from before. */
class ComparisonTest {
    private final byte[] host = Hosts.bytes(6000, 1);
    private final byte[] body = Hosts.bytes(500, 2);

    @Test
    void aFileThatIsAsItWas() throws IOException {
        assertThat(compare(host, host)).isEqualTo(new Comparison.Unchanged());
        assertThat(compare(new byte[0], new byte[0])).isEqualTo(new Comparison.Unchanged());
    }

    @Test
    void whatWasAppended() throws IOException {
        assertThat(edits(Bytes.concat(host, body), host)).containsExactly(Edit.added(6000, 6500));
    }

    @Test
    void whatWasPrepended() throws IOException {
        assertThat(edits(Bytes.concat(body, host), host)).containsExactly(Edit.added(0, 500));
    }

    @Test
    void whatStandsBeforeAndBehind() throws IOException {
        assertThat(edits(Bytes.concat(Hosts.bytes(77, 3), host, body), host))
                .containsExactly(Edit.added(0, 77), Edit.added(6077, 6577));
    }

    @Test
    void aJumpWhoseBytesWereKept() throws IOException {
        assertThat(edits(Hosts.jumping(host, body), host))
                .containsExactly(new Edit(0, 3, new Edit.Kept(6500)), Edit.added(6000, 6505));
    }

    @ParameterizedTest
    @ValueSource(ints = {20, 375, 376, 700, 4096, 5000})
    void aBeginningThatWasMovedToTheEnd(int length) throws IOException {
        byte[] longBody = Hosts.bytes(length, 4);

        assertThat(edits(Hosts.swapped(host, longBody), host))
                .containsExactly(new Edit(0, length, new Edit.Kept(6000)), Edit.added(6000, 6000 + length));
    }

    @Test
    void aBeginningThatWasMovedBehindTheBody() throws IOException {
        byte[] infected = Bytes.concat(body, Arrays.copyOfRange(host, 500, 6000), body, Arrays.copyOf(host, 500));

        assertThat(edits(infected, host))
                .containsExactly(new Edit(0, 500, new Edit.Kept(6500)), Edit.added(6000, 7000));
    }

    @ParameterizedTest
    @ValueSource(ints = {0x00, 0xff, 0x90, 0xcc, 0x20})
    void aCavity(int fill) throws IOException {
        byte[] spacious = Hosts.withSpace(host, 2100, 900, fill);

        List<Edit> atItsBegin = edits(Hosts.over(spacious, body, 2100), spacious);
        List<Edit> within = edits(Hosts.over(spacious, body, 2200), spacious);
        List<Edit> atItsEnd = edits(Hosts.over(spacious, body, 2500), spacious);

        assertThat(List.of(atItsBegin, within, atItsEnd))
                .allSatisfy(edits -> assertThat(edits)
                        .isNotEmpty()
                        .allMatch(edit -> edit.before().equals(new Edit.Filled((byte) fill))));
    }

    @Test
    void aCavityWithAJumpWhoseBytesAreKeptThere() throws IOException {
        byte[] spacious = Hosts.withSpace(host, 1600, 1200, 0);
        byte[] kept = Bytes.concat(body, Arrays.copyOf(spacious, 5));
        byte[] infected = Hosts.over(Hosts.over(spacious, kept, 1610), Hosts.bytes(5, 9), 0);

        assertThat(edits(infected, spacious))
                .startsWith(new Edit(0, 5, new Edit.Kept(2110)))
                .hasSizeGreaterThan(1);
    }

    @Test
    void aFileThatHasGrownAndChangedInAnotherWay() throws IOException {
        byte[] infected = Bytes.concat(host, body);
        infected[3000] ^= 1;

        assertThat(compare(infected, host)).isEqualTo(new Comparison.Grown(edits(Bytes.concat(host, body), host)));
    }

    @Test
    void aFileThatHasChangedWithin() throws IOException {
        byte[] changed = host.clone();
        changed[3000] ^= 1;

        assertThat(compare(changed, host)).isEqualTo(new Comparison.Altered());
    }

    @Test
    void anotherFileIsNotTheFileGrown() throws IOException {
        assertThat(compare(Hosts.bytes(9000, 5), host)).isEqualTo(new Comparison.Unclear());
        assertThat(compare(Bytes.concat(Arrays.copyOf(host, 2000), Hosts.bytes(7000, 6)), host))
                .isEqualTo(new Comparison.Unclear());
    }

    @Test
    void aFileThatHasBecomeShorterIsUnclear() throws IOException {
        assertThat(compare(Arrays.copyOf(host, 5999), host)).isEqualTo(new Comparison.Unclear());
        assertThat(compare(new byte[0], host)).isEqualTo(new Comparison.Unclear());
    }

    @Test
    void aFileOfNextToNothingSaysNothing() throws IOException {
        assertThat(compare(Bytes.concat(new byte[15], body), new byte[15])).isEqualTo(new Comparison.Unclear());
        assertThat(compare(body, new byte[0])).isEqualTo(new Comparison.Unclear());
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 15, 16, 5999, 6000, 6400, 6500, 6501, Integer.MAX_VALUE, Long.MAX_VALUE})
    void anEntryThatLiesProvesNothing(long size) throws IOException {
        Checkup honest = Hosts.checkup(host);
        Checkup liar =
                new Checkup(size, HashCode.fromBytes(new byte[32]), honest.head(), honest.tail(), honest.blocks());

        assertThat(Comparison.of(Bytes.concat(host, body), liar)).isNotInstanceOf(Comparison.Undone.class);
    }

    @Timeout(60)
    @ParameterizedTest
    @ValueSource(ints = {1, 16, 1 << 10, 1 << 20, 24 << 20})
    void aFileOfOneByteAgainAndAgainDoesNotTakeLong(int size) throws IOException {
        byte[] monotonous = new byte[size + 5000];
        Checkup other = Hosts.checkup(Hosts.bytes(size, 3));

        assertThat(Comparison.of(monotonous, other)).isEqualTo(new Comparison.Unclear());
    }

    /** Every second byte begins another run, and the digests fit nothing. */
    @Timeout(60)
    @Test
    void aFileFullOfRunsDoesNotTakeLong() throws IOException {
        byte[] runs = new byte[24 << 20];
        for (int at = 0; at < runs.length; at += 5) {
            runs[at] = 1;
        }
        byte[] other = runs.clone();
        for (int part = 0; part < 16; part += 2) {
            other[part * (runs.length / 16) + 7] = 9;
        }

        assertThat(compare(runs, other)).isEqualTo(new Comparison.Altered());
    }

    private static ImmutableList<Edit> edits(byte[] infected, byte[] original) throws IOException {
        Comparison comparison = compare(infected, original);
        assertThat(comparison).isInstanceOf(Comparison.Undone.class);
        return ((Comparison.Undone) comparison).edits();
    }

    private static Comparison compare(byte[] infected, byte[] original) throws IOException {
        return Comparison.of(infected, Hosts.checkup(original));
    }
}
