package dev.cordon.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cordon.sample.Sample;
import dev.cordon.sample.SampleId;
import dev.cordon.spi.SampleStore;
import dev.cordon.statemachine.Handling;
import dev.cordon.statemachine.SampleEvent;
import dev.cordon.testkit.Samples;
import java.io.IOException;
import java.nio.channels.FileChannel;
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
    void aContentThatIsNotWrittenToItsEndIsPutAside() throws IOException {
        Path half = folder().path().resolve("content").resolve("ab".repeat(32) + ".msg");
        Files.writeString(half, "X-Checksum-Method: md5\r\n");

        assertPutAside(half.getFileName().toString());
        assertThat(folder().path().resolve("aside").resolve(half.getFileName())).exists();
    }

    @Test
    void whatIsPutAsideNeverReplacesWhatIsThere() throws IOException {
        Path half = folder().path().resolve("content").resolve("ab".repeat(32) + ".msg");
        for (String text : new String[] {"first", "second"}) {
            Files.writeString(half, text);
            folder().open().close();
        }

        assertThat(folder().path().resolve("aside").resolve(half.getFileName())).hasContent("first");
        assertThat(folder().path().resolve("aside").resolve(half.getFileName() + ".1"))
                .hasContent("second");
    }

    @Test
    void aSampleWithoutContentIsPutAsideOnce() throws IOException {
        Sample victim = victim();
        Files.delete(folder().content(victim));

        assertPutAside("victim.sample");
        assertPutAside("victim.sample");
    }

    @Test
    void theEndOfTheLogThatMakesNoSenseIsPutAsideOnce() throws IOException {
        Sample victim = victim();
        long end = Files.size(folder().log());
        Path log = folder().log();
        Files.writeString(log, "kept 99 victim ", StandardOpenOption.APPEND);

        for (int start = 0; start < 2; start++) {
            try (DirectorySampleStore store = folder().open()) {
                String name = log.getFileName().toString().replace(".log", "." + end + ".log");
                assertThat(store.aside()).containsExactly(name);
                assertThat(folder().path().resolve("aside").resolve(name)).hasContent("kept 99 victim ");
                assertThat(store.find(victim.id())).contains(victim);
                assertThat(Samples.captured(store, victim.id())).isEqualTo("the other one");
            }
        }
    }

    @Test
    void aFlippedBitCostsTheEntryThatItIsIn() throws IOException {
        Sample victim = victim();
        byte[] log = Files.readAllBytes(folder().log());
        int last = StoreFolder.text(folder().log()).lastIndexOf("\nkept ") + 1;
        log[last + 200] ^= 1;
        Files.write(folder().log(), log);

        try (DirectorySampleStore store = folder().open()) {
            assertThat(store.aside()).hasSize(1);
            assertThat(store.find(WHOLE)).isPresent();
            assertThat(store.find(victim.id()).map(Sample::changes)).contains(victim.changes() - 1);
        }
    }

    @Test
    void aFlippedBitCostsNothingThatWasWrittenLater() throws IOException {
        byte[] log = Files.readAllBytes(folder().log());
        log[200] ^= 1;
        Sample victim = victim();
        byte[] longer = Files.readAllBytes(folder().log());
        System.arraycopy(log, 0, longer, 0, log.length);
        Files.write(folder().log(), longer);

        try (DirectorySampleStore store = folder().open()) {
            assertThat(store.find(victim.id())).contains(victim);
        }
    }

    @Test
    void aNewSampleIsThereEvenIfTheLogHasLostIt() throws IOException {
        Sample added;
        long before;
        try (DirectorySampleStore store = folder().open()) {
            before = Files.size(folder().log());
            added = folder().add(store, "victim", "the other one");
        }
        cut(before);

        try (DirectorySampleStore store = folder().open()) {
            assertThat(store.aside()).isEmpty();
            assertThat(store.find(added.id())).contains(added);
            assertThat(Samples.captured(store, added.id())).isEqualTo("the other one");
        }
        try (DirectorySampleStore store = folder().open()) {
            assertThat(store.list(SampleStore.Query.all()).samples()).hasSize(2);
        }
    }

    @Test
    void aNewSampleWhoseContentIsDamagedIsNotServed() throws IOException {
        Sample added;
        long before;
        try (DirectorySampleStore store = folder().open()) {
            before = Files.size(folder().log());
            added = folder().add(store, "victim", "the other one");
        }
        cut(before);
        byte[] content = Files.readAllBytes(folder().content(added));
        content[StoreFolder.text(folder().content(added)).indexOf("\r\n\r\n") + 4] ^= 1;
        Files.write(folder().content(added), content);

        assertPutAside(added.digest() + ".msg");
    }

    @Test
    void aSampleThatWasRemovedStaysAwayThoughItsContentIsStillThere() throws IOException {
        Path kept;
        try (DirectorySampleStore store = folder().open()) {
            Sample added = folder().add(store, "victim", "the other one");
            kept = Files.copy(folder().content(added), temporary.resolve("copy"));
            store.remove(added.id());
            Files.copy(kept, folder().content(added));
        }

        assertPutAside();
    }

    @Test
    void aSampleThatCameBackIsThereEvenIfTheLogHasLostThat() throws IOException {
        Sample again;
        long before;
        try (DirectorySampleStore store = folder().open()) {
            folder().add(store, "victim", "the other one");
            store.remove(new SampleId("victim"));
            before = Files.size(folder().log());
            again = folder().add(store, "victim", "the other one");
        }
        cut(before);

        try (DirectorySampleStore store = folder().open()) {
            assertThat(store.find(again.id())).contains(again);
            assertThat(store.aside()).isEmpty();
        }
    }

    private void cut(long length) throws IOException {
        try (FileChannel channel = FileChannel.open(folder().log(), StandardOpenOption.WRITE)) {
            channel.truncate(length);
        }
    }

    private void assertPutAside(String... names) throws IOException {
        try (DirectorySampleStore store = folder().open()) {
            assertThat(store.aside()).containsExactlyInAnyOrder(names);
            assertThat(store.list(SampleStore.Query.all()).samples())
                    .extracting(Sample::id)
                    .containsExactly(WHOLE);
            assertThat(Samples.captured(store, WHOLE)).isEqualTo("the whole one");
            assertThat(store.usage().contents()).isEqualTo(1);
        }
    }
}
