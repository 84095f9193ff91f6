package dev.cordon.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.common.collect.ImmutableMap;
import com.google.common.hash.HashCode;
import com.google.common.hash.Hashing;
import com.google.common.io.ByteSource;
import com.google.common.primitives.Bytes;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.TimeZone;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ZipFolderTest {
    @Test
    void whatIsPackedIsUnpacked() throws IOException {
        Map<String, ByteSource> files = ImmutableMap.of("b.ndb", source("two"), "folder/a.hdb", source(""));

        Map<String, ByteSource> unpacked = ZipFolder.unpack(pack(files), ZipLimits.standard());

        assertThat(unpacked.keySet()).containsExactly("b.ndb", "folder/a.hdb");
        assertThat(unpacked.get("b.ndb").read())
                .asString(StandardCharsets.UTF_8)
                .isEqualTo("two");
    }

    @Test
    void theSameFilesMakeTheSameBytes() throws IOException {
        byte[] one = pack(ImmutableMap.of("a", source("1"), "b", source("2"))).read();
        byte[] other = pack(ImmutableMap.of("b", source("2"), "a", source("1"))).read();

        assertThat(one).isEqualTo(other);
    }

    @Test
    void theSameFilesMakeTheSameBytesInEveryTimeZone() {
        TimeZone own = TimeZone.getDefault();
        try {
            assertThat(TimeZone.getAvailableIDs())
                    .extracting(ZipFolderTest::packedIn)
                    .containsOnly(packedIn("UTC"));
        } finally {
            TimeZone.setDefault(own);
        }
    }

    private static HashCode packedIn(String zone) {
        TimeZone.setDefault(TimeZone.getTimeZone(zone));
        try {
            return pack(ImmutableMap.of("a", source("1"))).hash(Hashing.sha256());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void aDamagedFileIsRefused() throws IOException {
        byte[] content = "definitions".getBytes(StandardCharsets.US_ASCII);
        byte[] archive = stored(content);
        archive[Bytes.indexOf(archive, content)] ^= 1;

        assertThat(refusal(ByteSource.wrap(archive), ZipLimits.standard())).isEqualTo(ErrorCode.UNPACKAGE);
    }

    private static byte[] stored(byte[] content) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipArchiveOutputStream zip = new ZipArchiveOutputStream(bytes)) {
            ZipArchiveEntry entry = new ZipArchiveEntry("a");
            entry.setMethod(ZipArchiveEntry.STORED);
            entry.setSize(content.length);
            entry.setCrc(
                    Integer.toUnsignedLong(Hashing.crc32().hashBytes(content).asInt()));
            zip.putArchiveEntry(entry);
            zip.write(content);
            zip.closeArchiveEntry();
        }
        return bytes.toByteArray();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "../up",
                "a/../../up",
                "/absolute",
                "C:\\Windows\\x",
                "c:x",
                "a\\b/c",
                "a//b",
                "./a",
                "..",
                "a/./b"
            })
    void pathsThatLeadOutAreRefused(String name) throws IOException {
        assertThat(refusal(archive(name), ZipLimits.standard())).isEqualTo(ErrorCode.UNPACKAGE);
    }

    @ParameterizedTest
    @CsvSource({"a.ndb, A.NDB", "a.ndb, a.ndb", "\u00e4, \u00c4", "\u00e4, a\u0308", "stra\u00dfe, STRASSE"})
    void namesThatAFileSystemMayTakeForOneAreRefused(String one, String other) throws IOException {
        assertThat(refusal(archive(one, other), ZipLimits.standard())).isEqualTo(ErrorCode.UNPACKAGE);
    }

    @Test
    void linksAreRefused() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipArchiveOutputStream zip = new ZipArchiveOutputStream(bytes)) {
            ZipArchiveEntry link = new ZipArchiveEntry("link");
            link.setUnixMode(0120777);
            zip.putArchiveEntry(link);
            zip.write("/etc/passwd".getBytes(StandardCharsets.US_ASCII));
            zip.closeArchiveEntry();
        }

        assertThat(refusal(ByteSource.wrap(bytes.toByteArray()), ZipLimits.standard()))
                .isEqualTo(ErrorCode.UNPACKAGE);
    }

    @Test
    void limitsHold() throws IOException {
        ByteSource zeroes = ByteSource.wrap(new byte[3 << 20]);
        ByteSource archive = pack(ImmutableMap.of("a", zeroes, "b", source("")));

        assertThat(ZipFolder.unpack(archive, new ZipLimits(2, 4 << 20, 1000))).hasSize(2);
        assertThat(refusal(archive, new ZipLimits(1, 4 << 20, 1000))).isEqualTo(ErrorCode.UNPACKAGE);
        assertThat(refusal(archive, new ZipLimits(2, 2 << 20, 1000))).isEqualTo(ErrorCode.UNPACKAGE);
        assertThat(refusal(archive, new ZipLimits(2, 4 << 20, 10))).isEqualTo(ErrorCode.UNPACKAGE);
    }

    @Test
    void manyExtraFieldsOfAFileAreRefusedBeforeTheyAreRead() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipArchiveOutputStream zip = new ZipArchiveOutputStream(bytes)) {
            ZipArchiveEntry entry = new ZipArchiveEntry("a");
            entry.setCentralDirectoryExtra(new byte[4 * 100]);
            zip.putArchiveEntry(entry);
            zip.closeArchiveEntry();
        }

        assertThatExceptionOfType(WireException.class)
                .isThrownBy(() -> ZipFolder.unpack(ByteSource.wrap(bytes.toByteArray()), ZipLimits.standard()))
                .withMessageContaining("more beside it than allowed");
    }

    @Test
    void aDirectoryOfVeryManyEntriesIsRefusedBeforeItIsRead() {
        byte[] archive = new byte[46 * 100_001];
        for (int entry = 0; entry < 100_001; entry++) {
            System.arraycopy(new byte[] {'P', 'K', 1, 2}, 0, archive, 46 * entry, 4);
        }

        assertThatExceptionOfType(WireException.class)
                .isThrownBy(() -> ZipFolder.unpack(ByteSource.wrap(archive), ZipLimits.standard()))
                .withMessageContaining("more files than allowed");
    }

    @Test
    void filesThatLieOneOverTheOtherAreRefused() throws IOException {
        byte[] archive = stored(new byte[1000]);
        int directory = Bytes.indexOf(archive, new byte[] {'P', 'K', 1, 2});
        int end = Bytes.indexOf(archive, new byte[] {'P', 'K', 5, 6});
        byte[] other = Arrays.copyOfRange(archive, directory, end);
        other[46] = 'b';
        byte[] counts = Arrays.copyOfRange(archive, end, archive.length);
        counts[8] = 2;
        counts[10] = 2;
        counts[12] = (byte) (2 * other.length);

        assertThatExceptionOfType(WireException.class)
                .isThrownBy(() -> ZipFolder.unpack(
                        ByteSource.wrap(Bytes.concat(Arrays.copyOf(archive, end), other, counts)),
                        ZipLimits.standard()))
                .withMessageContaining("one over the other");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 30, 60})
    void whatIsCutIsRefused(int length) throws IOException {
        ByteSource cut = archive("a", "b").slice(0, length);

        assertThat(refusal(cut, ZipLimits.standard())).isEqualTo(ErrorCode.UNPACKAGE);
    }

    private static ErrorCode refusal(ByteSource archive, ZipLimits limits) {
        WireException refusal = catchThrowableOfType(WireException.class, () -> ZipFolder.unpack(archive, limits));
        assertThat(refusal).as("a refusal").isNotNull();
        return refusal.code();
    }

    private static ByteSource archive(String... names) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipArchiveOutputStream zip = new ZipArchiveOutputStream(bytes)) {
            for (String name : names) {
                zip.putArchiveEntry(new ZipArchiveEntry(name));
                zip.closeArchiveEntry();
            }
        }
        return ByteSource.wrap(bytes.toByteArray());
    }

    private static ByteSource pack(Map<String, ByteSource> files) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ZipFolder.pack(files, bytes);
        return ByteSource.wrap(bytes.toByteArray());
    }

    private static ByteSource source(String text) {
        return ByteSource.wrap(text.getBytes(StandardCharsets.UTF_8));
    }
}
