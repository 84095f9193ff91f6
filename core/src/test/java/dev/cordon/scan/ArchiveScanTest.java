package dev.cordon.scan;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableSortedMap;
import com.google.common.hash.Hashing;
import com.google.common.io.ByteSource;
import dev.cordon.spi.Scanner;
import dev.cordon.spi.Scanner.Gap;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorOutputStream;
import org.junit.jupiter.api.Test;

final class ArchiveScanTest {
    private static final byte[] VIRUS = "a file with VIRUS in it".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] CLEAN = "a file without".getBytes(StandardCharsets.US_ASCII);
    private static final ArchiveLimits LIMITS = new ArchiveLimits(3, 10, 1 << 20, 500);
    private static final Scanner.Detected FOUND = new Scanner.Detected("V");

    @Test
    void findsAMemberInEachFormat() throws IOException {
        assertThat(verdict(zip(CLEAN, VIRUS))).isEqualTo(FOUND);
        assertThat(verdict(gzip(VIRUS))).isEqualTo(FOUND);
        assertThat(verdict(bzip2(VIRUS))).isEqualTo(FOUND);
        assertThat(verdict(tar(CLEAN, VIRUS))).isEqualTo(FOUND);
    }

    @Test
    void findsAMemberOfAMember() throws IOException {
        assertThat(verdict(zip(CLEAN, gzip(tar(CLEAN, VIRUS)), CLEAN))).isEqualTo(FOUND);
    }

    @Test
    void looksAtEachOfSeveralGzipFilesInARow() throws IOException {
        byte[] first = gzip(CLEAN);
        byte[] second = gzip(VIRUS);
        byte[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);

        assertThat(verdict(both)).isEqualTo(FOUND);
    }

    @Test
    void saysThatACleanArchiveWasLookedThrough() throws IOException {
        byte[] archive = zip(CLEAN, tar(CLEAN, CLEAN));

        Scanner.Report report = scan(archive);

        assertThat(report.verdict()).isEqualTo(new Scanner.NothingDetected());
        assertThat(report.coverage().complete()).isTrue();
        assertThat(report.coverage().bytes()).isEqualTo(archive.length);
    }

    @Test
    void offsetsAndDigestsAreOfTheMember() throws IOException {
        String digest = Hashing.sha256().hashBytes(VIRUS).toString();

        assertThat(scan("a.ndb", "V:0:12:5649525553", zip(CLEAN, VIRUS)).verdict())
                .isEqualTo(FOUND);
        assertThat(scan("a.ndb", "V:0:EOF-11:5649525553", zip(CLEAN, VIRUS, CLEAN))
                        .verdict())
                .isEqualTo(FOUND);
        assertThat(scan("a.hsb", digest + ":" + VIRUS.length + ":V", gzip(tar(CLEAN, VIRUS)))
                        .verdict())
                .isEqualTo(FOUND);
    }

    @Test
    void aMemberOfTarWithoutANameIsLookedInto() throws IOException {
        byte[] archive = tar(gzip(VIRUS));
        archive[0] = 0;

        assertThat(verdict(archive)).isEqualTo(FOUND);
    }

    @Test
    void aTarThatEndsWithinAMemberIsNotClean() throws IOException {
        byte[] archive = tar(random(4096));

        assertGap(Arrays.copyOf(archive, 2048), Gap.UNREADABLE, Scanner.Obstacle.UNREADABLE);
    }

    @Test
    void aBrokenArchiveIsLookedIntoAsFarAsItCanBeRead() throws IOException {
        byte[] archive = zip(VIRUS, random(5000));
        byte[] cut = Arrays.copyOf(archive, archive.length - 3000);

        assertThat(verdict(cut)).isEqualTo(FOUND);
    }

    @Test
    void aBrokenArchiveIsNotClean() throws IOException {
        byte[] archive = gzip(random(5000));

        assertGap(Arrays.copyOf(archive, archive.length - 3000), Gap.UNREADABLE, Scanner.Obstacle.UNREADABLE);
    }

    @Test
    void theBytesOfABrokenArchiveAreLookedAtToo() throws IOException {
        byte[] archive = zip(CLEAN);
        byte[] appended = Arrays.copyOf(archive, archive.length + VIRUS.length);
        System.arraycopy(VIRUS, 0, appended, archive.length, VIRUS.length);
        appended[30] = 1;
        appended[40] ^= 0x55;

        assertThat(verdict(appended)).isEqualTo(FOUND);
    }

    @Test
    void anEncryptedMemberIsNotClean() throws IOException {
        byte[] archive = storedZip(CLEAN);
        archive[6] |= 1;

        assertGap(archive, Gap.ENCRYPTED, Scanner.Obstacle.ENCRYPTED);
    }

    @Test
    void stopsAtEachLimit() throws IOException {
        byte[] deep = gzip(gzip(gzip(gzip(VIRUS))));
        byte[][] many = new byte[11][];
        Arrays.fill(many, CLEAN);

        assertGap(deep, Gap.DEPTH, Scanner.Obstacle.TOO_LARGE);
        assertGap(zip(many), Gap.ENTRIES, Scanner.Obstacle.TOO_LARGE);
        assertGap(tar(many), Gap.ENTRIES, Scanner.Obstacle.TOO_LARGE);
        assertGap(zip(random(700_000), random(700_000)), Gap.SIZE, Scanner.Obstacle.TOO_LARGE);
    }

    @Test
    void stopsAtTheRatioOfABomb() throws IOException {
        ArchiveLimits large = new ArchiveLimits(3, 10, 1L << 40, 50);
        byte[] bomb = gzip(gzip(new byte[64 << 20]));

        Scanner.Report report = new SignatureEngine(large)
                .load(Sets.of(1, "a.ndb", "V:0:*:5649525553"))
                .scanner()
                .scan(new Scanner.Request(ByteSource.wrap(bomb)));

        assertThat(report.coverage().gaps()).containsExactly(Gap.RATIO);
        assertThat(report.coverage().bytes()).isEqualTo(bomb.length);
    }

    @Test
    void whatIsFoundBeforeALimitIsFound() throws IOException {
        assertThat(verdict(zip(VIRUS, random(700_000), random(700_000)))).isEqualTo(FOUND);
    }

    @Test
    void namesDoNotMatter() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (String name : new String[] {"../../etc/passwd", "/root", "C:\\x", "a/", ""}) {
                zip.putNextEntry(new ZipEntry(name));
                zip.closeEntry();
            }
            zip.putNextEntry(new ZipEntry("../a"));
            zip.write(VIRUS);
        }

        assertThat(verdict(bytes.toByteArray())).isEqualTo(FOUND);
    }

    private static void assertGap(byte[] content, Gap gap, Scanner.Obstacle obstacle) throws IOException {
        Scanner.Report report = scan(content);

        assertThat(report.coverage().gaps()).containsExactly(gap);
        assertThat(report.coverage().complete()).isFalse();
        assertThat(report.coverage().bytes()).isEqualTo(content.length);
        assertThat(report.verdict())
                .isInstanceOfSatisfying(
                        Scanner.NotScanned.class,
                        not -> assertThat(not.obstacle()).isEqualTo(obstacle));
    }

    private static Scanner.Verdict verdict(byte[] content) throws IOException {
        return scan(content).verdict();
    }

    private static Scanner.Report scan(byte[] content) throws IOException {
        return scan("a.ndb", "V:0:*:5649525553", content);
    }

    private static Scanner.Report scan(String database, String text, byte[] content) throws IOException {
        return new SignatureEngine(LIMITS)
                .load(Sets.of(1, ImmutableSortedMap.of(database, Sets.bytes(text))))
                .scanner()
                .scan(new Scanner.Request(ByteSource.wrap(content)));
    }

    private static byte[] random(int length) {
        byte[] bytes = new byte[length];
        new Random(length).nextBytes(bytes);
        return bytes;
    }

    private static byte[] zip(byte[]... members) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (int number = 0; number < members.length; number++) {
                zip.putNextEntry(new ZipEntry("member" + number));
                zip.write(members[number]);
            }
        }
        return bytes.toByteArray();
    }

    private static byte[] storedZip(byte[] member) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            ZipEntry entry = new ZipEntry("member");
            entry.setMethod(ZipEntry.STORED);
            entry.setSize(member.length);
            entry.setCrc(Hashing.crc32().hashBytes(member).padToLong());
            zip.putNextEntry(entry);
            zip.write(member);
        }
        return bytes.toByteArray();
    }

    private static byte[] tar(byte[]... members) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (TarArchiveOutputStream tar = new TarArchiveOutputStream(bytes)) {
            for (byte[] member : members) {
                TarArchiveEntry entry = new TarArchiveEntry("../member");
                entry.setSize(member.length);
                tar.putArchiveEntry(entry);
                tar.write(member);
                tar.closeArchiveEntry();
            }
        }
        return bytes.toByteArray();
    }

    private static byte[] gzip(byte[] content) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(content);
        }
        return bytes.toByteArray();
    }

    private static byte[] bzip2(byte[] content) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream bzip2 = new BZip2CompressorOutputStream(bytes)) {
            bzip2.write(content);
        }
        return bytes.toByteArray();
    }
}
