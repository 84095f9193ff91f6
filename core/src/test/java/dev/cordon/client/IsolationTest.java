package dev.cordon.client;

import static dev.cordon.client.Bench.CLEAN;
import static dev.cordon.client.Bench.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.cordon.attribute.Attributes;
import dev.cordon.attribute.CordonFields;
import dev.cordon.attribute.SampleReason;
import dev.cordon.codec.EncodedContent;
import dev.cordon.sample.Sample;
import dev.cordon.sample.SampleId;
import dev.cordon.testkit.StoreBetween;
import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What gets into the quarantine, and what stays where it is. */
class IsolationTest {
    @TempDir
    private Path folder;

    private Bench bench;

    @BeforeEach
    void open() {
        bench = Bench.in(folder);
    }

    @AfterEach
    void close() throws IOException {
        bench.close();
    }

    private Sample isolate(Path file) throws IOException {
        return bench.quarantine().isolate(file, SampleReason.MANUAL);
    }

    private void assertNothingHappened(Path file, byte[] bytes) throws IOException {
        assertThat(file).hasBinaryContent(bytes);
        assertThat(bench.names())
                .as("nothing else is left")
                .containsExactly(file.getFileName().toString());
        assertThat(bench.quarantine().list()).isEmpty();
    }

    @Test
    void whatIsNotThereIsRefused() throws IOException {
        assertRefused(Refusal.NOT_THERE, () -> isolate(bench.files.resolve("nowhere")));
    }

    @Test
    void aNameThatNoFileCanHaveIsRefused() throws IOException {
        assertRefused(Refusal.NOT_THERE, () -> isolate(bench.files.resolve("n".repeat(4096))));
    }

    @Test
    void aFolderIsRefused() throws IOException {
        assertRefused(Refusal.NOT_A_FILE, () -> isolate(bench.files));
    }

    @Test
    void theRootIsRefused() {
        assertRefused(Refusal.NOT_A_FILE, () -> isolate(bench.files.getRoot()));
    }

    @Test
    void aDeviceIsRefused() {
        Path device = Path.of("/dev/null");
        assumeThat(device).exists();

        assertRefused(Refusal.NOT_A_FILE, () -> isolate(device));
    }

    @Test
    void whatCannotBeReadStaysInItsPlace() throws IOException {
        Path file = bench.write("tool", CLEAN);
        LocalQuarantine quarantine = bench.quarantine(between -> new FolderBetween(between) {
            @Override
            public SeekableByteChannel read(Path name) throws IOException {
                throw new AccessDeniedException(name.toString());
            }
        });

        assertRefused(Refusal.UNREADABLE, () -> quarantine.isolate(file, SampleReason.MANUAL));

        assertNothingHappened(file, CLEAN);
    }

    @Test
    void aReadThatFailsHalfwayIsTold() {
        // Opening the memory of a process works, reading its first page does not.
        Path unreadable = Path.of("/proc/self/mem");
        assumeThat(unreadable).exists();

        assertRefused(Refusal.LINK, () -> isolate(unreadable));
        assertRefused(
                Refusal.UNREADABLE,
                () -> isolate(Path.of("/proc/" + ProcessHandle.current().pid() + "/mem")));
    }

    @Test
    void whatCannotBeRemovedIsNotIsolated() throws IOException {
        Path file = bench.write("tool", CLEAN);
        LocalQuarantine quarantine = bench.quarantine(between -> new FolderBetween(between) {
            @Override
            public void delete(Path name) throws IOException {
                throw new AccessDeniedException(name.toString());
            }

            @Override
            public void link(Path from, Path to) {
                throw new UnsupportedOperationException();
            }
        });

        assertRefused(Refusal.NOT_REMOVABLE, () -> quarantine.isolate(file, SampleReason.MANUAL));

        assertNothingHappened(file, CLEAN);
    }

