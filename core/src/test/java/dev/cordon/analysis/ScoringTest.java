package dev.cordon.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.io.ByteSource;
import com.google.common.primitives.Bytes;
import dev.cordon.spi.Repairer;
import dev.cordon.spi.Replicator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Which repairs are written where files of one infection are known. */
class ScoringTest {
    private static final byte[] BODY = Hosts.bytes(400, 7);
    private static final byte[] FIRST = Hosts.bytes(3000, 1);
    private static final byte[] SECOND = Hosts.bytes(2500, 2);
    private static final byte[] UNSEEN = Hosts.bytes(2700, 3);

    @Test
    void filesThatAgreeHaveARepairThatFitsOthers() throws IOException {
        Cure cure = score(honest(FIRST), honest(SECOND));

        assertThat(repaired(cure, Bytes.concat(UNSEEN, BODY))).hasValue(UNSEEN);
    }

    /** The first half of the body is said to have been in the file before. */
    @Test
    void anEntryThatAnotherFileContradictsRepairsItsOwnFileOnly() throws IOException {
        byte[] claimed = Bytes.concat(FIRST, Arrays.copyOf(BODY, 200));

        Cure cure = score(specimen(Bytes.concat(FIRST, BODY), claimed), honest(SECOND));

        assertThat(repaired(cure, Bytes.concat(UNSEEN, BODY)))
                .as("half of the body would be left")
                .isEmpty();
        assertThat(repaired(cure, Bytes.concat(SECOND, BODY))).isEmpty();
        assertThat(repaired(cure, Bytes.concat(FIRST, BODY))).hasValue(claimed);
    }

    @Test
    void filesThatWereInfectedInAnotherWayContradictNothing() throws IOException {
        Cure cure = score(honest(FIRST), specimen(Bytes.concat(BODY, SECOND), SECOND));

        assertThat(repaired(cure, Bytes.concat(UNSEEN, BODY))).hasValue(UNSEEN);
    }

    private static Cure score(Replicator.Specimen... specimens) throws IOException {
        Scoring.Score score = new Scoring(CleanPrograms.none()).score(List.of(specimens));
        assertThat(score).isInstanceOf(Scoring.Told.class);
        return ((Scoring.Told) score).cure();
    }

    private static Replicator.Specimen honest(byte[] host) throws IOException {
        return specimen(Bytes.concat(host, BODY), host);
    }

    private static Replicator.Specimen specimen(byte[] infected, byte[] before) throws IOException {
        return new Replicator.Specimen(ByteSource.wrap(infected), Hosts.checkup(before));
    }

    private static Optional<byte[]> repaired(Cure cure, byte[] infected) throws IOException {
        ByteArrayOutputStream sink = new ByteArrayOutputStream();
        Repairer.Outcome outcome =
                cure.alone().repairer().repair(new Repairer.Request(ByteSource.wrap(infected), cure.virus()), sink);
        return outcome instanceof Repairer.Repaired ? Optional.of(sink.toByteArray()) : Optional.empty();
    }
}
