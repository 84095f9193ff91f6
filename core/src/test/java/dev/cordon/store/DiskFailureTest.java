package dev.cordon.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.google.common.io.MoreFiles;
import com.google.common.io.RecursiveDeleteOption;
import dev.cordon.attribute.Attributes;
import dev.cordon.codec.EncodedContent;
import dev.cordon.sample.Sample;
import dev.cordon.sample.SampleId;
import dev.cordon.spi.SampleStore;
import dev.cordon.spi.StoreFailedException;
import dev.cordon.spi.StoreFailedException.Reason;
import dev.cordon.testkit.FaultyDisk;
import dev.cordon.testkit.Samples;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The disk fails, or loses its power, at every single thing that a store does there. A naive model knows what was
 * acknowledged.
 */
final class DiskFailureTest {
    /** Small files, so that the log goes on in others and old ones are written anew. */
    private static final int LOG_FILE = 1500;

    private static final int STEPS = 18;

    @TempDir
    Path temporary = Path.of("");

    /** What somebody was told: the samples that are there, and what each holds. */
    private final Map<SampleId, Sample> acknowledged = new HashMap<>();

    /** What failed last, of which nobody can know whether it has happened once the power was lost. */
    private Optional<SampleId> uncertain = Optional.empty();

    private Optional<Sample> attempted = Optional.empty();
    private int failures;
    private boolean isBroken;

    private Samples samples() {
        return new Samples(temporary);
    }

    private FaultyDisk disk(String name) throws IOException {
        return FaultyDisk.on(Files.createDirectories(temporary.resolve(name)));
    }

    private void forget() {
        acknowledged.clear();
        uncertain = Optional.empty();
        attempted = Optional.empty();
        failures = 0;
        isBroken = false;
    }

    /** Does one thing of many to a store: adds a sample, changes one, or removes one. */
    private void step(DirectorySampleStore store, int number) throws IOException {
        SampleId id = new SampleId("sample-" + number % 7);
        Optional<Sample> known = Optional.ofNullable(acknowledged.get(id));
        uncertain = Optional.of(id);
        attempted = Optional.empty();
        if (known.isEmpty()) {
            add(store, id, "text " + number % 5);
        } else if (number % 3 == 0) {
            store.remove(id);
            acknowledged.remove(id);
        } else {
            Sample after = known.get().amend(change -> change.set(Attributes.SAMPLE_FILE, "name " + number));
            attempted = Optional.of(after);
            acknowledged.put(id, store.update(known.get(), after));
        }
        uncertain = Optional.empty();
    }

    private void add(DirectorySampleStore store, SampleId id, String text) throws IOException {
        try (EncodedContent content = samples().content(text)) {
            Sample sample = Samples.received(id.value(), content);
            attempted = Optional.of(sample);
            acknowledged.put(id, store.add(sample, content));
        }
    }

    /** Takes all steps, and goes on after those that fail. */
    private void work(DirectorySampleStore store) throws IOException {
        for (int number = 0; number < STEPS && !isBroken; number++) {
            try {
                step(store, number);
            } catch (StoreFailedException e) {
                failures++;
                isBroken = e.reason() == Reason.BROKEN;
                assertIsWhatWasAcknowledged(store);
            }
        }
    }

    private void assertIsWhatWasAcknowledged(SampleStore store) throws IOException {
        assertThat(store.list(SampleStore.Query.all()).samples())
                .containsExactlyInAnyOrderElementsOf(acknowledged.values());
        for (Sample sample : acknowledged.values()) {
            assertThat(store.find(sample.id())).contains(sample);
            assertThat(Samples.captured(store, sample.id())).startsWith("text ");
        }
        assertThat(store.usage().samples()).isEqualTo(acknowledged.size());
    }

    /** Looks at what another process would find, where the last failure may have happened after all. */
    private void assertIsFound(Path folder, String what) throws IOException {
        try (DirectorySampleStore store = DirectorySampleStore.open(folder, LOG_FILE)) {
            Map<SampleId, Sample> found = new HashMap<>();
            for (Sample sample : store.list(SampleStore.Query.all()).samples()) {
                found.put(sample.id(), sample);
                assertThat(Samples.captured(store, sample.id())).as(what).startsWith("text ");
            }
            Map<SampleId, Sample> expected = new HashMap<>(acknowledged);
            uncertain.ifPresent(id -> settle(id, found, expected));
            assertThat(found).as(what).isEqualTo(expected);
        }
    }

    private void settle(SampleId id, Map<SampleId, Sample> found, Map<SampleId, Sample> expected) {
        Optional<Sample> there = Optional.ofNullable(found.get(id));
        if (there.isPresent() && attempted.map(Sample::changes).equals(there.map(Sample::changes))) {
            expected.put(id, there.get());
        }
        if (there.isEmpty() && attempted.isEmpty()) {
            expected.remove(id);
        }
    }