    @Test
    void aFolderThatIsNotFreeToChangeKeepsItsFile() throws IOException {
        Path file = bench.write("tool", CLEAN);
        LocalQuarantine quarantine = bench.quarantine(between -> new FolderBetween(between) {
            @Override
            public void rename(Path from, Path to) throws IOException {
                throw new AccessDeniedException(from.toString());
            }
        });

        assertRefused(Refusal.NOT_REMOVABLE, () -> quarantine.isolate(file, SampleReason.MANUAL));

        assertNothingHappened(file, CLEAN);
    }

    @Test
    void aStoreThatFailsKeepsTheFileInItsPlace() throws IOException {
        Path file = bench.write("tool", CLEAN);
        LocalQuarantine quarantine = bench.quarantine(new StoreBetween(bench.store) {
            @Override
            public Sample add(Sample sample, EncodedContent content) throws IOException {
                throw new IOException("no space left on device");
            }
        });

        assertRefused(Refusal.NOT_KEPT, () -> quarantine.isolate(file, SampleReason.MANUAL));

        assertNothingHappened(file, CLEAN);
    }

    @Test
    void aStoreThatIsGoneKeepsTheFileInItsPlace() throws IOException {
        Path file = bench.write("tool", CLEAN);
        LocalQuarantine quarantine = bench.quarantine();
        Files.delete(bench.home.resolve("spool"));
        Path spool = Files.createFile(bench.home.resolve("spool"));
        byte[] large = new byte[(int) Bench.LARGEST];
        new Random(1).nextBytes(large);
        Files.write(file, large);

        assertRefused(Refusal.NOT_KEPT, () -> quarantine.isolate(file, SampleReason.MANUAL));

        Files.delete(spool);
        assertNothingHappened(file, large);
    }

    @Test
    void aSampleThatCannotBeTakenBackIsToldWithTheRefusal() throws IOException {
        Path file = bench.write("tool", CLEAN);
        StoreBetween store = new StoreBetween(bench.store) {
            @Override
            public void remove(SampleId id) throws IOException {
                throw new IOException("read-only file system");
            }
        };
        LocalQuarantine quarantine = new LocalQuarantine(
                bench.config(store, AutomaticOperation.NOTHING, Approval.never()),
                new SecureRandom(),
                path -> new FolderBetween(Folder.open(path)) {
                    @Override
                    public void rename(Path from, Path to) throws IOException {
                        throw new AccessDeniedException(from.toString());
                    }
                });

        QuarantineException refused =
                catchThrowableOfType(QuarantineException.class, () -> quarantine.isolate(file, SampleReason.MANUAL));

        assertThat(refused.getSuppressed()).hasSize(1);
        assertThat(file).hasBinaryContent(CLEAN);
    }

    @Test
    void aFileThatVanishesAfterItWasStoredIsKept() throws IOException {
        Path file = bench.write("tool", CLEAN);
        LocalQuarantine quarantine = bench.quarantine(between -> new FolderBetween(between) {
            @Override
            public void rename(Path from, Path to) throws IOException {
                Files.delete(file);
                super.rename(from, to);
            }
        });

        assertRefused(Refusal.NOT_REMOVABLE, () -> quarantine.isolate(file, SampleReason.MANUAL));

        assertThat(quarantine.list()).as("the only copy").hasSize(1);
    }

    @Test
    void twoWhoIsolateTheSameFileMakeOneSample() throws IOException {
        Path file = bench.write("tool", CLEAN);
        LocalQuarantine quarantine = bench.quarantine();
        LocalQuarantine second = bench.quarantine(between -> new FolderBetween(between) {
            @Override
            public SeekableByteChannel read(Path name) throws IOException {
                SeekableByteChannel opened = super.read(name);
                quarantine.isolate(file, SampleReason.MANUAL);
                return opened;
            }
        });

        assertRefused(Refusal.CHANGED, () -> second.isolate(file, SampleReason.MANUAL));

        assertThat(quarantine.list()).hasSize(1);
    }

    @Test
    void noRefusalShowsTheNameOfAFile() throws IOException {
        QuarantineException refused =
                catchThrowableOfType(QuarantineException.class, () -> isolate(bench.files.resolve("secret\u001b[2J")));

        assertThat(refused).hasMessageNotContaining("secret");
    }

