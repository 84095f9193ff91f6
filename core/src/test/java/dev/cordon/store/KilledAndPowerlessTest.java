package dev.cordon.store;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableSortedMap;
import com.google.common.io.ByteSource;
import dev.cordon.attribute.DailyVersion;
import dev.cordon.attribute.Sequence;
import dev.cordon.client.DirectoryCheckupDatabase;
import dev.cordon.codec.EncodedContent;
import dev.cordon.definition.Certification;
import dev.cordon.definition.DefinitionPackage;
import dev.cordon.definition.DefinitionSet;
import dev.cordon.definition.RollbackOrder;
import dev.cordon.definition.SigningKey;
import dev.cordon.sample.Checkup;
import dev.cordon.sample.Sample;
import dev.cordon.spi.SampleStore;
import dev.cordon.testkit.FaultyDisk;
import dev.cordon.testkit.Samples;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A process is killed at any operation, the next one shows what it finds, and then the power fails: whatever was shown is
 * still there.
 */
final class KilledAndPowerlessTest {
    private static final int OPERATIONS = 40;

    @TempDir
    Path temporary = Path.of("");

    /** Ends a process that is killed. */
    private static final class Killed extends Error {
        private static final long serialVersionUID = 1;
    }

    private interface Work {
        void on(Path root) throws IOException;
    }

    private FaultyDisk disk(String name) throws IOException {
        return FaultyDisk.on(Files.createDirectories(temporary.resolve(name)));
    }

    private static void untilKilled(FaultyDisk disk, Work work) throws IOException {
        try {
            work.on(disk.root());
        } catch (Killed e) {
            assertThat(disk.operations()).isPositive();
        }
    }

    @Test
    void samplesThatWereShownAfterAKillSurviveTheLossOfPower() throws IOException {
        for (int operation = 1; operation <= OPERATIONS; operation++) {
            FaultyDisk disk = disk("samples-" + operation);
            int killedAt = operation;
            untilKilled(disk, root -> addTwo(root, disk, killedAt));
            FaultyDisk next = disk.forNextProcess();
            SampleStore.Page shown;
            Path sure = temporary.resolve("sure-" + operation);
            try (DirectorySampleStore store = DirectorySampleStore.open(next.root())) {
                shown = store.list(SampleStore.Query.all());
                next.writeSurviving(sure);
            }
            try (DirectorySampleStore store = DirectorySampleStore.open(sure)) {
                for (Sample sample : shown.samples()) {
                    assertThat(store.find(sample.id()))
                            .as("killed at operation %s", operation)
                            .contains(sample);
                    assertThat(Samples.captured(store, sample.id())).startsWith("text");
                }
            }
        }
    }

    private void addTwo(Path root, FaultyDisk disk, int operation) throws IOException {
        try (DirectorySampleStore store = DirectorySampleStore.open(root)) {
            disk.dieFrom(disk.operations() + operation, Killed::new);
            for (String id : new String[] {"one", "two"}) {
                try (EncodedContent content = new Samples(temporary).content("text " + id)) {
                    store.add(Samples.received(id, content), content);
                }
            }
        }
    }

    @Test
    void definitionsThatWereInUseAfterAKillAreSoAfterTheLossOfPower() throws IOException {
        DefinitionPackage set = set();
        for (int operation = 1; operation <= OPERATIONS; operation++) {
            FaultyDisk disk = disk("definitions-" + operation);
            disk.dieFrom(operation, Killed::new);
            untilKilled(disk, root -> {
                DirectoryDefinitionStore store = DirectoryDefinitionStore.open(root.resolve("definitions"));
                store.add(set);
                store.activate(set.sequence());
            });
            FaultyDisk next = disk.forNextProcess();
            Optional<Sequence> shown = DirectoryDefinitionStore.open(next.root().resolve("definitions"))
                    .active();
            Path sure = temporary.resolve("sure-definitions-" + operation);
            next.writeSurviving(sure);
            DirectoryDefinitionStore left = DirectoryDefinitionStore.open(sure.resolve("definitions"));
            assertThat(left.active()).as("killed at operation %s", operation).isEqualTo(shown);
        }
    }