    private int operationsOfEverything() throws IOException {
        FaultyDisk disk = disk("count");
        try (DirectorySampleStore store = DirectorySampleStore.open(disk.root(), LOG_FILE)) {
            work(store);
        }
        assertThat(failures).isZero();
        forget();
        return disk.operations();
    }

    @Test
    void whateverFailsOnceIsRefusedAndNothingElseIsLost() throws IOException {
        int operations = operationsOfEverything();
        assertThat(operations).isGreaterThan(3 * STEPS);
        for (int failing = 1; failing <= operations; failing++) {
            forget();
            String what = "operation " + failing;
            FaultyDisk disk = disk("once-" + failing);
            disk.failOnce(failing);
            try (DirectorySampleStore store = DirectorySampleStore.open(disk.root(), LOG_FILE)) {
                work(store);
            } catch (StoreFailedException e) {
                failures++;
            }
            assertThat(failures).as(what).isLessThanOrEqualTo(1);
            uncertain = Optional.empty();
            assertIsFound(temporary.resolve("once-" + failing), what);
        }
    }

    @Test
    void whatWasAcknowledgedIsThereAfterADiskThatHasFailedForGood() throws IOException {
        int operations = operationsOfEverything();
        for (int failing = 1; failing <= operations; failing++) {
            forget();
            FaultyDisk disk = disk("all-" + failing);
            disk.failFrom(failing);
            try (DirectorySampleStore store = DirectorySampleStore.open(disk.root(), LOG_FILE)) {
                workUntilItFails(store);
            } catch (StoreFailedException e) {
                failures++;
            }
            assertThat(failures).isPositive();
            assertIsFound(temporary.resolve("all-" + failing), "from operation " + failing);
        }
    }

    private void workUntilItFails(DirectorySampleStore store) throws IOException {
        for (int number = 0; number < STEPS; number++) {
            step(store, number);
        }
    }

    @Test
    void whatWasAcknowledgedIsThereAfterTheLossOfPower() throws IOException {
        int operations = operationsOfEverything();
        Random random = new Random(5);
        for (int failing = 1; failing <= operations; failing++) {
            forget();
            FaultyDisk disk = disk("power-" + failing);
            disk.failFrom(failing);
            try (DirectorySampleStore store = DirectorySampleStore.open(disk.root(), LOG_FILE)) {
                workUntilItFails(store);
            } catch (StoreFailedException e) {
                failures++;
            }
            Path sure = temporary.resolve("sure-" + failing);
            disk.writeSurviving(sure);
            assertIsFound(sure, "what is sure to survive at operation " + failing);
            Path some = temporary.resolve("some-" + failing);
            disk.writeSurviving(some, random);
            assertIsFound(some, "what may survive at operation " + failing);
        }
    }

    @Test
    void aFullDiskIsSaidToBeFull() throws IOException {
        FaultyDisk disk = disk("full");
        try (DirectorySampleStore store = DirectorySampleStore.open(disk.root())) {
            add(store, new SampleId("before"), "text before");
            disk.failFrom(disk.operations() + 1, "No space left on device");

            assertThatThrownBy(() -> add(store, new SampleId("late"), "text late"))
                    .isInstanceOfSatisfying(
                            StoreFailedException.class,
                            failure -> assertThat(failure.reason()).isIn(Reason.FULL, Reason.BROKEN));

            assertThat(store.find(new SampleId("before"))).isPresent();
            disk.heal();
        }
    }

    @Test
    void aFolderThatIsGoneIsSaidToBeGone() throws IOException {
        Path folder = temporary.resolve("gone");
        try (DirectorySampleStore store = DirectorySampleStore.open(folder)) {
            MoreFiles.deleteRecursively(folder, RecursiveDeleteOption.ALLOW_INSECURE);

            assertThatThrownBy(() -> add(store, new SampleId("late"), "text late"))
                    .isInstanceOfSatisfying(
                            StoreFailedException.class,
                            failure -> assertThat(failure.reason()).isEqualTo(Reason.GONE));
        }
    }

    @Test
    void aFolderThatMayOnlyBeReadIsSaidToBe() throws IOException {
        assumeThat(temporary.getFileSystem().supportedFileAttributeViews()).contains("posix");
        Path folder = temporary.resolve("read-only");
        DirectorySampleStore.open(folder).close();
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("r-x------"));
        assumeThat(Files.isWritable(folder)).as("not for a superuser").isFalse();

        assertThatThrownBy(() -> DirectorySampleStore.open(folder.resolve("below")))
                .isInstanceOfSatisfying(
                        StoreFailedException.class,
                        failure -> assertThat(failure.reason()).isIn(Reason.READ_ONLY, Reason.GONE));
    }
}
