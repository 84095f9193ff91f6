package dev.cordon.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSortedMap;
import dev.cordon.codec.ContentKeys;
import dev.cordon.codec.EncodedContent;
import dev.cordon.codec.Recipe;
import dev.cordon.sample.HistoryEntry;
import dev.cordon.sample.Sample;
import dev.cordon.spi.SampleStore;
import dev.cordon.spi.StoreFailedException;
import dev.cordon.statemachine.Handling;
import dev.cordon.statemachine.SampleEvent;
import dev.cordon.testkit.Samples;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the store in a folder writes, and what it leaves when it can't write. */
final class SampleFilesTest {
    /** What the scanners' test file looks like; put together here so that no scanner takes this file for it. */
    private static final String MALICIOUS = "X5O!P%@AP" + "[4\\PZX54(P^)7CC)7}" + "$EICAR-LIKE-TEST-FILE!$H+H*";

    @TempDir
    Path temporary = Path.of("");

    private StoreFolder folder() {
        return StoreFolder.in(temporary);
    }

    private static Sample moved(Sample sample) {
        return sample.on(new SampleEvent.Unresolved(Handling.AUTOMATIC), Samples.RECEIVED.plusSeconds(1));
    }

    @Test
    void nothingOnDiskHoldsTheCapturedBytes() throws IOException {
        try (DirectorySampleStore store = folder().open()) {
            folder().add(store, "evil", MALICIOUS);
        }

        for (Path file : folder().files()) {
            assertThat(StoreFolder.text(file)).doesNotContain(MALICIOUS.substring(0, 16));
        }
    }

    @Test
    void contentThatIsNotScrambledIsRefusedAndNotWritten() throws IOException {
        try (DirectorySampleStore store = folder().open();
                EncodedContent content = folder().samples().content(MALICIOUS, Recipe.plain())) {
            ImmutableList<Path> before = folder().files();

            assertThatThrownBy(() -> store.add(Samples.received("evil", content), content))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("scrambled");
            assertThat(folder().files()).isEqualTo(before);
        }
    }

    @Test
    void anEmptyFileCanBeKept() throws IOException {
        try (DirectorySampleStore store = folder().open()) {
            Sample empty = folder().add(store, "empty", "");

            assertThat(Samples.captured(store, empty.id())).isEmpty();
        }
    }

