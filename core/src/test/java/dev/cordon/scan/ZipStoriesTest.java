package dev.cordon.scan;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.io.ByteSource;
import com.google.common.primitives.Bytes;
import dev.cordon.spi.Scanner;
import dev.cordon.spi.Scanner.Gap;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Zips behind something else, and zips whose parts tell different stories. */
final class ZipStoriesTest {
    private static final byte[] VIRUS = "a file with VIRUS in it".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] CLEAN = "a file without".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] SHELL = "#!/bin/sh\nexec java -jar \"$0\"\n".getBytes(StandardCharsets.US_ASCII);
    private static final int END = 22;
    private static final int RECORD = 46;
    private static final Scanner.Detected FOUND = new Scanner.Detected("V");

    @ParameterizedTest
    @ValueSource(ints = {1, 29, 65_535, 65_536, 70_000, 200_001})
    void aZipBehindSomethingElseIsLookedInto(int length) throws IOException {
        byte[] head = Archives.random(length);

        assertThat(scan(Bytes.concat(head, Archives.zip(CLEAN, VIRUS))).verdict())
                .isEqualTo(FOUND);
        assertClean(Bytes.concat(head, Archives.zip(CLEAN, CLEAN)));
    }

    @Test
    void offsetsMayCountWhatStandsBeforeTheZip() throws IOException {
        byte[] content = Bytes.concat(SHELL, Archives.zip(CLEAN, CLEAN));
        ByteBuffer bytes = littleEndian(content);
        int end = content.length - END;
        int directory = SHELL.length + bytes.getInt(end + 16);
        bytes.putInt(end + 16, directory);
        for (int at = directory; at < end; at += RECORD + bytes.getShort(at + 28)) {
            bytes.putInt(at + 42, bytes.getInt(at + 42) + SHELL.length);
        }

        assertClean(content);
    }

    @Test
    void aZipBehindSomethingElseIsLookedIntoWithinOtherArchives() throws IOException {
        assertThat(scan(Archives.gzip(Archives.tar(Bytes.concat(SHELL, Archives.zip(VIRUS)))))
                        .verdict())
                .isEqualTo(FOUND);
    }

    @Test
    void aZipBehindAnotherArchiveIsLookedInto() throws IOException {
        assertThat(scan(Bytes.concat(Archives.tar(CLEAN), Archives.zip(VIRUS))).verdict())
                .isEqualTo(FOUND);
        assertThat(scan(Bytes.concat(Archives.zip(CLEAN), Archives.zip(VIRUS))).verdict())
                .isEqualTo(FOUND);
    }

    @Test
    void whatOnlyLooksLikeTheBeginningOfAZipDoesNoHarm() throws IOException {
        byte[] marks = "PK\u0003\u0004PK\u0001\u0002PK\u0005\u0006".getBytes(StandardCharsets.ISO_8859_1);

        assertClean(Bytes.concat(CLEAN, marks, Archives.random(500)));
        assertThat(scan(Bytes.concat(CLEAN, marks, Archives.random(1000), Archives.zip(VIRUS)))
                        .verdict())
                .isEqualTo(FOUND);
    }

    @Test
    void aStoredZipWithinAZipIsNoSecondDirectory() throws IOException {
        assertClean(Archives.storedZip(Archives.zip(CLEAN, CLEAN)));
    }

    @Test
    void aZipWithBytesBehindItIsLookedInto() throws IOException {
        assertClean(Bytes.concat(Archives.zip(CLEAN), SHELL));
    }

    @Test
    void aDirectoryThatNamesAnotherMethodIsNotBelieved() throws IOException {
        byte[] content = Archives.zip(CLEAN, CLEAN);
        littleEndian(content).putShort(directory(content) + 10, (short) 0);

        assertGap(content);
    }

    @Test
    void aDirectoryThatNamesAnotherPlaceIsNotBelieved() throws IOException {
        byte[] content = Archives.zip(CLEAN, CLEAN);
        littleEndian(content).putInt(directory(content) + 42, 7);

        assertGap(content);
    }

    @Test
    void aDirectoryThatNamesAnotherLengthOfWhatIsStoredIsNotBelieved() throws IOException {
        byte[] content = Archives.storedZip(CLEAN);
        littleEndian(content).putInt(directory(content) + 20, 3);

        assertGap(content);
    }

    @Test
    void aDirectoryThatDoesNotStandBeforeItsEndIsNotBelieved() throws IOException {
        byte[] zip = Archives.zip(CLEAN);
        int end = zip.length - END;
        byte[] moved = Bytes.concat(Arrays.copyOf(zip, end), CLEAN, Arrays.copyOfRange(zip, end, zip.length));

        assertGap(moved);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 45})
    void anEndThatTellsOfLessThanARecordIsNotBelieved(int length) throws IOException {
        byte[] zip = Archives.zip(CLEAN);
        ByteBuffer end = ByteBuffer.wrap(zip).order(ByteOrder.LITTLE_ENDIAN);
        end.putInt(zip.length - 22 + 12, length);

        assertGap(zip);
    }

    @Test
    void membersThatOverlapAreNotBelieved() throws IOException {
        // The first is stored and holds the second; the directory names both.
        byte[] inner = Archives.storedZip(CLEAN);
        byte[] outer = Archives.storedZip(inner);
        int innerAt = Bytes.indexOf(outer, inner);
        int end = outer.length - END;
        byte[] record = Arrays.copyOfRange(inner, directory(inner), inner.length - END);
        byte[] content = Bytes.concat(Arrays.copyOf(outer, end), record, Arrays.copyOfRange(outer, end, outer.length));
        littleEndian(content).putInt(end + 42, innerAt);
        int newEnd = content.length - END;
        ByteBuffer bytes = littleEndian(content);
        bytes.putShort(newEnd + 8, (short) 2).putShort(newEnd + 10, (short) 2);
        bytes.putInt(newEnd + 12, newEnd - bytes.getInt(newEnd + 16));

        assertGap(content);
    }

    @Test
    void twoDirectoriesOfWhichEachMayCountAreNotBelieved() throws IOException {
        byte[] first = Archives.zip(CLEAN);
        byte[] second = Archives.zip(CLEAN, CLEAN);
        // The second stands in the comment of the first.
        littleEndian(first).putShort(first.length - 2, (short) second.length);

        assertGap(Bytes.concat(first, second));
    }

    @Test
    void recordsBehindTheEndAreNotBelieved() throws IOException {
        byte[] zip = Archives.zip(CLEAN);

        assertGap(Bytes.concat(zip, Arrays.copyOfRange(zip, directory(zip), zip.length - END)));
    }

    @Test
    void theHiddenMemberIsFoundWhereLocalHeadersTellOfIt() throws IOException {
        byte[] content = Archives.zip(VIRUS, CLEAN);
        littleEndian(content).putInt(directory(content) + 42, 7);

        assertThat(scan(content).verdict()).isEqualTo(FOUND);
    }

    @Test
    void aZipThatMayNotBeLookedIntoIsNotClean() throws IOException {
        Scanner.Report report = scan(new ArchiveLimits(0, 10, 1 << 20, 500), Bytes.concat(SHELL, Archives.zip(CLEAN)));

        assertThat(report.coverage().gaps()).containsExactly(Gap.DEPTH);
    }

    @Test
    void beginningsWithoutEndAreBounded() throws IOException {
        byte[] header = Arrays.copyOf(Archives.zip(CLEAN), 37);
        byte[][] many = new byte[200_000][];
        Arrays.fill(many, header);

        Scanner.Report report = scan(new ArchiveLimits(3, 100, 1 << 20, 500), Bytes.concat(CLEAN, Bytes.concat(many)));

        assertThat(report.coverage().gaps()).contains(Gap.ENTRIES);
    }

    private static int directory(byte[] zip) {
        return littleEndian(zip).getInt(zip.length - END + 16);
    }

    private static ByteBuffer littleEndian(byte[] bytes) {
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    private static void assertClean(byte[] content) throws IOException {
        Scanner.Report report = scan(content);

        assertThat(report.verdict()).isEqualTo(new Scanner.NothingDetected());
        assertThat(report.coverage().complete()).isTrue();
        assertThat(report.coverage().bytes()).isEqualTo(content.length);
    }

    private static void assertGap(byte[] content) throws IOException {
        Scanner.Report report = scan(content);

        assertThat(report.coverage().gaps()).containsExactly(Gap.UNREADABLE);
        assertThat(report.coverage().bytes()).isEqualTo(content.length);
    }

    private static Scanner.Report scan(byte[] content) throws IOException {
        return scan(ArchiveLimits.standard(), content);
    }

    private static Scanner.Report scan(ArchiveLimits limits, byte[] content) throws IOException {
        return new SignatureEngine(limits)
                .load(Sets.of(1, "a.ndb", "V:0:*:5649525553"))
                .scanner()
                .scan(new Scanner.Request(ByteSource.wrap(content)));
    }
}