    @Test
    void whatTheStoreOfDefinitionsHasReturnedFromSurvivesAKillAndTheLossOfPower() throws IOException {
        DefinitionPackage set = set();
        SigningKey key = SigningKey.generate(new SecureRandom());
        Certification certification = Certification.sign(set, Instant.parse("2026-03-01T08:00:00Z"), key);
        RollbackOrder order =
                RollbackOrder.sign(Sequence.of(9), set.sequence(), Instant.parse("2026-03-01T08:00:00Z"), key);
        for (int operation = 1; operation <= OPERATIONS; operation++) {
            FaultyDisk disk = disk("kept-" + operation);
            disk.dieFrom(operation, Killed::new);
            List<String> returned = new ArrayList<>();
            untilKilled(disk, root -> {
                DirectoryDefinitionStore store = DirectoryDefinitionStore.open(root.resolve("definitions"));
                store.add(set);
                returned.add("package");
                store.certify(certification);
                returned.add("certification");
                store.keep(order);
                returned.add("order");
                store.goBack(set.sequence(), Sequence.of(9));
                returned.add("withdrawn");
            });
            Path sure = temporary.resolve("sure-kept-" + operation);
            disk.forNextProcess().writeSurviving(sure);
            DirectoryDefinitionStore left = DirectoryDefinitionStore.open(sure.resolve("definitions"));
            assertThat(kept(left, set.sequence()))
                    .as("killed at operation %s", operation)
                    .containsAll(returned);
        }
    }

    /** Returns what a store has; reading it must not fail, whatever was half-written. */
    private static List<String> kept(DirectoryDefinitionStore store, Sequence sequence) throws IOException {
        List<String> kept = new ArrayList<>();
        store.find(sequence).ifPresent(set -> kept.add("package"));
        store.certification(sequence).ifPresent(certification -> kept.add("certification"));
        store.orders().forEach(order -> kept.add("order"));
        store.withdrawn().ifPresent(highest -> kept.add("withdrawn"));
        return kept;
    }

    private static DefinitionPackage set() throws IOException {
        DefinitionSet set = new DefinitionSet(
                Sequence.of(7),
                DailyVersion.parse("2026.03.01.001"),
                Instant.parse("2026-03-01T08:00:00Z"),
                ImmutableSortedMap.of(
                        "cordon.ndb", ByteSource.wrap("Name:0:*:0102".getBytes(StandardCharsets.US_ASCII))));
        return DefinitionPackage.sign(set, SigningKey.generate(new SecureRandom()));
    }

    @Test
    void foldersSurviveTheLossOfPower() throws IOException {
        FaultyDisk disk = disk("folders");
        DurableFolder.create(disk.root().resolve("home").resolve("samples"));
        Path sure = temporary.resolve("sure-folders");
        disk.writeSurviving(sure);
        assertThat(sure.resolve("home").resolve("samples")).isDirectory();
    }

    @Test
    void aFolderWhoseMakerWasKilledSurvivesOnceItIsUsed() throws IOException {
        FaultyDisk disk = disk("folder");
        disk.dieFrom(2, Killed::new);
        untilKilled(disk, root -> DurableFolder.create(root.resolve("home")));
        FaultyDisk next = disk.forNextProcess();
        DurableFolder.create(next.root().resolve("home"));
        Path sure = temporary.resolve("sure-folder");
        next.writeSurviving(sure);
        assertThat(sure.resolve("home")).isDirectory();
    }

    @Test
    void aCheckupEntrySurvivesTheLossOfPowerInAFolderOfItsOwn() throws IOException {
        FaultyDisk disk = disk("checkups");
        Path file = temporary.resolve("tool");
        Checkup checkup = Checkup.of(ByteSource.wrap(new byte[] {1, 2, 3}));
        DirectoryCheckupDatabase.open(disk.root().resolve("checkups")).record(file, checkup);
        Path sure = temporary.resolve("sure-checkups");
        disk.writeSurviving(sure);
        assertThat(DirectoryCheckupDatabase.open(sure.resolve("checkups")).find(file))
                .contains(checkup);
    }
}
