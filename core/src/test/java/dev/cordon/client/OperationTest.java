package dev.cordon.client;

import static dev.cordon.client.Bench.CLEAN;
import static dev.cordon.client.Bench.VIRUS;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.hash.Hashing;
import com.google.common.primitives.Bytes;
import dev.cordon.attribute.Attributes;
import dev.cordon.attribute.CordonFields;
import dev.cordon.attribute.SampleReason;
import dev.cordon.attribute.Sequence;
import dev.cordon.sample.Sample;
import dev.cordon.sample.SampleId;
import dev.cordon.statemachine.Advice;
import dev.cordon.statemachine.SampleEvent;
import dev.cordon.statemachine.SampleStatus;
import dev.cordon.statemachine.ScanResult;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the client does by itself when definitions arrive, under each policy. */
class OperationTest {
    private static final byte[] INFECTED = Bytes.concat(CLEAN, VIRUS);

    @TempDir
    private Path folder;

    private Bench bench;
    private final List<Approval.Proposal> asked = new ArrayList<>();
    private boolean answer;

    @BeforeEach
    void open() {
        bench = Bench.in(folder);
    }

    @AfterEach
    void close() throws IOException {
        bench.close();
    }

    private OperationStation station(AutomaticOperation operation, SampleStatus curable) throws IOException {
        Approval approval = (sample, proposal) -> {
            asked.add(proposal);
            return answer;
        };
        ClientConfig config = bench.config(bench.store, operation, approval);
        return new OperationStation(config, new LocalQuarantine(config, new SecureRandom()), curable);
    }

    private void work(AutomaticOperation operation) throws IOException {
        bench.work(station(operation, SampleStatus.NEEDED));
    }

    private Sample show(SampleId id) throws IOException {
        return bench.quarantine().show(id);
    }

    private SampleId needing(Sample sample, int sequence) throws IOException {
        Sample submitted = bench.store.update(sample, sample.on(new SampleEvent.Accepted(), bench.clock.instant()));
        bench.store.update(submitted, submitted.on(new SampleEvent.NewerDefinitions(sequence), bench.clock.instant()));
        return sample.id();
    }

    private SampleId foundClean(Sample sample) throws IOException {
        Sample submitted = bench.store.update(sample, sample.on(new SampleEvent.Accepted(), bench.clock.instant()));
        bench.store.update(
                submitted,
                submitted.on(
                        new SampleEvent.NothingToDeliver(),
                        bench.clock.instant(),
                        more -> more.set(CordonFields.ADVICE, Advice.RELEASE.token())));
        return sample.id();
    }

    @Test
    void repairedAndGivenBack() throws IOException {
        SampleId id = needing(bench.isolated("tool", INFECTED), 1);
        bench.installVirus(1, true);

        work(AutomaticOperation.REPAIR_AND_RESTORE);

        assertThat(bench.files.resolve("tool")).hasBinaryContent(CLEAN);
        assertThat(show(id).status()).isEqualTo(SampleStatus.INSTALLED);
        assertThat(show(id).find(CordonFields.DISPOSITION)).contains("repaired");
    }

    @Test
    void repairedOnly() throws IOException {
        SampleId id = needing(bench.isolated("tool", INFECTED), 1);
        bench.installVirus(1, true);

        work(AutomaticOperation.REPAIR_ONLY);

        assertThat(bench.files).isEmptyDirectory();
        assertThat(show(id).find(CordonFields.DISPOSITION)).contains("isolated");
        assertThat(show(id).find(CordonFields.REPAIR))
                .contains(Hashing.sha256().hashBytes(CLEAN).toString());
        assertThat(show(id).find(Attributes.SCAN_RESULT)).contains(ScanResult.REPAIRED);
    }

    @Test
    void nothingIsLeftOfATrial() throws IOException {
        needing(bench.isolated("tool", INFECTED), 1);
        bench.installVirus(1, true);

        work(AutomaticOperation.REPAIR_ONLY);

        try (Stream<Path> spool = Files.list(bench.home.resolve("spool"))) {
            assertThat(spool).isEmpty();
        }
    }

    @Test
    void whatWasRepairedOnlyIsGivenBackByAPerson() throws IOException {
        SampleId id = needing(bench.isolated("tool", INFECTED), 1);
        bench.installVirus(1, true);
        work(AutomaticOperation.REPAIR_ONLY);

        bench.quarantine().repair(id, Destination.original());

        assertThat(bench.files.resolve("tool")).hasBinaryContent(CLEAN);
    }

    @Test
    void askedAndAgreed() throws IOException {
        needing(bench.isolated("tool", INFECTED), 1);
        bench.installVirus(1, true);
        answer = true;

        work(AutomaticOperation.ASK);

        assertThat(asked).containsExactly(Approval.Proposal.REPAIR);
        assertThat(bench.files.resolve("tool")).hasBinaryContent(CLEAN);
    }

    @Test
    void askedAndNotAgreed() throws IOException {
        SampleId id = needing(bench.isolated("tool", INFECTED), 1);
        bench.installVirus(1, true);

        work(AutomaticOperation.ASK);
        work(AutomaticOperation.ASK);

        assertThat(asked).as("asked once").containsExactly(Approval.Proposal.REPAIR);
        assertThat(bench.files).isEmptyDirectory();
        assertThat(show(id).status()).isEqualTo(SampleStatus.INSTALLED);
    }

