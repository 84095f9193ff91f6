package dev.cordon.client;

import static dev.cordon.client.Bench.CLEAN;
import static dev.cordon.client.Bench.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cordon.attribute.SampleReason;
import dev.cordon.sample.Sample;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** No link is ever followed, on the way in or out. */
class LinkTest {
    @TempDir
    private Path folder;

    private Bench bench;
    private Path elsewhere;

    @BeforeEach
    void open() throws IOException {
        bench = Bench.in(folder);
        elsewhere = Files.createDirectories(bench.files.resolveSibling("elsewhere"));
    }

    @AfterEach
    void close() throws IOException {
        bench.close();
    }

    private Object isolate(Path file) throws IOException {
        return bench.quarantine().isolate(file, SampleReason.MANUAL);
    }

    private Object restore(Sample sample, Destination destination) throws IOException {
        return bench.quarantine().restoreUnscanned(sample.id(), destination);
    }

    @Test
    void aLinkIsNotIsolated() throws IOException {
        Path target = bench.write("target", CLEAN);
        Path link = Files.createSymbolicLink(bench.files.resolve("link"), target);

        assertRefused(Refusal.LINK, () -> isolate(link));

        assertThat(target).hasBinaryContent(CLEAN);
        assertThat(link).isSymbolicLink();
    }

    @Test
    void aDanglingLinkIsNotIsolated() throws IOException {
        Path link = Files.createSymbolicLink(bench.files.resolve("link"), Path.of("nowhere"));

        assertRefused(Refusal.LINK, () -> isolate(link));

        assertThat(link).isSymbolicLink();
    }

    @Test
    void aFileBehindALinkedFolderIsNotIsolated() throws IOException {
        Path target = Files.write(elsewhere.resolve("target"), CLEAN);
        Path link = Files.createSymbolicLink(bench.files.resolve("link"), elsewhere);

        assertRefused(Refusal.LINK, () -> isolate(link.resolve("target")));

        assertThat(target).hasBinaryContent(CLEAN);
    }

    @Test
    void aFileFarBehindALinkedFolderIsNotIsolated() throws IOException {
        Path target =
                Files.write(Files.createDirectories(elsewhere.resolve("a/b")).resolve("target"), CLEAN);
        Path link = Files.createSymbolicLink(bench.files.resolve("link"), elsewhere);

        assertRefused(Refusal.LINK, () -> isolate(link.resolve("a/b/target")));

        assertThat(target).hasBinaryContent(CLEAN);
    }

    @Test
    void theWayBackOutOfALinkIsNotGone() throws IOException {
        Path target = bench.write("target", CLEAN);
        Path inner = Files.createDirectories(elsewhere.resolve("inner"));
        Files.createSymbolicLink(bench.files.resolve("link"), inner);
        Files.write(elsewhere.resolve("target"), CLEAN);

        assertRefused(Refusal.LINK, () -> isolate(bench.files.resolve("link/../target")));

        assertThat(target).hasBinaryContent(CLEAN);
        assertThat(elsewhere.resolve("target")).hasBinaryContent(CLEAN);
    }

    @Test
    void aFolderThatBecomesALinkAfterTheLookIsNotFollowed() throws IOException {
        Path file = bench.write("tool", CLEAN);
        Path real = bench.files.resolveSibling("real");
        Path victim = Files.write(elsewhere.resolve("tool"), CLEAN);
        LocalQuarantine quarantine = bench.quarantine(between -> new FolderBetween(between) {
            @Override
            public void rename(Path from, Path to) throws IOException {
                Files.move(bench.files, real);
                Files.createSymbolicLink(bench.files, elsewhere);
                super.rename(from, to);
            }
        });

        try {
            quarantine.isolate(file, SampleReason.MANUAL);
        } catch (QuarantineException e) {
            assertThat(e.refusal()).isIn(Refusal.CHANGED, Refusal.LINK);
        }

        assertThat(victim).as("the file behind the link").hasBinaryContent(CLEAN);
    }

    @Test
    void nothingIsRestoredOverALink() throws IOException {
        Sample sample = bench.isolated("tool", CLEAN);
        Path link = Files.createSymbolicLink(bench.files.resolve("tool"), elsewhere.resolve("target"));

        assertRefused(Refusal.LINK, () -> restore(sample, Destination.original()));
        assertRefused(Refusal.LINK, () -> restore(sample, Destination.original().replacing()));

        assertThat(link).isSymbolicLink();
        assertThat(elsewhere).isEmptyDirectory();
    }

