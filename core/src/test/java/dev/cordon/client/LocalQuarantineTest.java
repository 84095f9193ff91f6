package dev.cordon.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.google.common.collect.ImmutableSortedMap;
import com.google.common.hash.Hashing;
import com.google.common.io.BaseEncoding;
import com.google.common.io.ByteSource;
import com.google.common.primitives.Bytes;
import dev.cordon.attribute.Attributes;
import dev.cordon.attribute.CordonFields;
import dev.cordon.attribute.DailyVersion;
import dev.cordon.attribute.SampleReason;
import dev.cordon.attribute.Sequence;
import dev.cordon.codec.Header;
import dev.cordon.definition.DefinitionPackage;
import dev.cordon.definition.DefinitionSet;
import dev.cordon.definition.SigningKey;
import dev.cordon.place.ClientPlace;
import dev.cordon.place.PlaceConfig;
import dev.cordon.protocol.Received;
import dev.cordon.protocol.Request;
import dev.cordon.sample.Sample;
import dev.cordon.spi.Transport;
import dev.cordon.spi.UnknownSampleException;
import dev.cordon.testkit.SettableClock;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.LocalDate;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LocalQuarantineTest {
    private static final byte[] VIRUS =
            "A sequence of bytes that stands for a virus.".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] CLEAN = "Nothing is wrong with this text.".getBytes(StandardCharsets.US_ASCII);

    private final SigningKey key = SigningKey.generate(new SecureRandom());

    @TempDir
    private Path folder;

    private Path files;
    private ClientPlace client;
    private LocalQuarantine quarantine;

    @BeforeEach
    void open() throws IOException {
        files = Files.createDirectories(folder.toRealPath().resolve("files"));
        client = ClientPlace.open(
                PlaceConfig.at(folder.resolve("home"))
                        .with(SettableClock.at(Instant.parse("2026-01-01T00:00:00Z")))
                        .trusting(key.trusted()),
                new NoServer(),
                Header.empty());
        quarantine = client.quarantine();
    }

    @AfterEach
    void close() throws IOException {
        client.close();
    }

    @Test
    void anIsolatedFileIsGoneAndKnownWithAllThatWasKnownOfIt() throws IOException {
        Path file = write("tool.exe", CLEAN);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-x---"));

        Sample sample = quarantine.isolate(file, SampleReason.SUSPICIOUS);

        assertThat(file).doesNotExist();
        assertThat(quarantine.list()).containsExactly(sample);
        assertThat(sample.find(Attributes.SAMPLE_FILE)).contains(file.toString());
        assertThat(sample.find(Attributes.SAMPLE_EXTENSION)).contains("exe");
        assertThat(sample.find(CordonFields.PERMISSIONS)).contains("rwxr-x---");
        assertThat(sample.digest()).isEqualTo(Hashing.sha256().hashBytes(CLEAN));
    }

    @Test
    void nothingInTheQuarantineIsTheFileItself() throws IOException {
        quarantine.isolate(write("tool.exe", VIRUS), SampleReason.SUSPICIOUS);

        try (Stream<Path> held = Files.walk(folder.resolve("home"))) {
            for (Path file : held.filter(Files::isRegularFile).toList()) {
                assertThat(file.getFileName().toString()).doesNotEndWith(".exe");
                assertThat(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1))
                        .doesNotContain(new String(VIRUS, StandardCharsets.ISO_8859_1));
            }
        }
    }

    @Test
    void linksAndFoldersAreNotIsolated() throws IOException {
        Path target = write("target", CLEAN);
        Path link = Files.createSymbolicLink(files.resolve("link"), target);

        refused(() -> quarantine.isolate(link, SampleReason.MANUAL));
        refused(() -> quarantine.isolate(files, SampleReason.MANUAL));
        refused(() -> quarantine.isolate(files.resolve("nowhere"), SampleReason.MANUAL));

        assertThat(target).hasBinaryContent(CLEAN);
        assertThat(quarantine.list()).isEmpty();
    }

    @Test
    void aRestoredFileIsWhatItWas() throws IOException {
        install(1, "nothing.ndb", "Other:0:*:" + hex("something else entirely"));
        Path file = write("Bericht über alles.doc", CLEAN);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
        Files.setLastModifiedTime(file, FileTime.from(Instant.parse("2020-02-03T04:05:06Z")));
        Sample sample = quarantine.isolate(file, SampleReason.SUSPICIOUS);

        Path restored = quarantine.restore(sample.id(), Destination.original()).place();

        assertThat(restored).isEqualTo(file).hasBinaryContent(CLEAN);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-r-----");
        assertThat(Files.getLastModifiedTime(file).toInstant()).isEqualTo("2020-02-03T04:05:06Z");
        assertThat(quarantine.show(sample.id()).find(CordonFields.DISPOSITION)).contains("restored");
        refused(() -> quarantine.restore(sample.id(), Destination.at(files.resolve("again"))));
    }

    @Test
    void whatTheScanFindsIsNotRestored() throws IOException {
        install(1, "virus.ndb", "Virus:0:*:" + BaseEncoding.base16().lowerCase().encode(VIRUS));
        Sample sample = quarantine.isolate(write("tool", VIRUS), SampleReason.SUSPICIOUS);

        refused(() -> quarantine.restore(sample.id(), Destination.original()));

        assertThat(files).isEmptyDirectory();
    }

    @Test
    void withoutDefinitionsAFileIsRestoredOnlyByWhoSaysSo() throws IOException {
        Sample sample = quarantine.isolate(write("tool", CLEAN), SampleReason.SUSPICIOUS);

        refused(() -> quarantine.restore(sample.id(), Destination.original()));
        Path restored =
                quarantine.restoreUnscanned(sample.id(), Destination.original()).place();

        assertThat(restored).hasBinaryContent(CLEAN);
    }

    @Test
    void nothingIsEverOverwritten() throws IOException {
        Path file = write("tool", CLEAN);
        Sample sample = quarantine.isolate(file, SampleReason.SUSPICIOUS);
        Files.writeString(file, "somebody else's");

        refused(() -> quarantine.restoreUnscanned(sample.id(), Destination.original()));

        assertThat(file).hasContent("somebody else's");
        assertThat(quarantine
                        .restoreUnscanned(sample.id(), Destination.at(files.resolve("elsewhere")))
                        .place())
                .hasBinaryContent(CLEAN);
    }

    @Test
    void nothingIsWrittenThroughALink() throws IOException {
        Path file = write("tool", CLEAN);
        Sample sample = quarantine.isolate(file, SampleReason.SUSPICIOUS);
        Path elsewhere = Files.createDirectories(folder.resolve("elsewhere"));
        Files.createSymbolicLink(file, elsewhere.resolve("target"));

        refused(() -> quarantine.restoreUnscanned(sample.id(), Destination.original()));

        assertThat(Files.isSymbolicLink(file)).isTrue();
        assertThat(elsewhere).isEmptyDirectory();
        Files.delete(file);
        Files.delete(files);
        Files.createSymbolicLink(files, elsewhere);
        refused(() -> quarantine.restoreUnscanned(sample.id(), Destination.original()));
        assertThat(elsewhere).isEmptyDirectory();
    }

    @Test
    void aFolderIsAPlaceUnderTheOldName() throws IOException {
        Sample sample = quarantine.isolate(write("tool", CLEAN), SampleReason.SUSPICIOUS);
        Path other = Files.createDirectories(folder.toRealPath().resolve("other"));

        assertThat(quarantine
                        .restoreUnscanned(sample.id(), Destination.at(other))
                        .place())
                .isEqualTo(other.resolve("tool"))
                .hasBinaryContent(CLEAN);
    }

    @Test
    void aRepairIsProvedByTheCheckupEntry() throws IOException {
        Path file = write("tool", CLEAN);
        quarantine.recordCheckup(file);
        Files.write(file, concat(CLEAN, VIRUS));
        Sample sample = quarantine.isolate(file, SampleReason.SUSPICIOUS);
        install(1, "virus.ndb", "Virus:0:*:" + BaseEncoding.base16().lowerCase().encode(VIRUS));
        refused(() -> quarantine.repair(sample.id(), Destination.original()));

        install(2, "virus.ndb", "Virus:0:*:" + BaseEncoding.base16().lowerCase().encode(VIRUS), "virus.rdb", repair());

        assertThat(quarantine.repair(sample.id(), Destination.original()).place())
                .isEqualTo(file)
                .hasBinaryContent(CLEAN);
        assertThat(quarantine.show(sample.id()).find(CordonFields.DISPOSITION)).contains("repaired");
    }

    @Test
    void aRepairThatGivesAnotherFileIsNotGivenBack() throws IOException {
        Path file = write("tool", CLEAN);
        quarantine.recordCheckup(file);
        byte[] changed = CLEAN.clone();
        changed[0] ^= 1;
        Files.write(file, concat(changed, VIRUS));
        Sample sample = quarantine.isolate(file, SampleReason.SUSPICIOUS);
        install(1, "virus.ndb", "Virus:0:*:" + BaseEncoding.base16().lowerCase().encode(VIRUS), "virus.rdb", repair());

        refused(() -> quarantine.repair(sample.id(), Destination.original()));

        assertThat(files).isEmptyDirectory();
    }

    @ParameterizedTest
    @ValueSource(strings = {"1901-01-01T00:00:00Z", "2400-01-01T00:00:00.123456789Z", "+10500-01-01T00:00:00Z"})
    void oddTimesComeBack(String time) throws IOException {
        Path file = write("tool", CLEAN);
        Files.setLastModifiedTime(file, FileTime.from(Instant.parse(time)));
        FileTime set = Files.getLastModifiedTime(file);
        Sample sample = quarantine.isolate(file, SampleReason.SUSPICIOUS);

        quarantine.restoreUnscanned(sample.id(), Destination.original());

        assertThat(Files.getLastModifiedTime(file)).isEqualTo(set);
    }

    @Test
    void aDeletedSampleIsGone() throws IOException {
        Sample sample = quarantine.isolate(write("tool", CLEAN), SampleReason.SUSPICIOUS);

        quarantine.delete(sample.id());

        assertThat(quarantine.list()).isEmpty();
        assertThatExceptionOfType(UnknownSampleException.class).isThrownBy(() -> quarantine.show(sample.id()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                " leading",
                "trailing ",
                "=?UTF-8?B?YQ==?=",
                "-rf",
                "ünïcödé",
                "a'b\"c",
                "$(x)",
                "line\nend.e\rxe",
                "tab\there",
                "bell\u0007",
                "%41",
                "dot."
            })
    void oddNamesComeBack(String name) throws IOException {
        Path file = write(name, CLEAN);
        Sample sample = quarantine.isolate(file, SampleReason.SUSPICIOUS);

        assertThat(quarantine
                        .restoreUnscanned(sample.id(), Destination.original())
                        .place())
                .isEqualTo(file);
        assertThat(Files.exists(file, LinkOption.NOFOLLOW_LINKS)).isTrue();
    }

    private interface Action {
        Object run() throws IOException;
    }

    private static void refused(Action action) {
        assertThatExceptionOfType(QuarantineException.class).isThrownBy(action::run);
    }

    private Path write(String name, byte[] bytes) throws IOException {
        return Files.write(files.resolve(name), bytes);
    }

    private void install(int sequence, String... databases) throws IOException {
        ImmutableSortedMap.Builder<String, ByteSource> files = ImmutableSortedMap.naturalOrder();
        for (int index = 0; index < databases.length; index += 2) {
            files.put(
                    databases[index],
                    ByteSource.wrap((databases[index + 1] + "\n").getBytes(StandardCharsets.US_ASCII)));
        }
        DefinitionSet set = new DefinitionSet(
                Sequence.of(sequence),
                new DailyVersion(LocalDate.of(2026, 1, 1), sequence),
                Instant.parse("2026-01-01T00:00:00Z"),
                files.buildOrThrow());
        client.place().active().install(DefinitionPackage.sign(set, key));
    }

    private static String repair() {
        return "#cordon-rdb 1\nVirus:truncate:" + VIRUS.length + ":"
                + Hashing.sha256().hashBytes(VIRUS);
    }

    private static String hex(String text) {
        return BaseEncoding.base16().lowerCase().encode(text.getBytes(StandardCharsets.US_ASCII));
    }

    private static byte[] concat(byte[] first, byte[] second) {
        return Bytes.concat(first, second);
    }

    private static final class NoServer implements Transport {
        @Override
        public Received send(Request request) throws IOException {
            throw new IOException("there is no server");
        }

        @Override
        public void close() {}
    }
}