    @Test
    void whoFailsToAnswerHasNotAgreed() throws IOException {
        SampleId id = needing(bench.isolated("tool", INFECTED), 1);
        bench.installVirus(1, true);
        ClientConfig config = bench.config(bench.store, AutomaticOperation.ASK, (sample, proposal) -> {
            throw new IllegalStateException("no window");
        });

        bench.work(new OperationStation(config, new LocalQuarantine(config, new SecureRandom()), SampleStatus.NEEDED));

        assertThat(show(id).status()).isEqualTo(SampleStatus.INSTALLED);
        assertThat(bench.files).isEmptyDirectory();
    }

    @Test
    void nothing() throws IOException {
        SampleId id = needing(bench.isolated("tool", INFECTED), 1);
        bench.installVirus(1, true);

        work(AutomaticOperation.NOTHING);

        assertThat(bench.files).isEmptyDirectory();
        assertThat(show(id).find(CordonFields.REPAIR)).isEmpty();
        assertThat(show(id).find(Attributes.SCAN_SIGNATURES_SEQUENCE)).contains(Sequence.of(1));
        assertThat(show(id).status()).isEqualTo(SampleStatus.INSTALLED);
    }

    @ParameterizedTest
    @EnumSource(
            value = AutomaticOperation.class,
            names = {"REPAIR_ONLY", "NOTHING"})
    void whatWasFoundCleanStaysUnderPoliciesThatGiveNothingBack(AutomaticOperation operation) throws IOException {
        bench.installVirus(1, false);
        foundClean(bench.isolated("tool", CLEAN));

        work(operation);

        assertThat(bench.files).isEmptyDirectory();
    }

    @Test
    void whatWasFoundCleanIsGivenBackIfSomebodyAgrees() throws IOException {
        bench.installVirus(1, false);
        foundClean(bench.isolated("tool", CLEAN));
        answer = true;

        work(AutomaticOperation.ASK);

        assertThat(asked).containsExactly(Approval.Proposal.RESTORE);
        assertThat(bench.files.resolve("tool")).hasBinaryContent(CLEAN);
    }

    @Test
    void whatWasFoundCleanWaitsForDefinitionsToScanItWith() throws IOException {
        SampleId id = foundClean(bench.isolated("tool", CLEAN));

        work(AutomaticOperation.REPAIR_AND_RESTORE);

        assertThat(bench.files).isEmptyDirectory();
        assertThat(show(id).find(CordonFields.DISPOSITION)).contains("isolated");
    }

    @Test
    void definitionsThatCureWhatIsHeldAreUsedWhateverItsStatus() throws IOException {
        SampleId id = bench.isolated("tool", INFECTED).id();
        bench.installVirus(1, true);

        work(AutomaticOperation.REPAIR_AND_RESTORE);

        assertThat(bench.files.resolve("tool")).hasBinaryContent(CLEAN);
        assertThat(show(id).status()).as("it is forwarded all the same").isEqualTo(SampleStatus.RELEASED);
    }

    @Test
    void aPlaceThatIsTakenLeavesARefusalForAPersonToSee() throws IOException {
        SampleId id = needing(bench.isolated("tool", INFECTED), 1);
        bench.installVirus(1, true);
        bench.write("tool", new byte[] {1});

        work(AutomaticOperation.REPAIR_AND_RESTORE);

        assertThat(bench.files.resolve("tool")).hasBinaryContent(new byte[] {1});
        assertThat(show(id).faults().get(0).error().toString()).isEqualTo("declined");
        assertThat(show(id).find(CordonFields.DISPOSITION)).contains("isolated");
    }

    @Test
    void whatHasNoPlaceIsRepairedOnly() throws IOException {
        Sample sample = bench.quarantine().isolate("mail", new ByteArrayInputStream(INFECTED), SampleReason.SUSPICIOUS);
        bench.installVirus(1, true);

        work(AutomaticOperation.REPAIR_AND_RESTORE);

        assertThat(show(sample.id()).find(CordonFields.REPAIR)).isPresent();
        assertThat(show(sample.id()).faults()).isEmpty();
    }

    @Test
    void whatHasNoPlaceIsNotAskedAbout() throws IOException {
        bench.quarantine().isolate("mail", new ByteArrayInputStream(INFECTED), SampleReason.SUSPICIOUS);
        bench.installVirus(1, true);

        work(AutomaticOperation.ASK);

        assertThat(asked).isEmpty();
    }

    @Test
    void aClientThatSubmitsItselfCuresWhatItsAgentHasFetched() throws IOException {
        SampleId id = needing(bench.isolated("tool", INFECTED), 1);
        bench.installVirus(1, true);
        Sample needed = show(id);
        bench.store.update(
                needed,
                needed.on(
                        new SampleEvent.SetArrived(1, dev.cordon.statemachine.Handling.AUTOMATIC),
                        bench.clock.instant()));

        bench.work(station(AutomaticOperation.REPAIR_AND_RESTORE, SampleStatus.DISTRIBUTE));

        assertThat(bench.files.resolve("tool")).hasBinaryContent(CLEAN);
        assertThat(show(id).status()).isEqualTo(SampleStatus.INSTALLED);
    }
}
