package dev.cordon.icap;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.io.BaseEncoding;
import com.google.common.io.ByteSource;
import dev.cordon.spi.Scanner;
import dev.cordon.testkit.Simultaneously;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** With a real c-icap, its antivirus service and a real clamd with signatures of our own. */
class RealIcapTest {
    /** The EICAR test file, in two parts so that no scanner takes this file for it. */
    private static final String EICAR = "X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR-" + "STANDARD-ANTIVIRUS-TEST-FILE!$H+H*";

    private static final String KNOWN = "what this test knows";
    private static final Scanner.Verdict FOUND = new Scanner.Detected("Known.UNOFFICIAL");
    private static final Scanner.Verdict CLEAN = new Scanner.NothingDetected();

    private final Closing closing = new Closing();

    @TempDir
    private Path folder;

    private RealIcap icap;

    @BeforeEach
    void start() throws IOException {
        icap = closing.later(RealIcap.start(folder, line("Known", KNOWN) + line("Eicar.Test", EICAR)));
    }

    @AfterEach
    void close() throws Exception {
        closing.close();
    }

    private static String line(String name, String body) {
        return name + ":0:*:" + BaseEncoding.base16().lowerCase().encode(body.getBytes(US_ASCII)) + "\n";
    }

    private static ByteSource bytes(String text) {
        return ByteSource.wrap(text.getBytes(US_ASCII));
    }

    private static ByteSource noise(int size) {
        byte[] noise = new byte[size];
        new Random(7).nextBytes(noise);
        return ByteSource.wrap(noise);
    }

    private Scanner scanner(String service) {
        return closing.later(new IcapService(icap.config(service))).scanner();
    }

    private static Scanner.Report scan(Scanner scanner, ByteSource content) {
        return scanner.scan(new Scanner.Request(content));
    }

    private static void assertObstacle(Scanner.Report report, Scanner.Obstacle obstacle) {
        assertThat(report.verdict())
                .isInstanceOfSatisfying(
                        Scanner.NotScanned.class,
                        not -> assertThat(not.obstacle()).isEqualTo(obstacle));
    }

    @Test
    void findsWhatItKnowsWhereverItStands() {
        Scanner scanner = scanner("avscan");

        assertThat(scan(scanner, bytes(KNOWN)).verdict()).isEqualTo(FOUND);
        assertThat(scan(scanner, ByteSource.concat(noise(1024), bytes(KNOWN))).verdict())
                .isEqualTo(FOUND);
        assertThat(scan(scanner, ByteSource.concat(noise(1 << 20), bytes(KNOWN)))
                        .verdict())
                .isEqualTo(FOUND);
        assertThat(scan(scanner, bytes(EICAR)).verdict()).isEqualTo(new Scanner.Detected("Eicar.Test.UNOFFICIAL"));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 1023, 1024, 1025, 1 << 20})
    void clearsWhatItDoesNotKnow(int size) {
        Scanner.Report report = scan(scanner("avscan"), noise(size));

        assertThat(report.verdict()).isEqualTo(CLEAN);
        assertThat(report.coverage().bytes()).isEqualTo(size);
        assertThat(report.coverage().complete()).isTrue();
        assertThat(report.coverage().engine()).startsWith("icap CI0001-");
    }

    @Test
    void clearsNothingWhileTheScannerBehindItIsGone() throws Exception {
        Scanner scanner = scanner("avscan");
        assertThat(scan(scanner, bytes("clean")).verdict()).isEqualTo(CLEAN);

        icap.endClamd();

        assertObstacle(scan(scanner, bytes("clean")), Scanner.Obstacle.FAULT);
    }

    @Test
    void clearsNothingThatIsLargerThanTheScannerBehindItTakes() {
        assertObstacle(scan(scanner("avscan"), noise(3 << 20)), Scanner.Obstacle.TOO_LARGE);
    }

    @Test
    void clearsNothingWhileTheServerIsGone() throws Exception {
        Scanner scanner = scanner("avscan");
        assertThat(scan(scanner, bytes("clean")).verdict()).isEqualTo(CLEAN);

        icap.close();

        assertObstacle(scan(scanner, bytes("clean")), Scanner.Obstacle.FAULT);
    }

    @Test
    void asksNoServiceThatThereIsNot() {
        assertObstacle(scan(scanner("nothing"), bytes("clean")), Scanner.Obstacle.FAULT);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 1024})
    void clearsWhatIsGivenBackAsItWas(int size) {
        assertThat(scan(scanner("echo"), noise(size)).verdict()).isEqualTo(CLEAN);
    }

    @Test
    void manyScanAtATime() throws Exception {
        Scanner scanner = scanner("avscan");

        for (int round = 0; round < 10; round++) {
            assertThat(Simultaneously.run(
                            4,
                            number -> () -> scan(scanner, number % 2 == 0 ? bytes(KNOWN) : noise(5000))
                                    .verdict()))
                    .containsExactly(FOUND, CLEAN, FOUND, CLEAN);
        }
    }

    @Test
    void saysWhetherTheServiceIsThere() throws IOException {
        assertThat(closing.later(new IcapService(icap.config("avscan"))).isThere())
                .isTrue();
        assertThat(closing.later(new IcapService(icap.config("nothing"))).isThere())
                .isFalse();
    }
}
