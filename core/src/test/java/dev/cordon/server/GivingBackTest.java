package dev.cordon.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.google.common.io.ByteSource;
import dev.cordon.attribute.Attributes;
import dev.cordon.attribute.CordonFields;
import dev.cordon.codec.Header;
import dev.cordon.exchange.PlaceTakenException;
import dev.cordon.sample.Checkup;
import dev.cordon.sample.HistoryEntry;
import dev.cordon.sample.SampleId;
import dev.cordon.statemachine.SampleStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that a person gets out of the server. */
class GivingBackTest {
    private static final SampleId ID = new SampleId("a");
    private static final byte[] CLEAN = Bench.bytes("Nothing is wrong with this text.");
    private static final byte[] INFECTED = Bench.bytes("host" + Bench.VIRUS);

    @TempDir
    private Path folder;

    private Path out;
    private Bench bench;
    private SampleActions actions;

    @BeforeEach
    void open() throws IOException {
        bench = Bench.open(folder);
        actions = bench.server.actions();
        out = Files.createDirectory(folder.toRealPath().resolve("out"));
    }

    @AfterEach
    void close() throws IOException {
        bench.close();
    }

    @Test
    void aCleanSampleIsRestoredByteForByte() throws IOException {
        bench.install();
        bench.forward("a", CLEAN);

        Path file = actions.restore(ID, out.resolve("back"));

        assertThat(file).isEqualTo(out.resolve("back")).hasBinaryContent(CLEAN);
    }

    @Test
    void theFileGetsItsTimeAndPermissionsBack() throws IOException {
        bench.install();
        Instant modified = Instant.parse("2020-02-02T02:02:02.222Z");
        bench.forward(
                "a",
                CLEAN,
                Header.builder()
                        .set(CordonFields.MODIFIED, modified)
                        .set(CordonFields.PERMISSIONS, "rw-r-x--x")
                        .build());

        Path file = actions.restore(ID, out.resolve("back"));

        assertThat(Files.getLastModifiedTime(file).toInstant()).isEqualTo(modified);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-r-x--x");
    }

    @Test
    void withoutRecordedPermissionsOnlyTheOwnerMayReadIt() throws IOException {
        bench.install();
        bench.forward("a", CLEAN);

        Path file = actions.restore(ID, out.resolve("back"));

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }

    @Test
    void anInfectedSampleIsNotRestored() throws IOException {
        bench.install();
        bench.forward("a", INFECTED);

        assertThatExceptionOfType(RefusedActionException.class)
                .isThrownBy(() -> actions.restore(ID, out.resolve("back")))
                .withMessageContaining("the scan finds something");
        assertThat(out).isEmptyDirectory();
    }

    @Test
    void whatWasNotScannedIsNotRestored() throws IOException {
        bench.forward("a", CLEAN);

        assertThatExceptionOfType(RefusedActionException.class)
                .isThrownBy(() -> actions.restore(ID, out.resolve("back")))
                .withMessageContaining("it was not scanned");
        assertThat(out).isEmptyDirectory();
    }

    @Test
    void aPersonWhoKnowsRestoresItUnscanned() throws IOException {
        bench.forward("a", INFECTED);

        assertThat(actions.restoreUnscanned(ID, out.resolve("back"))).hasBinaryContent(INFECTED);
    }

    @Test
    void aRepairedSampleIsWrittenAsItWasBeforeTheInfection() throws IOException {
        bench.install();
        bench.forward("a", INFECTED, checkup("host"));

        assertThat(actions.repair(ID, out.resolve("back"))).hasContent("host");
    }

    @Test
    void aRepairThatStillScansInfectedIsRefused() throws IOException {
        bench.install();
        bench.forward("a", Bench.bytes("host" + Bench.VIRUS + Bench.VIRUS));

        assertThatExceptionOfType(RefusedActionException.class)
                .isThrownBy(() -> actions.repair(ID, out.resolve("back")))
                .withMessageContaining("does not scan clean");
        assertThat(out).isEmptyDirectory();
    }

    @Test
    void aRepairThatGivesAnotherFileIsRefused() throws IOException {
        bench.install();
        bench.forward("a", INFECTED, checkup("another"));

        assertThatExceptionOfType(RefusedActionException.class)
                .isThrownBy(() -> actions.repair(ID, out.resolve("back")))
                .withMessageContaining("not the file from before");
        assertThat(out).isEmptyDirectory();
    }

