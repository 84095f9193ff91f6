package dev.cordon.client;

import static dev.cordon.client.Bench.CLEAN;
import static dev.cordon.client.Bench.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cordon.attribute.SampleReason;
import dev.cordon.codec.EncodedContent;
import dev.cordon.sample.Sample;
import dev.cordon.testkit.StoreBetween;
import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Somebody puts another file in the place of one that is being isolated, at every moment that there is. */
class SwapTest {
    private static final byte[] OTHER = "Somebody else's, and not to be lost".getBytes(StandardCharsets.US_ASCII);

    @TempDir
    private Path folder;

    private Bench bench;
    private Path file;

    @BeforeEach
    void open() throws IOException {
        bench = Bench.in(folder);
        file = bench.write("tool", CLEAN);
    }

    @AfterEach
    void close() throws IOException {
        bench.close();
    }

    private void swap(byte[] bytes) throws IOException {
        Path fresh = Files.write(bench.files.resolve("fresh"), bytes);
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
    }

    private void assertOtherIsSafe(LocalQuarantine quarantine, byte[] other) throws IOException {
        assertThat(file).hasBinaryContent(other);
        assertThat(bench.names()).containsExactly("tool");
        assertThat(quarantine.list()).isEmpty();
    }

    @Test
    void betweenTheLookAndTheOpening() throws IOException {
        LocalQuarantine quarantine = bench.quarantine(between -> new FolderBetween(between) {
            @Override
            public SeekableByteChannel read(Path name) throws IOException {
                swap(OTHER);
                return super.read(name);
            }
        });

        assertRefused(Refusal.CHANGED, () -> quarantine.isolate(file, SampleReason.MANUAL));

        assertOtherIsSafe(quarantine, OTHER);
    }

    @Test
    void forALinkBetweenTheLookAndTheOpening() throws IOException {
        Path secret = Files.write(bench.files.resolveSibling("secret"), OTHER);
        LocalQuarantine quarantine = bench.quarantine(between -> new FolderBetween(between) {
            @Override
            public SeekableByteChannel read(Path name) throws IOException {
                Files.delete(file);
                Files.createSymbolicLink(file, secret);
                return super.read(name);
            }
        });

        assertRefused(Refusal.UNREADABLE, () -> quarantine.isolate(file, SampleReason.MANUAL));

        assertThat(file).isSymbolicLink();
        assertThat(quarantine.list()).isEmpty();
    }

    @Test
    void whileTheCopyIsStored() throws IOException {
        LocalQuarantine quarantine = bench.quarantine(new StoreBetween(bench.store) {
            @Override
            public Sample add(Sample sample, EncodedContent content) throws IOException {
                swap(OTHER);
                return super.add(sample, content);
            }
        });

        assertRefused(Refusal.CHANGED, () -> quarantine.isolate(file, SampleReason.MANUAL));

        assertOtherIsSafe(quarantine, OTHER);
    }

    @Test
    void betweenTheLastLookAndTheMove() throws IOException {
        LocalQuarantine quarantine = bench.quarantine(between -> new FolderBetween(between) {
            @Override
            public void rename(Path from, Path to) throws IOException {
                swap(OTHER);
                super.rename(from, to);
            }
        });

        assertRefused(Refusal.CHANGED, () -> quarantine.isolate(file, SampleReason.MANUAL));

        assertOtherIsSafe(quarantine, OTHER);
    }

    @Test
    void forAFolderBetweenTheLastLookAndTheMove() throws IOException {
        LocalQuarantine quarantine = bench.quarantine(between -> new FolderBetween(between) {
            @Override
            public void rename(Path from, Path to) throws IOException {
                if (Files.isRegularFile(file)) {
                    Files.delete(file);
                    Files.createDirectory(file);
                }
                super.rename(from, to);
            }
        });

        assertRefused(Refusal.CHANGED, () -> quarantine.isolate(file, SampleReason.MANUAL));

        assertThat(file).isEmptyDirectory();
        assertThat(bench.names()).containsExactly("tool");
    }

    @Test
    void twiceSoThatTheSecondFileTakesThePlaceOfTheFirst() throws IOException {
        byte[] third = {3};
        LocalQuarantine quarantine = bench.quarantine(between -> new FolderBetween(between) {
            @Override
            public void rename(Path from, Path to) throws IOException {
                swap(OTHER);
                super.rename(from, to);
                swap(third);
            }
        });

        assertRefused(Refusal.CHANGED, () -> quarantine.isolate(file, SampleReason.MANUAL));

        assertThat(file).hasBinaryContent(third);
        assertThat(bench.names()).as("neither is lost").hasSize(2);
    }

    @Test
    void forOneOfTheSameSizeAndTimeThatIsSwappedBack() throws IOException {
        Path kept = bench.files.resolveSibling("kept");
        byte[] lookalike = CLEAN.clone();
        lookalike[0] ^= 1;
        FileTime time = Files.getLastModifiedTime(file);
        LocalQuarantine quarantine = bench.quarantine(between -> new FolderBetween(between) {
            private boolean swapped;

            @Override
            public SeekableByteChannel read(Path name) throws IOException {
                if (swapped) {
                    return super.read(name);
                }
                swapped = true;
                Files.move(file, kept);
                Files.write(file, lookalike);
                Files.setLastModifiedTime(file, time);
                SeekableByteChannel other = super.read(name);
                Files.delete(file);
                Files.move(kept, file);
                return other;
            }
        });

        assertRefused(Refusal.CHANGED, () -> quarantine.isolate(file, SampleReason.MANUAL));

        assertOtherIsSafe(quarantine, CLEAN);
    }

    @Test
    void byAWriterThatKeepsSizeAndTime() throws IOException {
        byte[] changed = CLEAN.clone();
        changed[0] ^= 1;
        FileTime time = Files.getLastModifiedTime(file);
        LocalQuarantine quarantine = bench.quarantine(new StoreBetween(bench.store) {
            @Override
            public Sample add(Sample sample, EncodedContent content) throws IOException {
                Files.write(file, changed);
                Files.setLastModifiedTime(file, time);
                return super.add(sample, content);
            }
        });

        assertRefused(Refusal.CHANGED, () -> quarantine.isolate(file, SampleReason.MANUAL));

        assertOtherIsSafe(quarantine, changed);
    }
}
