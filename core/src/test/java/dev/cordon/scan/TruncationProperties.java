package dev.cordon.scan;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.hash.Hashing;
import com.google.common.io.ByteSource;
import com.google.common.primitives.Bytes;
import dev.cordon.spi.Repairer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

final class TruncationProperties {
    @Property(tries = 300)
    void givesBackWhatWasThereBeforeTheVirusCame(
            @ForAll @Size(max = 5000) byte[] original,
            @ForAll @Size(min = 1, max = 3000) byte[] virus,
            @ForAll @IntRange(min = 1, max = 2000) int longestPiece)
            throws IOException {
        ByteSource infected = new Pieces(ByteSource.wrap(Bytes.concat(original, virus)), longestPiece);
        ByteArrayOutputStream repaired = new ByteArrayOutputStream();

        Repairer.Outcome outcome = repairer(virus).repair(new Repairer.Request(infected, "A"), repaired);

        assertThat(repaired.toByteArray()).isEqualTo(original);
        assertThat(outcome)
                .isEqualTo(
                        new Repairer.Repaired(original.length, Hashing.sha256().hashBytes(original)));
    }

    @Property(tries = 300)
    void doesNotCutABodyThatDiffersInOneBit(
            @ForAll @Size(max = 500) byte[] original,
            @ForAll @Size(min = 1, max = 300) byte[] virus,
            @ForAll @IntRange(min = 0, max = 2399) int bit)
            throws IOException {
        byte[] other = virus.clone();
        other[bit / 8 % virus.length] ^= (byte) (1 << bit % 8);
        ByteSource infected = ByteSource.wrap(Bytes.concat(original, other));

        Repairer.Outcome outcome =
                repairer(virus).repair(new Repairer.Request(infected, "A"), OutputStream.nullOutputStream());

        assertThat(outcome).isInstanceOf(Repairer.Failed.class);
    }

    private static Repairer repairer(byte[] virus) throws IOException {
        String line = "A:truncate:" + virus.length + ":" + Hashing.sha256().hashBytes(virus);
        return Sets.load("a.rdb", "#cordon-rdb 1\n" + line + "\n").repairer();
    }
}
