package dev.cordon.client;

import static dev.cordon.client.Bench.CLEAN;
import static dev.cordon.client.Bench.VIRUS;
import static dev.cordon.client.Bench.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.google.common.primitives.Bytes;
import dev.cordon.attribute.CordonFields;
import dev.cordon.attribute.SampleReason;
import dev.cordon.sample.Sample;
import dev.cordon.sample.SampleId;
import dev.cordon.spi.SampleStore;
import dev.cordon.spi.UnknownSampleException;
import dev.cordon.testkit.StoreBetween;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileOwnerAttributeView;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserDefinedFileAttributeView;
import java.nio.file.attribute.UserPrincipal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is given back is what was taken, where it should be, and nothing else is touched. */
class RestoreTest {
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

    private Restoration restore(Sample sample, Destination destination) throws IOException {
        return bench.quarantine().restoreUnscanned(sample.id(), destination);
    }

    private void assertStillHeld(Sample sample) throws IOException {
        assertThat(bench.quarantine().show(sample.id()).find(CordonFields.DISPOSITION))
                .contains("isolated");
    }

    @Test
    void timesComeBackToTheLastDigit() throws IOException {
        Path file = bench.write("tool", CLEAN);
        FileTime modified = FileTime.from(Instant.parse("2001-02-03T04:05:06.123456789Z"));
        FileTime accessed = FileTime.from(Instant.parse("2002-03-04T05:06:07.987654321Z"));
        view(file).setTimes(modified, accessed, null);
        Sample sample = bench.quarantine().isolate(file, SampleReason.MANUAL);

        restore(sample, Destination.original());

        BasicFileAttributes now = view(file).readAttributes();
        assertThat(List.of(now.lastModifiedTime(), now.lastAccessTime())).containsExactly(modified, accessed);
    }

    private static BasicFileAttributeView view(Path file) {
        return Files.getFileAttributeView(file, BasicFileAttributeView.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"---------", "r--------", "-w-------", "rwxrwxrwx"})
    void permissionsComeBack(String permissions) throws IOException {
        Path file = bench.write("tool", CLEAN);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
        Sample sample = bench.quarantine().isolate(file, SampleReason.MANUAL);

        Restoration restoration = restore(sample, Destination.original());

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo(permissions);
        assertThat(restoration.lost()).isEmpty();
    }

    @Test
    void theOwnerComesBackWhereTheProcessMayGiveFilesAway() throws IOException {
        Path file = bench.write("tool", CLEAN);
        UserPrincipal other =
                file.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName("12345");
        assumeThat(canGiveAway(file, other)).isTrue();
        Sample sample = bench.quarantine().isolate(file, SampleReason.MANUAL);

        restore(sample, Destination.original());

        assertThat(Files.getOwner(file)).isEqualTo(other);
    }