    @Test
    void whereNothingIsFoundThereIsNothingToRepair() throws IOException {
        bench.install();
        bench.forward("a", CLEAN);

        assertThatExceptionOfType(RefusedActionException.class)
                .isThrownBy(() -> actions.repair(ID, out.resolve("back")))
                .withMessageContaining("nothing to repair");
    }

    @Test
    void aRepairLeavesNothingInTheSpool() throws IOException {
        bench.install();
        bench.forward("a", INFECTED);

        actions.repair(ID, out.resolve("back"));

        assertThat(bench.spooled()).isEmpty();
    }

    @Test
    void theSampleStaysAndItsHistoryTellsOfIt() throws IOException {
        bench.install();
        bench.forward("a", CLEAN);

        actions.restore(ID, out.resolve("back"));

        assertThat(bench.sample("a").status()).isEqualTo(SampleStatus.QUARANTINED);
        assertThat(bench.sample("a").history())
                .extracting(HistoryEntry::event)
                .containsExactly("received", "given to a person as captured");
    }

    @Test
    void aFileThatIsThereIsNotTouched() throws IOException {
        bench.forward("a", CLEAN);
        Path there = Files.writeString(out.resolve("there"), "mine");

        assertThatExceptionOfType(PlaceTakenException.class).isThrownBy(() -> actions.restoreUnscanned(ID, there));
        assertThat(there).hasContent("mine");
    }

    @Test
    void aLinkInThePlaceIsNotFollowed() throws IOException {
        bench.forward("a", CLEAN);
        Path link = Files.createSymbolicLink(out.resolve("link"), out.resolve("target"));

        assertThatExceptionOfType(PlaceTakenException.class).isThrownBy(() -> actions.restoreUnscanned(ID, link));
        assertThat(out.resolve("target")).doesNotExist();
    }

    @Test
    void aLinkOnTheWayIsNotFollowed() throws IOException {
        bench.forward("a", CLEAN);
        Path real = Files.createDirectory(out.resolve("real"));
        Path link = Files.createSymbolicLink(out.resolve("link"), real);

        assertThatExceptionOfType(PlaceTakenException.class)
                .isThrownBy(() -> actions.restoreUnscanned(ID, link.resolve("file")));
        assertThatExceptionOfType(PlaceTakenException.class).isThrownBy(() -> actions.restoreUnscanned(ID, link));
        assertThat(real).isEmptyDirectory();
    }

    @Test
    void aFolderThatIsNotThereIsNotMade() throws IOException {
        bench.forward("a", CLEAN);

        assertThatExceptionOfType(PlaceTakenException.class)
                .isThrownBy(() -> actions.restoreUnscanned(ID, out.resolve("no").resolve("file")));
        assertThat(out).isEmptyDirectory();
    }

    @Test
    void inAFolderTheFileHasTheLastPartOfItsName() throws IOException {
        bench.forward("a", CLEAN, named("C:\\Memos\\letter.doc"));

        assertThat(actions.restoreUnscanned(ID, out)).isEqualTo(out.resolve("letter.doc"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "..", ".", "/", "C:\\", "a/..", "con", "NUL.txt", "com1", "a:b", "dot.", "a|b", "back\\.."})
    void inAFolderAFileWithoutAPlainNameHasItsId(String name) throws IOException {
        bench.forward("a", CLEAN, named(name));

        assertThat(actions.restoreUnscanned(ID, out)).isEqualTo(out.resolve("a"));
    }

    @Test
    void nothingIsLeftBesideTheFile() throws IOException {
        bench.forward("a", CLEAN);

        actions.restoreUnscanned(ID, out.resolve("back"));

        try (Stream<Path> files = Files.list(out)) {
            assertThat(files).containsExactly(out.resolve("back"));
        }
    }

    @Test
    void aDamagedContentIsNotGivenBack() throws IOException {
        bench.forward("a", CLEAN);
        try (Stream<Path> files = Files.walk(folder.resolve("server").resolve("samples"))) {
            Path content = files.filter(file -> file.toString().endsWith(".msg"))
                    .findFirst()
                    .orElseThrow();
            byte[] bytes = Files.readAllBytes(content);
            bytes[bytes.length - 3] ^= 4;
            Files.write(content, bytes);
        }

        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> actions.restoreUnscanned(ID, out.resolve("back")));
        assertThat(out).isEmptyDirectory();
    }

    private static Header named(String name) {
        return Header.builder().set(Attributes.SAMPLE_FILE, name).build();
    }

    private static Header checkup(String before) throws IOException {
        return Header.builder()
                .set(
                        Attributes.SAMPLE_CHECKUP,
                        Checkup.of(ByteSource.wrap(Bench.bytes(before))).text())
                .build();
    }
}
