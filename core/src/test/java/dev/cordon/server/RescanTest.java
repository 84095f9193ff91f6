package dev.cordon.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cordon.client.AutomaticOperation;
import dev.cordon.statemachine.Handling;
import dev.cordon.statemachine.SampleEvent;
import dev.cordon.statemachine.SampleStatus;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What newer definitions do for samples that wait. */
class RescanTest {
    private static final String LATER = "Another sequence of bytes that is known later.";

    @TempDir
    private Path folder;

    private Bench bench;

    @BeforeEach
    void open() throws IOException {
        bench = Bench.open(
                folder,
                settings -> settings.policies(
                        Handling.AUTOMATIC, Handling.MANUAL, Handling.MANUAL, AutomaticOperation.NOTHING));
    }

    @AfterEach
    void close() throws IOException {
        bench.close();
    }

    @Test
    void whatIsHeldIsResolvedByNewerDefinitions() throws IOException {
        bench.install();
        var unused = bench.forward("a", Bench.bytes("A file with " + LATER));
        bench.work(3);
        assertThat(bench.sample("a").status()).isEqualTo(SampleStatus.HELD);

        bench.install(8, LATER);
        bench.work(4);

        assertThat(bench.sample("a").status()).isEqualTo(SampleStatus.AVAILABLE);
    }

    @Test
    void whatNewerDefinitionsDoNotKnowIsHeldAgainAndLeftInPeace() throws IOException {
        bench.install();
        var unused = bench.forward("a", Bench.bytes("A file that nobody knows."));
        bench.work(3);
        bench.install(8, LATER);
        bench.work(4);
        int changes = bench.sample("a").changes();

        bench.work(10);

        assertThat(bench.sample("a").status()).isEqualTo(SampleStatus.HELD);
        assertThat(bench.sample("a").changes()).isEqualTo(changes);
    }

    @Test
    void whatCouldNotBeScannedDoesNotWaitForItsNextAttempt() throws IOException {
        var unused = bench.forward("a", Bench.bytes("A file with " + Bench.VIRUS));
        bench.work(40);
        assertThat(bench.sample("a").due().orElseThrow())
                .isAfter(bench.clock.instant().plusSeconds(3));

        bench.install();
        bench.work(2);

        assertThat(bench.sample("a").status()).isEqualTo(SampleStatus.AVAILABLE);
    }

    @Test
    void whatWasSubmittedStaysSubmitted() throws IOException {
        bench.install();
        var unused = bench.forward("a", Bench.bytes("A file with " + LATER));
        bench.work(3);
        bench.happen("a", new SampleEvent.Queued(1));
        bench.happen("a", new SampleEvent.Accepted());

        bench.install(8, LATER);
        bench.work(4);

        assertThat(bench.sample("a").status()).isEqualTo(SampleStatus.SUBMITTED);
    }
}
