package dev.cordon.clamav;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.base.Strings;
import com.google.common.io.ByteSource;
import com.google.common.io.ByteStreams;
import com.google.common.util.concurrent.Uninterruptibles;
import dev.cordon.spi.Scanner;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** With something that is not clamd: whatever it does, nothing is cleared by it. */
class ClamdScannerTest {
    private static final ByteSource CONTENT = ByteSource.wrap(new byte[200_000]);
    private static final Duration SHORT = Duration.ofMillis(300);

    private final Closing closing = new Closing();

    @AfterEach
    void close() throws Exception {
        closing.close();
    }

    private Scanner.Verdict verdict(FakeClamd.Behaviour behaviour, Duration timeout) throws IOException {
        FakeClamd fake = closing.later(new FakeClamd(behaviour));
        Clamd clamd = closing.later(new Clamd(fake.config().waiting(timeout)));
        return clamd.scanner().scan(new Scanner.Request(CONTENT)).verdict();
    }

    private Scanner.Verdict verdict(FakeClamd.Behaviour behaviour) throws IOException {
        return verdict(behaviour, Duration.ofSeconds(20));
    }

    private static void assertObstacle(Scanner.Verdict verdict, Scanner.Obstacle obstacle) {
        assertThat(verdict)
                .isInstanceOfSatisfying(
                        Scanner.NotScanned.class,
                        not -> assertThat(not.obstacle()).isEqualTo(obstacle));
    }

    @Test
    void believesAnAnswerToTheWholeContent() throws IOException {
        assertThat(verdict(FakeClamd.answering("1: stream: OK\0"))).isEqualTo(new Scanner.NothingDetected());
        assertThat(verdict(FakeClamd.answering("1: stream: Some.Name FOUND\0")))
                .isEqualTo(new Scanner.Detected("Some.Name"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "1: stream: OK",
                "2: stream: OK\0",
                "stream: OK\0",
                "1: stream: ok\0",
                "1: OK\0",
                "1: stream: OK \0",
                "1: stream:  FOUND\0",
                "1: stream: .UNOFFICIAL FOUND\0",
                "1: stream: Some\nName FOUND\0",
                "1: stream: Some N\u00e4me FOUND\0",
                "1: stream: Can't open file ERROR\0",
                "1: PONG\0",
                "HTTP/1.1 200 OK\r\n\r\n\0",
                "\0"
            })
    void takesAnyOtherAnswerForAFault(String answer) throws IOException {
        assertObstacle(verdict(FakeClamd.answering(answer)), Scanner.Obstacle.FAULT);
    }

    @Test
    void takesAnEndlessAnswerForAFault() throws IOException {
        assertObstacle(verdict(FakeClamd.answering(Strings.repeat("1", 100_000))), Scanner.Obstacle.FAULT);
    }

    @Test
    void takesAnAnswerBeforeTheContentForAFault() throws IOException {
        CountDownLatch answered = new CountDownLatch(1);
        FakeClamd fake = closing.later(new FakeClamd((asked, said) -> {
            said.write("1: stream: OK\0".getBytes(ISO_8859_1));
            answered.countDown();
            ByteStreams.exhaust(asked);
        }));
        ByteSource rest = new ByteSource() {
            @Override
            public InputStream openStream() throws IOException {
                Uninterruptibles.awaitUninterruptibly(answered);
                return CONTENT.openStream();
            }
        };
        Clamd clamd = closing.later(new Clamd(fake.config()));

        Scanner.Report report = clamd.scanner().scan(new Scanner.Request(ByteSource.concat(CONTENT, rest)));

        assertObstacle(report.verdict(), Scanner.Obstacle.FAULT);
    }

    @Test
    void takesAnEndInTheMiddleForAFault() throws IOException {
        assertObstacle(verdict((asked, said) -> asked.skipNBytes(70_000)), Scanner.Obstacle.FAULT);
    }

    @Test
    void waitsNoLongerThanItMayForAnAnswer() throws IOException {
        assertObstacle(
                verdict(
                        (asked, said) -> {
                            FakeClamd.readContent(asked);
                            asked.readByte();
                        },
                        SHORT),
                Scanner.Obstacle.TIMEOUT);
    }

    @Test
    void waitsNoLongerThanItMayForTheContentToBeTaken() throws IOException {
        CountDownLatch over = new CountDownLatch(1);
        closing.later(over::countDown);
        FakeClamd fake = closing.later(new FakeClamd((asked, said) -> Uninterruptibles.awaitUninterruptibly(over)));
        Clamd clamd = closing.later(new Clamd(fake.config().waiting(SHORT)));

        Scanner.Report report = clamd.scanner().scan(new Scanner.Request(ByteSource.wrap(new byte[50 << 20])));

        assertObstacle(report.verdict(), Scanner.Obstacle.TIMEOUT);
    }

    @Test
    void saysThatTheContentIsTooLongWhereClamdDoes() throws IOException {
        assertObstacle(
                verdict((asked, said) -> {
                    asked.skipNBytes(70_000);
                    said.write("1: INSTREAM size limit exceeded. ERROR\0".getBytes(ISO_8859_1));
                    ByteStreams.exhaust(asked);
                }),
                Scanner.Obstacle.TOO_LARGE);
    }
}