    @Test
    void aSampleThatSaysOtherwiseThanItsContentIsRefused() throws IOException {
        try (DirectorySampleStore store = folder().open();
                EncodedContent content = folder().samples().content("one");
                EncodedContent other = folder().samples().content("two")) {
            assertThatThrownBy(() -> store.add(Samples.received("sample", content), other))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void everythingIsForTheOwnerOnly() throws IOException {
        assumeThat(temporary.getFileSystem().supportedFileAttributeViews()).contains("posix");
        Files.createDirectory(
                folder().path(), PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-xr-x")));
        try (DirectorySampleStore store = folder().open()) {
            Sample sample = folder().add(store, "sample", "text");
            store.update(sample, moved(sample));
        }

        for (Path path : folder().everything()) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
                    .as(path.toString())
                    .isEqualTo(Files.isDirectory(path) ? "rwx------" : "rw-------");
        }
    }

    @Test
    void samplesOfTheSameBytesShareOneFile() throws IOException {
        try (DirectorySampleStore store = folder().open()) {
            Sample first = folder().add(store, "first", "text");
            Sample second = folder().add(store, "second", "text");

            assertThat(folder().files().stream().filter(file -> file.toString().endsWith(".msg")))
                    .containsExactly(folder().content(first));
            assertThat(folder().content(second)).isEqualTo(folder().content(first));
        }
    }

    @Test
    void theContentOfASampleGoesWithIt() throws IOException {
        try (DirectorySampleStore store = folder().open()) {
            Sample sample = folder().add(store, "sample", "text");

            store.remove(sample.id());

            assertThat(folder().content(sample)).doesNotExist();
            assertThat(store.usage().contents()).isZero();
        }
    }

    @Test
    void whatASampleTakesIsWhatItsFilesTake() throws IOException {
        try (DirectorySampleStore store = folder().open()) {
            Sample first = folder().add(store, "first", "text");
            folder().add(store, "second", "text");

            SampleStore.Usage usage = store.usage();

            assertThat(usage.samples()).isEqualTo(2);
            assertThat(usage.contents()).isEqualTo(1);
            assertThat(usage.bytes()).isEqualTo(Files.size(folder().content(first)) + Files.size(folder().log()));
            assertThat(usage.free()).isNotEmpty();
        }
    }

    @Test
    void whatWasPutAsideTakesRoomToo() throws IOException {
        folder().open().close();
        Files.writeString(folder().path().resolve("aside/found"), "12345");

        try (DirectorySampleStore store = folder().open()) {
            assertThat(store.usage().bytes()).isEqualTo(5);
        }
    }

    @Test
    void theWireFormStaysWithTheContent() throws IOException {
        try (DirectorySampleStore store = folder().open()) {
            Sample sample = folder().add(store, "sample", "text");

            assertThat(sample.attributes().has(ContentKeys.CONTENT_SCRAMBLING)).isFalse();
            assertThat(sample.attributes().has(ContentKeys.CONTENT_CHECKSUM)).isFalse();
            assertThat(sample.attributes().has(ContentKeys.SAMPLE_CHECKSUM)).isTrue();
            assertThat(store.content(sample.id()).fields().has(ContentKeys.CONTENT_SCRAMBLING))
                    .isTrue();
            assertThat(StoreFolder.text(folder().content(sample))).startsWith("X-Checksum-Method: md5\r\n");
        }
    }

    @Test
    void aContentThatCannotBeWrittenLeavesNoSample() throws IOException {
        try (DirectorySampleStore store = folder().open()) {
            Sample sample = folder().add(store, "sample", "text");
            store.remove(sample.id());
            Path inTheWay = Files.createDirectory(folder().content(sample));
            ImmutableList<Path> before = folder().everything();

            assertThatThrownBy(() -> folder().add(store, "sample", "text")).isInstanceOf(StoreFailedException.class);
            assertThat(store.find(sample.id())).isEmpty();
            assertThat(folder().everything()).isEqualTo(before);
            Files.delete(inTheWay);
            assertThat(folder().add(store, "sample", "text")).isEqualTo(sample);
        }
    }

    @Test
    void aThreadThatIsInterruptedChangesNothing() throws IOException {
        try (DirectorySampleStore store = folder().open()) {
            Sample before = folder().add(store, "sample", "text");
            ImmutableSortedMap<Path, String> files = folder().contents();

            Thread.currentThread().interrupt();
            assertThatThrownBy(() -> folder().add(store, "another", "another text"))
                    .isInstanceOf(StoreFailedException.class);

            assertThat(Thread.interrupted()).isTrue();
            assertThat(store.list(SampleStore.Query.all()).samples()).containsExactly(before);
            assertThat(folder().contents()).isEqualTo(files);
        }
    }

    @Test
    void aThreadThatIsInterruptedTakesNobodyElsesChangeWithIt() throws IOException {
        Path file = temporary.resolve("file");
        LogWriting.begin(file);

        Thread.currentThread().interrupt();
        LogWriting.write(file, 0, new byte[] {'x'});

        assertThat(Thread.interrupted()).isTrue();
        assertThat(file).hasContent("x");
    }

    @Test
    void stepsThatAreKeptCannotBeChanged() throws IOException {
        try (DirectorySampleStore store = folder().open()) {
            Sample before = folder().add(store, "sample", "text");
            Sample after = moved(before);
            Sample forged = Sample.stored(after.id(), after.attributes(), ImmutableList.of(), after.faults());

            assertThatThrownBy(() -> store.update(before, forged)).isInstanceOf(IllegalArgumentException.class);
            assertThat(store.find(before.id())).contains(before);
        }
    }

    @Test
    void aStepOfAnotherTimeIsRefused() throws IOException {
        try (DirectorySampleStore store = folder().open()) {
            Sample before = folder().add(store, "sample", "text");
            Sample after = moved(before);
            HistoryEntry early = new HistoryEntry(before.changes(), Samples.RECEIVED, "a", "b", "c");
            ImmutableList<HistoryEntry> history =
                    ImmutableList.of(before.history().get(0), early);

            assertThatThrownBy(() -> store.update(
                            before, Sample.stored(after.id(), after.attributes(), history, after.faults())))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void aSampleKeepsItsContent() throws IOException {
        try (DirectorySampleStore store = folder().open();
                EncodedContent other = folder().samples().content("something else")) {
            Sample before = folder().add(store, "sample", "text");
            Sample after = before.amend(change -> change.setAll(other.fields()));

            assertThatThrownBy(() -> store.update(before, after)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void aPageAfterSomethingElseIsRefused() throws IOException {
        try (DirectorySampleStore store = folder().open()) {
            for (String next : ImmutableList.of("", "!", "bm9uc2Vuc2U", "YSBiIGM")) {
                assertThatThrownBy(() -> store.list(SampleStore.Query.all().after(next)))
                        .as(next)
                        .isInstanceOf(IllegalArgumentException.class);
            }
        }
    }

    @Test
    void aStoreThatIsClosedRefusesEverything() throws IOException {
        DirectorySampleStore store = folder().open();
        store.close();

        assertThatThrownBy(() -> store.list(SampleStore.Query.all()).samples())
                .isInstanceOf(IOException.class)
                .hasMessage("the store is closed");
        assertThatThrownBy(() -> folder().add(store, "sample", "text"))
                .isInstanceOf(IOException.class)
                .hasMessage("the store is closed");
    }
}
