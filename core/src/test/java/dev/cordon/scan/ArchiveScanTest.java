package dev.cordon.scan;

import static dev.cordon.scan.Archives.bzip2;
import static dev.cordon.scan.Archives.gzip;
import static dev.cordon.scan.Archives.random;
import static dev.cordon.scan.Archives.storedZip;
import static dev.cordon.scan.Archives.tar;
import static dev.cordon.scan.Archives.zip;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableSortedMap;
import com.google.common.hash.Hashing;
import com.google.common.io.BaseEncoding;
import com.google.common.io.ByteSource;
import com.google.common.primitives.Bytes;
import dev.cordon.spi.Scanner;
import dev.cordon.spi.Scanner.Gap;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicReference;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
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
        assertThat(verdict(Bytes.concat(bzip2(new byte[0]), bzip2(VIRUS)))).isEqualTo(FOUND);
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
        archive[Bytes.indexOf(archive, new byte[] {'P', 'K', 1, 2}) + 8] |= 1;

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

    @Test
    void whatIsPackedInAnotherWayIsNotSaidToHaveBeenLookedInto() throws IOException {
        byte[] xz = BaseEncoding.base16().decode("FD377A585A000004E6D6B446");

        for (byte[] content : new byte[][] {xz, zip(CLEAN, xz)}) {
            Scanner.Report report = scan(content);

            assertThat(report.verdict()).isEqualTo(new Scanner.NothingDetected());
            assertThat(report.coverage().complete()).isFalse();
            assertThat(report.coverage().gaps()).containsExactly(Gap.FOREIGN);
        }
    }

    @Test
    void anotherGapBesideOneOfAnotherKindIsNotClean() throws IOException {
        byte[] xz = BaseEncoding.base16().decode("FD377A585A000004E6D6B446");

        assertThat(verdict(zip(xz, gzip(random(100)), Arrays.copyOf(gzip(random(100)), 50))))
                .isInstanceOfSatisfying(
                        Scanner.NotScanned.class,
                        not -> assertThat(not.obstacle()).isEqualTo(Scanner.Obstacle.UNREADABLE));
    }

    @Test
    void thousandsOfMembersAreLookedAt() throws IOException {
        byte[][] many = new byte[20_000][];
        Arrays.fill(many, CLEAN);
        many[many.length - 1] = VIRUS;

        assertThat(scanner(ArchiveLimits.standard())
                        .scan(new Scanner.Request(ByteSource.wrap(zip(many))))
                        .verdict())
                .isEqualTo(FOUND);
    }

    @Test
    void limitsThatChangeCountFromTheNextScanOn() throws IOException {
        AtomicReference<ArchiveLimits> limits = new AtomicReference<>(LIMITS);
        Scanner scanner = new SignatureEngine(limits::get)
                .load(Sets.of(1, "a.ndb", "V:0:*:5649525553"))
                .scanner();
        Scanner.Request request = new Scanner.Request(ByteSource.wrap(zip(VIRUS)));
        assertThat(scanner.scan(request).verdict()).isEqualTo(FOUND);

        limits.set(new ArchiveLimits(0, 10, 1 << 20, 500));

        assertThat(scanner.scan(request).coverage().gaps()).containsExactly(Gap.DEPTH);
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

    private static Scanner scanner(ArchiveLimits limits) throws IOException {
        return new SignatureEngine(limits)
                .load(Sets.of(1, "a.ndb", "V:0:*:5649525553"))
                .scanner();
    }
}