    @Test
    void theOriginalIsThereUntilTheStoreHasReturned() throws IOException {
        Path file = bench.write("tool", CLEAN);
        List<String> steps = new ArrayList<>();
        StoreBetween store = new StoreBetween(bench.store) {
            @Override
            public Sample add(Sample sample, EncodedContent content) throws IOException {
                Sample kept = super.add(sample, content);
                steps.add("durable, original there: " + Files.exists(file));
                return kept;
            }
        };
        LocalQuarantine quarantine = new LocalQuarantine(
                bench.config(store, AutomaticOperation.NOTHING, Approval.never()),
                new SecureRandom(),
                path -> new FolderBetween(Folder.open(path)) {
                    @Override
                    public void rename(Path from, Path to) throws IOException {
                        steps.add("moved aside");
                        super.rename(from, to);
                    }

                    @Override
                    public void delete(Path name) throws IOException {
                        steps.add("deleted");
                        super.delete(name);
                    }
                });

        quarantine.isolate(file, SampleReason.MANUAL);

        assertThat(steps).containsExactly("durable, original there: true", "moved aside", "deleted");
    }

    @Test
    void aFileThatGrowsWhileItIsReadStays() throws IOException {
        Path file = bench.write("log", CLEAN);
        LocalQuarantine quarantine = bench.quarantine(between -> new FolderBetween(between) {
            @Override
            public SeekableByteChannel read(Path name) throws IOException {
                Files.write(file, new byte[] {1}, StandardOpenOption.APPEND);
                return super.read(name);
            }
        });

        assertRefused(Refusal.CHANGED, () -> quarantine.isolate(file, SampleReason.MANUAL));

        assertThat(file).hasSize(CLEAN.length + 1);
        assertThat(quarantine.list()).isEmpty();
    }

    @Test
    void aFileOfMoreThanTheLimitIsRefusedUnread() throws IOException {
        Path file = bench.files.resolve("huge and sparse");
        try (RandomAccessFile sparse = new RandomAccessFile(file.toFile(), "rw")) {
            sparse.setLength(1L << 40);
        }

        assertRefused(Refusal.TOO_LARGE, () -> isolate(file));

        assertThat(file).hasSize(1L << 40);
        assertThat(bench.quarantine().list()).isEmpty();
    }

    @Test
    void aSparseFileIsKeptWithItsHoles() throws IOException {
        Path file = bench.files.resolve("sparse");
        try (RandomAccessFile sparse = new RandomAccessFile(file.toFile(), "rw")) {
            sparse.setLength(Bench.LARGEST);
            sparse.seek(Bench.LARGEST - 1);
            sparse.write(7);
        }
        byte[] bytes = Files.readAllBytes(file);

        Sample sample = isolate(file);
        bench.quarantine().restoreUnscanned(sample.id(), Destination.original());

        assertThat(file).hasBinaryContent(bytes);
    }

    @Test
    void anEmptyFileIsAFile() throws IOException {
        Path file = bench.write("empty", new byte[0]);

        Sample sample = isolate(file);
        bench.quarantine().restoreUnscanned(sample.id(), Destination.original());

        assertThat(file).isEmptyFile();
    }

    @Test
    void otherNamesOfTheSameFileStay() throws IOException {
        Path file = bench.write("tool", CLEAN);
        Path other = Files.createLink(bench.files.resolve("other name"), file);

        Sample sample = isolate(file);

        assertThat(file).doesNotExist();
        assertThat(other).hasBinaryContent(CLEAN);
        assertThat(sample.find(CordonFields.LINKS)).contains(2);
    }

    @Test
    void namesThatDifferInCaseOnlyAreTwoFiles() throws IOException {
        Path upper = bench.write("TOOL", new byte[] {1});
        Path lower = bench.write("tool", new byte[] {2});
        assumeThat(Files.isSameFile(upper, lower)).isFalse();
        SampleId first = isolate(upper).id();
        SampleId second = isolate(lower).id();

        bench.quarantine().restoreUnscanned(first, Destination.original());
        bench.quarantine().restoreUnscanned(second, Destination.original());

        assertThat(upper).hasBinaryContent(new byte[] {1});
        assertThat(lower).hasBinaryContent(new byte[] {2});
    }

