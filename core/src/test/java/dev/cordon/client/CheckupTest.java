package dev.cordon.client;

import static dev.cordon.client.Bench.CLEAN;
import static dev.cordon.client.Bench.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.io.MoreFiles;
import dev.cordon.attribute.Attributes;
import dev.cordon.attribute.SampleReason;
import dev.cordon.sample.Checkup;
import dev.cordon.sample.Sample;
import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is remembered of files from before they were infected. */
class CheckupTest {
    @TempDir
    private Path folder;

    private Bench bench;
    private DirectoryCheckupDatabase database;

    @BeforeEach
    void open() throws IOException {
        bench = Bench.in(folder);
        database = DirectoryCheckupDatabase.open(bench.home.resolve("checkups"));
    }

    @AfterEach
    void close() throws IOException {
        bench.close();
    }

    private static Checkup of(Path file) throws IOException {
        return Checkup.of(MoreFiles.asByteSource(file));
    }

    @Test
    void anEntryIsFoundByThePathOfItsFile() throws IOException {
        Path file = bench.write("tool", CLEAN);

        bench.quarantine().recordCheckup(file);

        assertThat(database.find(file)).contains(of(file));
        assertThat(database.find(bench.files.resolve("other"))).isEmpty();
    }

    @Test
    void theNewestEntryCounts() throws IOException {
        Path file = bench.write("tool", CLEAN);
        bench.quarantine().recordCheckup(file);
        bench.write("tool", new byte[] {1});

        bench.quarantine().recordCheckup(file);

        assertThat(database.find(file)).contains(of(file));
    }

    @Test
    void namesThatDifferInCaseOnlyHaveEntriesOfTheirOwn() throws IOException {
        database.record(bench.files.resolve("TOOL"), of(bench.write("one", new byte[] {1})));
        database.record(bench.files.resolve("tool"), of(bench.write("two", new byte[] {2})));

        assertThat(database.find(bench.files.resolve("TOOL"))).contains(of(bench.files.resolve("one")));
    }

    @Test
    void nothingHalfWrittenIsLeft() throws IOException {
        bench.quarantine().recordCheckup(bench.write("tool", CLEAN));

        try (Stream<Path> entries = Files.list(bench.home.resolve("checkups"))) {
            assertThat(entries).hasSize(1).allMatch(entry -> entry.toString().endsWith(".checkup"));
        }
    }

    @Test
    void anEntryOfAnotherLayoutIsNoEntry() throws IOException {
        Path file = bench.write("tool", CLEAN);
        bench.quarantine().recordCheckup(file);
        try (Stream<Path> entries = Files.list(bench.home.resolve("checkups"))) {
            Files.writeString(entries.findFirst().orElseThrow(), "FF00");
        }

        Sample sample = bench.quarantine().isolate(file, SampleReason.MANUAL);

        assertThat(sample.find(Attributes.SAMPLE_CHECKUP)).isEmpty();
    }

    @Test
    void aDatabaseThatCannotBeReadKeepsNoFileOutOfTheQuarantine() throws IOException {
        Path file = bench.write("tool", CLEAN);
        bench.quarantine().recordCheckup(file);
        try (Stream<Path> entries = Files.list(bench.home.resolve("checkups"))) {
            Path entry = entries.findFirst().orElseThrow();
            Files.delete(entry);
            Files.createDirectory(entry);
        }

        Sample sample = bench.quarantine().isolate(file, SampleReason.MANUAL);

        assertThat(sample.find(Attributes.SAMPLE_CHECKUP)).isEmpty();
    }

    @Test
    void aLinkHasNoEntry() throws IOException {
        Path link = Files.createSymbolicLink(bench.files.resolve("link"), bench.write("tool", CLEAN));

        assertRefused(Refusal.LINK, () -> {
            bench.quarantine().recordCheckup(link);
            return link;
        });
    }

    @Test
    void aFileThatChangesMeanwhileHasNoEntry() throws IOException {
        Path file = bench.write("tool", CLEAN);
        LocalQuarantine quarantine = bench.quarantine(between -> new FolderBetween(between) {
            @Override
            public SeekableByteChannel read(Path name) throws IOException {
                Files.setLastModifiedTime(file, FileTime.fromMillis(1));
                return super.read(name);
            }
        });

        assertRefused(Refusal.CHANGED, () -> {
            quarantine.recordCheckup(file);
            return file;
        });
        assertThat(database.find(file)).isEqualTo(Optional.empty());
    }
}