    private static boolean canGiveAway(Path file, UserPrincipal other) {
        try {
            Files.getFileAttributeView(file, FileOwnerAttributeView.class).setOwner(other);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    @Test
    void whatTheFileCouldNotBeGivenIsNamed() throws IOException {
        Sample sample = bench.isolated("tool", CLEAN);
        bench.store.update(sample, sample.amend(more -> more.set(CordonFields.OWNER, "nobody has this name")));

        Restoration restoration = restore(sample, Destination.original());

        assertThat(restoration.lost()).containsExactly(Trait.OWNER);
        assertThat(restoration.place()).hasBinaryContent(CLEAN);
    }

    @Test
    void extendedAttributesComeBack() throws IOException {
        Path file = bench.write("tool", CLEAN);
        UserDefinedFileAttributeView before = extended(file);
        before.write("origin", text("https://example.com/\u00FC"));
        before.write("empty", ByteBuffer.allocate(0));
        before.write("a name, with = and .", ByteBuffer.wrap(new byte[] {0, 1, (byte) 0xff}));
        Sample sample = bench.quarantine().isolate(file, SampleReason.MANUAL);

        restore(sample, Destination.original());

        UserDefinedFileAttributeView after = extended(file);
        assertThat(after.list()).containsExactlyInAnyOrder("origin", "empty", "a name, with = and .");
        ByteBuffer odd = ByteBuffer.allocate(3);
        after.read("a name, with = and .", odd);
        assertThat(odd.array()).containsExactly(0, 1, 0xff);
    }

    private static UserDefinedFileAttributeView extended(Path file) throws IOException {
        assumeThat(Files.getFileStore(file).supportsFileAttributeView("user")).isTrue();
        return Files.getFileAttributeView(file, UserDefinedFileAttributeView.class);
    }

    private static ByteBuffer text(String text) {
        return ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void extendedAttributesSurviveTheStore() throws IOException {
        Path file = bench.write("tool", CLEAN);
        extended(file).write("one", text("1"));
        extended(file).write("two", text("2"));
        SampleId id = bench.quarantine().isolate(file, SampleReason.MANUAL).id();
        bench.close();
        bench = Bench.in(folder);

        restore(bench.quarantine().show(id), Destination.original());

        assertThat(extended(file).list()).containsExactlyInAnyOrder("one", "two");
    }

    @Test
    void attributesThatHaveNoRoomAreSaidToBeMissing() throws IOException {
        // Ext4 has no room for so much; memory file systems have.
        Path memory = Path.of("/dev/shm");
        assumeThat(memory).isDirectory();
        Path file = Files.write(Files.createTempFile(memory, "cordon", ".test"), CLEAN);
        try {
            extended(file).write("large", ByteBuffer.allocate(40 << 10));
            Sample sample = bench.quarantine().isolate(file, SampleReason.MANUAL);

            assertThat(sample.faults()).hasSize(1);
            assertThat(sample.faults().get(0).text()).contains("EXTENDED_ATTRIBUTES");
        } catch (FileSystemException e) {
            assumeThat(e).as("no room for a large attribute").isNull();
        } finally {
            Files.deleteIfExists(file);
        }
    }

    @Test
    void aFileInThePlaceStays() throws IOException {
        Sample sample = bench.isolated("tool", CLEAN);
        Path file = bench.write("tool", new byte[] {1});

        assertRefused(Refusal.OCCUPIED, () -> restore(sample, Destination.original()));

        assertThat(file).hasBinaryContent(new byte[] {1});
        assertStillHeld(sample);
    }

    @Test
    void aFileInThePlaceIsReplacedWhereThatIsAskedFor() throws IOException {
        Sample sample = bench.isolated("tool", CLEAN);
        Path file = bench.write("tool", new byte[] {1});

        restore(sample, Destination.original().replacing());

        assertThat(file).hasBinaryContent(CLEAN);
        assertThat(bench.names()).containsExactly("tool");
    }

    @Test
    void aFolderInThePlaceIsNeverReplaced() throws IOException {
        Sample sample = bench.isolated("tool", CLEAN);
        Files.createDirectory(bench.files.resolve("tool"));

        assertRefused(
                Refusal.OCCUPIED, () -> restore(sample, Destination.original().replacing()));
    }

    @Test
    void aFileThatAppearsAtTheLastMomentStays() throws IOException {
        Sample sample = bench.isolated("tool", CLEAN);
        LocalQuarantine quarantine = bench.quarantine(between -> new FolderBetween(between) {
            @Override
            public void link(Path from, Path to) throws IOException {
                bench.write("tool", new byte[] {1});
                super.link(from, to);
            }
        });

        assertRefused(Refusal.OCCUPIED, () -> quarantine.restoreUnscanned(sample.id(), Destination.original()));

        assertThat(bench.files.resolve("tool")).hasBinaryContent(new byte[] {1});
        assertThat(bench.names()).containsExactly("tool");
    }

    @Test
    void whereThereAreNoHardLinksTheFileIsCreatedExclusively() throws IOException {
        Sample sample = bench.isolated("tool", CLEAN);
        LocalQuarantine quarantine = bench.quarantine(WithoutLinks::new);

        Restoration restoration = quarantine.restoreUnscanned(sample.id(), Destination.original());

        assertThat(restoration.place()).hasBinaryContent(CLEAN);
        assertThat(bench.names()).containsExactly("tool");
    }

    @Test
    void whereThereAreNoHardLinksAFileInThePlaceStays() throws IOException {
        Sample sample = bench.isolated("tool", CLEAN);
        LocalQuarantine quarantine = bench.quarantine(between -> new WithoutLinks(between) {
            @Override
            public void link(Path from, Path to) throws IOException {
                bench.write("tool", new byte[] {1});
                super.link(from, to);
            }
        });

        assertRefused(Refusal.OCCUPIED, () -> quarantine.restoreUnscanned(sample.id(), Destination.original()));

        assertThat(bench.files.resolve("tool")).hasBinaryContent(new byte[] {1});
    }

    private static class WithoutLinks extends FolderBetween {
        WithoutLinks(Folder folder) {
            super(folder);
        }

        @Override
        public void link(Path from, Path to) throws IOException {
            throw new FileSystemException(from.toString(), to.toString(), "Operation not permitted");
        }
    }

    @Test
    void whatIsReadBackOtherwiseThanItWasTakenIsNotGivenBack() throws IOException {
        Sample sample = bench.isolated("tool", CLEAN);
        LocalQuarantine quarantine = bench.quarantine(between -> new FolderBetween(between) {
            @Override
            public SeekableByteChannel read(Path name) throws IOException {
                try (FileChannel bad = FileChannel.open(bench.files.resolve(name), StandardOpenOption.WRITE)) {
                    bad.write(ByteBuffer.wrap(new byte[] {0}));
                }
                return super.read(name);
            }
        });

        assertRefused(Refusal.DAMAGED, () -> quarantine.restoreUnscanned(sample.id(), Destination.original()));

        assertThat(bench.files).isEmptyDirectory();
        assertStillHeld(sample);
    }

    @Test
    void whatTheStoreHasLostIsNotGivenBack() throws IOException {
        Sample sample = bench.isolated("tool", CLEAN);
        LocalQuarantine quarantine = bench.quarantine(new StoreBetween(bench.store) {
            @Override
            public SampleStore.Content content(SampleId id) throws IOException {
                throw new IOException("bad block");
            }
        });

        assertRefused(Refusal.DAMAGED, () -> quarantine.restoreUnscanned(sample.id(), Destination.original()));

        assertThat(bench.files).isEmptyDirectory();
    }

    @Test
    void aPlaceThatCannotBeWrittenIsNamedAsSuch() throws IOException {
        Sample sample = bench.isolated("tool", CLEAN);
        LocalQuarantine quarantine = bench.quarantine(between -> new FolderBetween(between) {
            @Override
            public FileChannel create(Path name) throws IOException {
                throw new AccessDeniedException(name.toString());
            }
        });

        assertRefused(Refusal.NOT_WRITABLE, () -> quarantine.restoreUnscanned(sample.id(), Destination.original()));

        assertStillHeld(sample);
    }

    @Test
    void aNameThatIsNotDurableIsNotGivenBack() throws IOException {
        Sample sample = bench.isolated("tool", CLEAN);
        LocalQuarantine quarantine = bench.quarantine(between -> new FolderBetween(between) {
            @Override
            public void sync() throws IOException {
                throw new IOException("input/output error");
            }
        });

        assertRefused(Refusal.NOT_WRITABLE, () -> quarantine.restoreUnscanned(sample.id(), Destination.original()));

        assertThat(bench.files).isEmptyDirectory();
        assertStillHeld(sample);
    }

    @Test
    void aFolderThatIsGoneIsNoPlace() throws IOException {
        Sample sample = bench.isolated("tool", CLEAN);
        Files.delete(bench.files);

        assertRefused(Refusal.NO_PLACE, () -> restore(sample, Destination.original()));
    }

    @Test
    void whereTheFolderIsGoneSomebodyIsAskedForAnother() throws IOException {
        Sample sample = bench.isolated("tool", CLEAN);
        Files.delete(bench.files);
        Path other = Files.createDirectory(bench.files.resolveSibling("other"));
        List<Refusal> asked = new ArrayList<>();

        Restoration restoration = restore(sample, Destination.originalOr((held, why) -> {
            asked.add(why.refusal());
            return Optional.of(other);
        }));

        assertThat(asked).containsExactly(Refusal.NO_PLACE);
        assertThat(restoration.place()).isEqualTo(other.resolve("tool")).hasBinaryContent(CLEAN);
    }

    @Test
    void whoIsAskedMayLeaveTheFileWhereItIs() throws IOException {
        Sample sample = bench.isolated("tool", CLEAN);
        Files.delete(bench.files);

        assertRefused(Refusal.NO_PLACE, () -> restore(sample, Destination.originalOr((held, why) -> Optional.empty())));

        assertStillHeld(sample);
    }

    @Test
    void nobodyIsAskedWhileTheOriginalPlaceWillDo() throws IOException {
        Sample sample = bench.isolated("tool", CLEAN);

        Restoration restoration = restore(sample, Destination.originalOr((held, why) -> {
            throw new AssertionError("asked without need");
        }));

        assertThat(restoration.place()).isEqualTo(bench.files.resolve("tool"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"../../escape", "/etc/escape", "C:\\Windows\\escape", "..\\..\\escape", "a/b\\escape"})
    void aNameThatLeadsElsewhereStaysInTheFolder(String name) throws IOException {
        Sample sample = bench.quarantine().isolate(name, new ByteArrayInputStream(CLEAN), SampleReason.MANUAL);

        Restoration restoration = restore(sample, Destination.at(bench.files));

        assertThat(restoration.place()).isEqualTo(bench.files.resolve("escape")).hasBinaryContent(CLEAN);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "..", ".", "x/..", "x/", "CON", "con.txt", "Lpt1", "NUL .x", "a:b", "a\0", "dot.", "x "})
    void aNameThatIsNoFileNeedsAnother(String name) throws IOException {
        Sample sample = bench.quarantine().isolate(name, new ByteArrayInputStream(CLEAN), SampleReason.MANUAL);

        assertRefused(Refusal.BAD_NAME, () -> restore(sample, Destination.at(bench.files)));
        restore(sample, Destination.at(bench.files.resolve("named")));

        assertThat(bench.names()).containsExactly("named");
    }

    @Test
    void aNameThatNoFileCanHaveIsRefused() throws IOException {
        Sample sample =
                bench.quarantine().isolate("n".repeat(4096), new ByteArrayInputStream(CLEAN), SampleReason.MANUAL);

        assertRefused(Refusal.BAD_NAME, () -> restore(sample, Destination.at(bench.files)));

        assertThat(bench.files).isEmptyDirectory();
    }

    @Test
    void aFileIsGivenBackOnce() throws IOException {
        Sample sample = bench.isolated("tool", CLEAN);
        restore(sample, Destination.original());

        assertRefused(Refusal.NOT_POSSIBLE, () -> restore(sample, Destination.at(bench.files.resolve("again"))));
    }

    @Test
    void whatTheScanFindsStays() throws IOException {
        bench.installVirus(1, false);
        Sample sample = bench.isolated("tool", VIRUS);

        assertRefused(Refusal.DETECTED, () -> bench.quarantine().restore(sample.id(), Destination.original()));

        assertStillHeld(sample);
    }

    @Test
    void withoutDefinitionsNothingIsGivenBackScanned() throws IOException {
        Sample sample = bench.isolated("tool", CLEAN);

        assertRefused(Refusal.NOT_SCANNED, () -> bench.quarantine().restore(sample.id(), Destination.original()));

        assertStillHeld(sample);
    }

    @Test
    void aRepairGoesToThePlaceThatIsNamed() throws IOException {
        bench.installVirus(1, true);
        Sample sample = bench.isolated("tool", Bytes.concat(CLEAN, VIRUS));

        Restoration restoration = bench.quarantine().repair(sample.id(), Destination.at(bench.files.resolve("clean")));

        assertThat(restoration.place()).isEqualTo(bench.files.resolve("clean")).hasBinaryContent(CLEAN);
    }

    @Test
    void whatCannotBeRepairedLeavesNothing() throws IOException {
        bench.installVirus(1, false);
        Sample sample = bench.isolated("tool", Bytes.concat(CLEAN, VIRUS));

        assertRefused(Refusal.NOT_REPAIRED, () -> bench.quarantine().repair(sample.id(), Destination.original()));

        assertThat(bench.files).isEmptyDirectory();
    }

    @Test
    void setUserIdNeverComesBack() throws IOException {
        Path file = bench.write("tool", CLEAN);
        Files.setAttribute(file, "unix:mode", 04755);
        Sample sample = bench.quarantine().isolate(file, SampleReason.MANUAL);

        restore(sample, Destination.original());

        assertThat((int) Files.getAttribute(file, "unix:mode") & 07777).isEqualTo(0755);
    }

    @Test
    void whoIsNotThereIsUnknown() throws IOException {
        LocalQuarantine quarantine = bench.quarantine();

        assertThatThrownBy(() -> quarantine.restoreUnscanned(new SampleId("nobody"), Destination.original()))
                .isInstanceOf(UnknownSampleException.class);
    }

    @Test
    void aFileSystemWithoutPermissionsIsNoObstacle() throws IOException {
        Sample sample = bench.isolated("tool", CLEAN);
        LocalQuarantine quarantine = bench.quarantine(between -> new FolderBetween(between) {
            @Override
            public <V extends java.nio.file.attribute.FileAttributeView> Optional<V> view(Path name, Class<V> type)
                    throws IOException {
                return type == PosixFileAttributeView.class ? Optional.empty() : super.view(name, type);
            }
        });

        assertThat(quarantine
                        .restoreUnscanned(sample.id(), Destination.original())
                        .lost())
                .isEmpty();
    }
}