    @Test
    void aPathOfFourThousandBytesComesBack() throws IOException {
        Path deep = bench.files;
        while (deep.toString().getBytes(StandardCharsets.UTF_8).length < 3700) {
            deep = deep.resolve("\u00FC".repeat(100));
        }
        Path file = Files.write(Files.createDirectories(deep).resolve("tool.exe"), CLEAN);

        Sample sample = isolate(file);
        bench.quarantine().restoreUnscanned(sample.id(), Destination.original());

        assertThat(file).hasBinaryContent(CLEAN);
    }

    @ParameterizedTest
    @ValueSource(strings = {"files/../files/tool", "./files/tool", "files//tool"})
    void waysRoundLeadToTheFile(String way) throws IOException {
        Path file = bench.write("tool", CLEAN);

        Sample sample = isolate(file.getParent().resolveSibling(way));

        assertThat(file).doesNotExist();
        assertThat(sample.find(Attributes.SAMPLE_FILE)).contains(file.toString());
    }

    @Test
    void aStreamIsKeptUnderItsName() throws IOException {
        Sample sample = bench.quarantine()
                .isolate("mail/Invoice.pdf.exe", new ByteArrayInputStream(CLEAN), SampleReason.SUSPICIOUS);

        assertThat(sample.find(Attributes.SAMPLE_FILE)).contains("mail/Invoice.pdf.exe");
        assertThat(sample.find(Attributes.SAMPLE_EXTENSION)).contains("exe");
        assertThat(sample.size()).isEqualTo(CLEAN.length);
    }

    @Test
    void aStreamHasNoPlaceOfItsOwn() throws IOException {
        Path place = bench.files.resolve("passwd");
        Sample sample =
                bench.quarantine().isolate(place.toString(), new ByteArrayInputStream(CLEAN), SampleReason.SUSPICIOUS);

        assertRefused(Refusal.NO_PLACE, () -> bench.quarantine().restoreUnscanned(sample.id(), Destination.original()));

        assertThat(place).doesNotExist();
    }

    @Test
    void aStreamThatFailsLeavesNothing() throws IOException {
        InputStream failing = new FilterInputStream(new ByteArrayInputStream(CLEAN)) {
            @Override
            public int read(byte[] bytes, int offset, int length) throws IOException {
                throw new IOException("reset by peer");
            }
        };

        assertRefused(Refusal.UNREADABLE, () -> bench.quarantine().isolate("x", failing, SampleReason.MANUAL));

        assertThat(bench.quarantine().list()).isEmpty();
    }

    @Test
    void aStreamWithoutEndIsCutOff() throws IOException {
        InputStream endless = new InputStream() {
            @Override
            public int read() {
                return 'x';
            }
        };

        assertRefused(Refusal.TOO_LARGE, () -> bench.quarantine().isolate("x", endless, SampleReason.MANUAL));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"a\r\nX-Evil: 1", "nul\0", "\u001b[2J", "", "..", "../../x", "C:\\x\\y", "\uD83D\uDE00.exe"})
    void anyNameOfAStreamIsTaken(String name) throws IOException {
        Sample sample = bench.quarantine().isolate(name, new ByteArrayInputStream(CLEAN), SampleReason.MANUAL);

        assertThat(bench.quarantine().list()).containsExactly(sample);
    }

    @Test
    void ofAnEndlessNameTheEndIsKept() throws IOException {
        String name = "a".repeat(100_000) + "\uD83D\uDE00".repeat(4000) + ".exe";

        Sample sample = bench.quarantine().isolate(name, new ByteArrayInputStream(CLEAN), SampleReason.MANUAL);

        assertThat(sample.find(Attributes.SAMPLE_FILE).orElseThrow())
                .hasSize(92 + 8000 + 4)
                .endsWith("\uD83D\uDE00.exe");
    }
}
