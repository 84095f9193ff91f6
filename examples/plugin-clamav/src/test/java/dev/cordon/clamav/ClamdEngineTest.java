package dev.cordon.clamav;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.collect.ImmutableSortedMap;
import com.google.common.io.ByteSource;
import dev.cordon.attribute.DailyVersion;
import dev.cordon.attribute.Sequence;
import dev.cordon.codec.WireException;
import dev.cordon.definition.DefinitionSet;
import dev.cordon.scan.SignatureEngine;
import dev.cordon.spi.Engine;
import dev.cordon.spi.Scanner;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With a real clamd, which is killed, started anew, limited and given what it does not take. */
class ClamdEngineTest {
    private static final ByteSource KNOWN = bytes("what this test knows");
    private static final Scanner.Verdict FOUND = new Scanner.Detected("Known");
    private static final DefinitionSet FIRST = set(1, "a.ndb", "Known:0:*:7768617420746869732074657374206b6e6f7773\n");

    private final Closing closing = new Closing();

    @TempDir
    private Path folder;

    @AfterEach
    void close() throws Exception {
        closing.close();
    }

    private static ByteSource bytes(String text) {
        return ByteSource.wrap(text.getBytes(StandardCharsets.US_ASCII));
    }

    private static DefinitionSet set(int sequence, String name, String database) {
        return new DefinitionSet(
                Sequence.of(sequence),
                DailyVersion.parse("2026.01.02.003"),
                Instant.parse("2026-01-02T03:04:05Z"),
                ImmutableSortedMap.of(name, bytes(database)));
    }

    private Engine engine(RealClamd clamd) {
        return engine(clamd, Duration.ofSeconds(60));
    }

    private Engine engine(RealClamd clamd, Duration patience) {
        ClamdConfig config = clamd.config().reloadingWithin(patience);
        return new ClamdEngine(closing.later(new Clamd(config)), clamd.databases(), new SignatureEngine());
    }

    private RealClamd start(String... settings) throws IOException {
        return closing.later(RealClamd.start(folder, settings));
    }

    private static Scanner.Verdict verdict(Engine.Loaded loaded, ByteSource content) {
        return loaded.scanner().scan(new Scanner.Request(content)).verdict();
    }

    private static void assertNotScanned(Engine.Loaded loaded, ByteSource content, Scanner.Obstacle obstacle) {
        Scanner.Report report = loaded.scanner().scan(new Scanner.Request(content));
        assertThat(report.verdict())
                .isInstanceOfSatisfying(
                        Scanner.NotScanned.class,
                        not -> assertThat(not.obstacle()).isEqualTo(obstacle));
        assertThat(report.coverage().complete()).isFalse();
    }

