package dev.cordon.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cordon.codec.ErrorCode;
import dev.cordon.codec.WireError;
import dev.cordon.sample.Sample;
import dev.cordon.sample.SampleId;
import dev.cordon.spi.SampleStore;
import dev.cordon.statemachine.Handling;
import dev.cordon.statemachine.SampleEvent;
import dev.cordon.testkit.Samples;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a process leaves when it dies in the middle, and what the next one makes of it. */
final class ReopeningTest {
    private static final SampleId WHOLE = new SampleId("whole");

    @TempDir
    Path temporary = Path.of("");

    private StoreFolder folder() {
        return StoreFolder.in(temporary);
    }

    @BeforeEach
    void keepOneWholeSample() throws IOException {
        try (DirectorySampleStore store = folder().open()) {
            folder().add(store, WHOLE.value(), "the whole one");
        }
    }

    private Sample victim() throws IOException {
        try (DirectorySampleStore store = folder().open()) {
            Sample received = folder().add(store, "victim", "the other one");
            return store.update(
                    received, received.on(new SampleEvent.Unresolved(Handling.AUTOMATIC), Samples.RECEIVED));
        }
    }

    @Test
    void nothingIsPutAsideAfterAnOrderlyEnd() throws IOException {
        try (DirectorySampleStore store = folder().open()) {
            assertThat(store.aside()).isEmpty();
        }
    }

    @Test
    void aFileWithoutItsNameIsPutAside() throws IOException {
        Files.writeString(folder().path().resolve("incoming/123.part"), "half");

        try (DirectorySampleStore store = folder().open()) {
            assertThat(store.aside()).containsExactly("123.part");
            assertThat(folder().path().resolve("aside/123.part")).hasContent("half");
        }
    }

    @Test
    void whatIsPutAsideNeverReplacesWhatIsThere() throws IOException {
        for (String text : new String[] {"first", "second"}) {
            Files.writeString(folder().path().resolve("incoming/123.part"), text);
            folder().open().close();
        }

        assertThat(folder().path().resolve("aside/123.part")).hasContent("first");
        assertThat(folder().path().resolve("aside/123.part.1")).hasContent("second");
    }

    @Test
    void journalAndContentWithoutAttributesArePutAside() throws IOException {
        Sample victim = victim();
        Files.delete(folder().attributes(victim));

        assertPutAside("victim.journal", victim.digest() + ".msg");
    }

    @Test
    void attributesWithoutContentArePutAside() throws IOException {
        Sample victim = victim();
        Files.delete(folder().content(victim));

        assertPutAside("victim.attributes", "victim.journal");
    }

    @Test
    void attributesThatCannotBeReadArePutAsideWithEverythingElse() throws IOException {
        Sample victim = victim();
        Files.writeString(folder().attributes(victim), "X-Sample-Status: released\r\nX-Sample");

        assertPutAside("victim.attributes", "victim.journal", victim.digest() + ".msg");
    }

    @Test
    void attributesWithoutWhatIsEssentialArePutAside() throws IOException {
        Sample victim = victim();
        Files.writeString(folder().attributes(victim), "X-Sample-Status: released\r\n\r\n");

        assertPutAside("victim.attributes", "victim.journal", victim.digest() + ".msg");
    }

    private void assertPutAside(String... names) throws IOException {
        try (DirectorySampleStore store = folder().open()) {
            assertThat(store.aside()).containsExactlyInAnyOrder(names);
            assertThat(store.list(SampleStore.Query.all()).samples())
                    .extracting(Sample::id)
                    .containsExactly(WHOLE);
            assertThat(Samples.captured(store, WHOLE)).isEqualTo("the whole one");
        }
    }

    @Test
    void aStepThatWasNotAcknowledgedIsForgotten() throws IOException {
        Sample victim = victim();
        String journal = StoreFolder.text(folder().journal(victim));
        append(victim, "history\t3\t2026-03-01T08:00:00Z\treleased\tsubmitted\tsubmitted\n");

        assertKept(victim, journal);
        try (DirectorySampleStore store = folder().open()) {
            assertThat(store.aside()).isEmpty();
        }
    }

    @Test
    void aStepThatIsNotWrittenToItsEndIsForgotten() throws IOException {
        Sample victim = victim();
        String journal = StoreFolder.text(folder().journal(victim));
        append(victim, "history\t3\t2026-03-");

        assertKept(victim, journal);
        assertThat(folder().path().resolve("aside/victim.journal")).exists();
    }

    @Test
    void aStepAfterOneThatWasForgottenIsKept() throws IOException {
        Sample victim = victim();
        append(victim, "history\t3\t2026-03-01T08:00:00Z\treleased\tsubmitted\tsubmitted\n");
        Sample faulty = victim.fault(WireError.of(ErrorCode.LOST), "the connection failed", Samples.RECEIVED);
        try (DirectorySampleStore store = folder().open()) {
            store.update(victim, faulty);
        }

        assertKept(faulty, StoreFolder.text(folder().journal(victim)));
    }

    private void append(Sample sample, String text) throws IOException {
        Files.writeString(folder().journal(sample), text, StandardOpenOption.APPEND);
    }

    private void assertKept(Sample sample, String journal) throws IOException {
        try (DirectorySampleStore store = folder().open()) {
            assertThat(store.find(sample.id())).contains(sample);
        }
        assertThat(StoreFolder.text(folder().journal(sample))).isEqualTo(journal);
    }
}
