package dev.cordon.scan;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import com.google.common.io.ByteSource;
import dev.cordon.spi.Scanner;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Any bytes, and any archive with some of its bytes changed, are read to their end, and a report says what was seen. */
class ArchiveFuzzTest {
    private static final ArchiveLimits LIMITS = new ArchiveLimits(3, 100, 1 << 20, 100);
    private static final List<byte[]> ARCHIVES = archives();
    private static final Scanner SCANNER = scanner();

    @FuzzTest(maxDuration = "10m")
    void anyBytesAreReadToTheirEnd(byte[] content) {
        assertReport(content);
    }

    @FuzzTest(maxDuration = "10m")
    void anyDamagedArchiveIsReadToItsEnd(FuzzedDataProvider data) {
        byte[] content = data.pickValue(ARCHIVES.toArray(new byte[0][])).clone();
        while (data.remainingBytes() > 0) {
            content[data.consumeInt(0, content.length - 1)] = data.consumeByte();
        }
        assertReport(content);
    }

    private static void assertReport(byte[] content) {
        Scanner.Report report = SCANNER.scan(new Scanner.Request(ByteSource.wrap(content)));

        assertThat(report.coverage().bytes()).isEqualTo(content.length);
        assertThat(report.coverage().complete())
                .isEqualTo(report.coverage().gaps().isEmpty());
        if (report.verdict() instanceof Scanner.NotScanned not) {
            assertThat(not.obstacle()).isNotEqualTo(Scanner.Obstacle.FAULT);
        }
    }

    private static Scanner scanner() {
        try {
            return new SignatureEngine(LIMITS)
                    .load(Sets.of(1, "a.ndb", "V:0:*:5649525553"))
                    .scanner();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static List<byte[]> archives() {
        byte[] text = "a file without, a file without, a file".getBytes(StandardCharsets.US_ASCII);
        try {
            List<byte[]> archives = new ArrayList<>(List.of(
                    Archives.zip(text, text),
                    Archives.storedZip(Archives.zip(text)),
                    Archives.gzip(text),
                    Archives.bzip2(text),
                    Archives.tar(text, Archives.gzip(text))));
            archives.add(Archives.zip(archives.get(3), archives.get(4)));
            archives.add(Archives.gzip(archives.get(4)));
            return archives;
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