    @Test
    void nothingIsRestoredThroughALinkedFolder() throws IOException {
        Sample sample = bench.isolated("tool", CLEAN);
        Files.delete(bench.files);
        Files.createSymbolicLink(bench.files, elsewhere);

        assertRefused(Refusal.LINK, () -> restore(sample, Destination.original()));

        assertThat(elsewhere).isEmptyDirectory();
    }

    @Test
    void aLinkToAFolderIsNoFolderToRestoreInto() throws IOException {
        Sample sample = bench.isolated("tool", CLEAN);
        Path link = Files.createSymbolicLink(bench.files.resolve("link"), elsewhere);

        assertRefused(Refusal.LINK, () -> restore(sample, Destination.at(link)));
        assertRefused(Refusal.LINK, () -> restore(sample, Destination.at(link.resolve("tool"))));

        assertThat(elsewhere).isEmptyDirectory();
    }

    @Test
    void aLinkThatAppearsBetweenLookAndRestoreIsNotFollowed() throws IOException {
        Sample sample = bench.isolated("tool", CLEAN);
        LocalQuarantine quarantine = bench.quarantine(between -> new FolderBetween(between) {
            @Override
            public void link(Path from, Path to) throws IOException {
                Files.createSymbolicLink(bench.files.resolve("tool"), elsewhere.resolve("target"));
                super.link(from, to);
            }
        });

        assertRefused(Refusal.OCCUPIED, () -> quarantine.restoreUnscanned(sample.id(), Destination.original()));

        assertThat(elsewhere).isEmptyDirectory();
        assertThat(bench.names()).containsExactly("tool");
    }

    @Test
    void aFolderThatBecomesALinkWhileAFileIsRestoredIsNotFollowed() throws IOException {
        Sample sample = bench.isolated("tool", CLEAN);
        LocalQuarantine quarantine = bench.quarantine(between -> new FolderBetween(between) {
            @Override
            public FileChannel create(Path name) throws IOException {
                Files.move(bench.files, bench.files.resolveSibling("real"));
                Files.createSymbolicLink(bench.files, elsewhere);
                return super.create(name);
            }
        });

        assertRefused(Refusal.CHANGED, () -> quarantine.restoreUnscanned(sample.id(), Destination.original()));

        assertThat(elsewhere).isEmptyDirectory();
    }

    @Test
    void whatIsLinkedIntoAnotherFolderAllTheSameIsEmptied() throws IOException {
        Sample sample = bench.isolated("tool", CLEAN);
        LocalQuarantine quarantine = bench.quarantine(between -> new FolderBetween(between) {
            @Override
            public void link(Path from, Path to) throws IOException {
                Files.createLink(elsewhere.resolve(from), bench.files.resolve(from));
                Files.move(bench.files, bench.files.resolveSibling("real"));
                Files.createSymbolicLink(bench.files, elsewhere);
                super.link(from, to);
            }
        });

        assertRefused(Refusal.CHANGED, () -> quarantine.restoreUnscanned(sample.id(), Destination.original()));

        assertThat(elsewhere.resolve("tool")).isEmptyFile();
        assertThat(bench.files.resolveSibling("real")).isEmptyDirectory();
    }

    @Test
    void aFolderKnownByItsPathOnlyNoticesThatItWasReplaced() throws IOException {
        bench.write("tool", CLEAN);
        Path victim = Files.write(elsewhere.resolve("tool"), CLEAN);
        try (Folder named = NamedFolder.open(bench.files)) {
            Files.move(bench.files, bench.files.resolveSibling("real"));
            Files.createSymbolicLink(bench.files, elsewhere);

            assertRefused(Refusal.LINK, () -> {
                named.delete(Path.of("tool"));
                return named;
            });
        }
        assertThat(victim).hasBinaryContent(CLEAN);
    }

    @Test
    void aFolderKnownByItsPathOnlyIsNoLink() throws IOException {
        Path link = Files.createSymbolicLink(bench.files.resolve("link"), elsewhere);

        assertRefused(Refusal.LINK, () -> NamedFolder.open(link));
    }
}