    private static List<String> files(Path folder) throws IOException {
        List<String> names = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
            files.forEach(file -> names.add(file.getFileName().toString()));
        }
        return names;
    }

    @Test
    void saysThatItIsThereAndWhichVersionItIs() throws IOException {
        Clamd clamd = closing.later(new Clamd(start().config()));

        assertThat(clamd.isThere()).isTrue();
        assertThat(clamd.version()).startsWith("ClamAV 1.");
    }

    @Test
    void saysThatItIsNotThere() throws Exception {
        RealClamd gone = start();
        gone.close();

        Clamd clamd = closing.later(new Clamd(gone.config()));

        assertThat(clamd.isThere()).isFalse();
        assertThatIOException().isThrownBy(clamd::version);
    }

    @Test
    void leavesDatabasesOfOthersAlone() throws IOException {
        RealClamd clamd = start();

        engine(clamd).load(FIRST);
        engine(clamd).load(set(2, "b.ndb", "Other:0:*:41424344\n"));

        assertThat(files(clamd.databases()))
                .containsExactlyInAnyOrder("foreign.hdb", "cordon-set-b.ndb", "cordon-proof.hsb");
    }

    @Test
    void whatDatabasesOfOthersFindIsOfNoSet() throws IOException {
        RealClamd clamd = start();
        Files.writeString(clamd.databases().resolve("others.ndb"), "Theirs:0:*:7468656972732077686f6c6c79\n");
        Engine.Loaded loaded = engine(clamd).load(FIRST);

        Scanner.Report theirs = loaded.scanner().scan(new Scanner.Request(bytes("theirs wholly")));
        Scanner.Report ours = loaded.scanner().scan(new Scanner.Request(KNOWN));

        assertThat(theirs.verdict()).isInstanceOf(Scanner.Detected.class);
        assertThat(theirs.coverage().sequence()).isEmpty();
        assertThat(theirs.coverage().version()).isEmpty();
        assertThat(ours.verdict()).isEqualTo(FOUND);
        assertThat(ours.coverage().sequence()).contains(Sequence.of(1));
    }

    @Test
    void writesNothingThroughALinkInTheFolder() throws IOException {
        RealClamd clamd = start();
        Path secret = Files.writeString(folder.resolve("secret"), "mine");
        Files.createSymbolicLink(clamd.databases().resolve("cordon-set-a.ndb.part"), secret);

        engine(clamd).load(FIRST);

        assertThat(secret).hasContent("mine");
    }

    @Test
    void keepsTheSetBeforeWhereClamdDoesNotTakeTheNext() throws IOException {
        RealClamd clamd = start();
        Engine.Loaded first = engine(clamd).load(FIRST);
        Engine hasty = engine(clamd, Duration.ofSeconds(2));
        List<String> before = files(clamd.databases());

        // clamd takes no size of 0.
        assertThatIOException()
                .isThrownBy(() -> hasty.load(set(2, "b.hdb", "00000000000000000000000000000001:0:Empty\n")))
                .withMessageContaining("does not come to scan with the definitions");

        assertThat(files(clamd.databases())).containsExactlyInAnyOrderElementsOf(before);
        assertThat(verdict(first, KNOWN)).isEqualTo(FOUND);
    }

    @Test
    void keepsTheSetBeforeWhereClamdIsNotThere() throws Exception {
        RealClamd clamd = start();
        Engine engine = engine(clamd);
        Engine.Loaded first = engine.load(FIRST);
        clamd.close();

        assertThatIOException().isThrownBy(() -> engine.load(set(2, "b.ndb", "Other:0:*:41424344\n")));

        clamd.startAgain();
        assertThat(verdict(first, KNOWN)).isEqualTo(FOUND);
    }

    @Test
    void refusesWhatTheBuiltInEngineDoesNotReadBeforeClamdSeesIt() throws IOException {
        RealClamd clamd = start();

        assertThatThrownBy(() -> engine(clamd).load(set(1, "a.ndb", "Broken:0:*:zz\n")))
                .isInstanceOf(WireException.class);

        assertThat(files(clamd.databases())).containsExactly("foreign.hdb");
    }

    @Test
    void loadsTheSetOfTheFolderAgainWithoutClamd() throws Exception {
        RealClamd clamd = start();
        engine(clamd).load(FIRST);
        clamd.close();

        Engine.Loaded again = engine(clamd).load(FIRST);

        assertNotScanned(again, KNOWN, Scanner.Obstacle.FAULT);
        clamd.startAgain();
        assertThat(verdict(again, KNOWN)).isEqualTo(FOUND);
    }

    @Test
    void clearsNothingWhileClamdIsGone() throws Exception {
        RealClamd clamd = start();
        Engine.Loaded loaded = engine(clamd).load(FIRST);
        assertThat(verdict(loaded, bytes("clean"))).isEqualTo(new Scanner.NothingDetected());
        clamd.close();

        assertNotScanned(loaded, bytes("clean"), Scanner.Obstacle.FAULT);

        clamd.startAgain();
        assertThat(verdict(loaded, bytes("clean"))).isEqualTo(new Scanner.NothingDetected());
    }

    @Test
    void clearsNothingWithAClamdThatHasLostTheSet() throws Exception {
        RealClamd clamd = start();
        Engine.Loaded loaded = engine(clamd).load(FIRST);
        clamd.close();
        Files.delete(clamd.databases().resolve("cordon-proof.hsb"));
        clamd.startAgain();

        assertNotScanned(loaded, bytes("clean"), Scanner.Obstacle.FAULT);
    }

    @Test
    void clearsNothingWithAClamdThatHasReadOtherDatabasesWithinASession() throws IOException {
        RealClamd clamd = start();
        Engine.Loaded loaded = engine(clamd).load(FIRST);
        assertThat(verdict(loaded, bytes("clean"))).isEqualTo(new Scanner.NothingDetected());
        Files.delete(clamd.databases().resolve("cordon-proof.hsb"));
        Files.delete(clamd.databases().resolve("cordon-set-a.ndb"));
        Engine.Loaded other = engine(clamd).load(set(2, "b.ndb", "Other:0:*:41424344\n"));
        assertThat(verdict(other, bytes("clean"))).isEqualTo(new Scanner.NothingDetected());

        assertNotScanned(loaded, bytes("clean"), Scanner.Obstacle.FAULT);
    }

    @Test
    void saysThatAStreamIsLongerThanClamdTakes() throws IOException {
        Engine.Loaded loaded = engine(start("StreamMaxLength 1M")).load(FIRST);

        assertNotScanned(loaded, ByteSource.wrap(new byte[3 << 20]), Scanner.Obstacle.TOO_LARGE);
        assertThat(verdict(loaded, KNOWN)).isEqualTo(FOUND);
    }

    @Test
    void saysThatAFileIsLargerThanClamdScans() throws IOException {
        Engine.Loaded loaded =
                engine(start("MaxFileSize 1M", "AlertExceedsMax yes")).load(FIRST);

        assertNotScanned(loaded, ByteSource.wrap(new byte[3 << 20]), Scanner.Obstacle.TOO_LARGE);
    }

    @Test
    void doesNotAskAboutWhatIsLargerThanConfigured() throws IOException {
        RealClamd clamd = start();
        engine(clamd).load(FIRST);
        Clamd limited = closing.later(new Clamd(clamd.config().upTo(100_000)));
        Engine.Loaded loaded = new ClamdEngine(limited, clamd.databases(), new SignatureEngine()).load(FIRST);

        assertNotScanned(loaded, ByteSource.wrap(new byte[100_001]), Scanner.Obstacle.TOO_LARGE);
        assertThat(verdict(loaded, ByteSource.wrap(new byte[100_000]))).isEqualTo(new Scanner.NothingDetected());
    }

    @Test
    void saysThatAnArchiveIsEncrypted() throws IOException {
        Engine.Loaded loaded = engine(start("AlertEncrypted yes")).load(FIRST);

        assertNotScanned(loaded, encrypted(), Scanner.Obstacle.ENCRYPTED);
    }

    /** An archive that says so; there is no need for a real cipher. */
    private static ByteSource encrypted() throws IOException {
        ByteArrayOutputStream zip = new ByteArrayOutputStream();
        try (ZipOutputStream entries = new ZipOutputStream(zip)) {
            entries.putNextEntry(new ZipEntry("secret"));
            entries.write(new byte[1000]);
        }
        byte[] archive = zip.toByteArray();
        for (int at = 0; at + 10 < archive.length; at++) {
            boolean local =
                    archive[at] == 'P' && archive[at + 1] == 'K' && archive[at + 2] == 3 && archive[at + 3] == 4;
            boolean central =
                    archive[at] == 'P' && archive[at + 1] == 'K' && archive[at + 2] == 1 && archive[at + 3] == 2;
            if (local) {
                archive[at + 6] |= 1;
            }
            if (central) {
                archive[at + 8] |= 1;
            }
        }
        return ByteSource.wrap(archive);
    }

    @Test
    void findsWithTheDefinitionsOfClamdWhereNoneAreGiven() throws IOException {
        RealClamd clamd = start();
        engine(clamd).load(FIRST);

        Scanner.Report report =
                closing.later(new Clamd(clamd.config())).scanner().scan(new Scanner.Request(KNOWN));

        assertThat(report.verdict()).isEqualTo(FOUND);
        assertThat(report.coverage().sequence()).isEmpty();
    }
}
