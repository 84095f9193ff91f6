package dev.cordon.icap;

import static dev.cordon.icap.FakeIcap.CONTINUE;
import static dev.cordon.icap.FakeIcap.END;
import static dev.cordon.icap.FakeIcap.NOTHING;
import static dev.cordon.icap.FakeIcap.answering;
import static dev.cordon.icap.FakeIcap.readChunks;
import static dev.cordon.icap.FakeIcap.response;
import static dev.cordon.icap.FakeIcap.responseInChunks;
import static dev.cordon.icap.FakeIcap.say;
import static dev.cordon.icap.FakeIcap.unended;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.base.Strings;
import com.google.common.io.ByteSource;
import com.google.common.io.ByteStreams;
import com.google.common.util.concurrent.Uninterruptibles;
import dev.cordon.spi.Scanner;
import dev.cordon.testkit.RealPart;
import dev.cordon.testkit.Simultaneously;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ServerSocketFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** With something that is no ICAP server: whatever it does, nothing is cleared by it that it has not looked at. */
class IcapScannerTest {
    private static final String TEXT = "what is to be scanned";
    private static final ByteSource CONTENT = ByteSource.wrap(TEXT.getBytes(US_ASCII));
    private static final ByteSource MUCH = ByteSource.wrap(new byte[4 << 20]);
    private static final Duration SHORT = Duration.ofMillis(300);
    private static final Scanner.Verdict CLEAN = new Scanner.NothingDetected();
    private static final Scanner.Verdict BLOCKED = new Scanner.Detected("Icap.Blocked");

    private final Closing closing = new Closing();

    @AfterEach
    void close() throws Exception {
        closing.close();
    }

    /** Returns how the server listens. */
    ServerSocketFactory sockets() {
        return ServerSocketFactory.getDefault();
    }

    /** Returns how the server is asked. */
    IcapConfig asking(IcapConfig config) {
        return config;
    }

    private FakeIcap fake(String options, FakeIcap.Behaviour behaviour) throws IOException {
        return closing.later(new FakeIcap(sockets(), options, behaviour));
    }

    private IcapService service(IcapConfig config) {
        return closing.later(new IcapService(asking(config)));
    }

    private Scanner scanner(IcapConfig config) {
        return service(config).scanner();
    }

    private static Scanner.Report scan(Scanner scanner, ByteSource content) {
        return scanner.scan(new Scanner.Request(content));
    }

    private Scanner.Report report(FakeIcap.Behaviour behaviour) throws IOException {
        return scan(scanner(fake("", behaviour).config()), CONTENT);
    }

    private Scanner.Verdict verdict(String answer) throws IOException {
        return report(answering(answer)).verdict();
    }

    private static void assertObstacle(Scanner.Report report, Scanner.Obstacle obstacle) {
        assertThat(report.verdict())
                .isInstanceOfSatisfying(
                        Scanner.NotScanned.class,
                        not -> assertThat(not.obstacle()).isEqualTo(obstacle));
        assertThat(report.coverage().complete()).isFalse();
    }

    private void assertFault(String answer) throws IOException {
        assertObstacle(report(answering(answer)), Scanner.Obstacle.FAULT);
    }

    // What is asked.

    @Test
    void asksForTheBodyOfAResponseAndSaysNothingElseOfIt() throws IOException {
        List<String> bodies = new CopyOnWriteArrayList<>();
        FakeIcap fake = fake("", (body, said) -> {
            bodies.add(readChunks(body));
            say(said, NOTHING);
        });

        scan(scanner(fake.config()), CONTENT);

        String address = fake.config().service().toString();
        String host = fake.config().service().getAuthority();
        assertThat(fake.asked())
                .containsExactly(
                        "OPTIONS " + address + " ICAP/1.0\nHost: " + host + "\nUser-Agent: Cordon\n",
                        "RESPMOD " + address + " ICAP/1.0\nHost: " + host + "\nUser-Agent: Cordon\nAllow: 204\n"
                                + "Encapsulated: req-hdr=0, res-hdr=67, res-body=146\n"
                                + "\nGET http://cordon.invalid/sample HTTP/1.1\nHost: cordon.invalid\n"
                                + "\nHTTP/1.1 200 OK\nContent-Type: application/octet-stream\nContent-Length: 21\n");
        assertThat(bodies).containsExactly(TEXT + "|0");
    }

    @Test
    void saysNoSizeThatItDoesNotKnow() throws IOException {
        FakeIcap fake = fake("", answering(NOTHING));

        scan(scanner(fake.config()), unsized(CONTENT));

        assertThat(fake.asked().get(1)).contains("res-body=126").doesNotContain("Content-Length");
    }

    private static ByteSource unsized(ByteSource content) {
        return new ByteSource() {
            @Override
            public InputStream openStream() throws IOException {
                return content.openStream();
            }
        };
    }

    @Test
    void sendsMuchInChunks() throws IOException {
        AtomicInteger length = new AtomicInteger();
        FakeIcap fake = fake("", (body, said) -> {
            length.set(readChunks(body).length());
            say(said, NOTHING);
        });

        Scanner.Report report = scan(scanner(fake.config()), MUCH);

        assertThat(report.verdict()).isEqualTo(CLEAN);
        assertThat(length).hasValue((4 << 20) + "|0".length());
    }

    // Options.

    @Test
    void asksForTheOptionsOnceAndKeepsTheConnection() throws IOException {
        FakeIcap fake = fake("Options-TTL: 3600\r\n", answering(NOTHING));
        Scanner scanner = scanner(fake.config());

        scan(scanner, CONTENT);
        scan(scanner, CONTENT);

        assertThat(fake.asked())
                .extracting(head -> head.split(" ", 2)[0])
                .containsExactly("OPTIONS", "RESPMOD", "RESPMOD");
        assertThat(fake.connections()).isEqualTo(1);
    }

    @Test
    void asksForTheOptionsAgainWhenTheyAreOver() throws IOException {
        FakeIcap fake = fake("Options-TTL: 0\r\n", answering(NOTHING));
        Scanner scanner = scanner(fake.config());

        scan(scanner, CONTENT);
        scan(scanner, CONTENT);

        assertThat(fake.asked())
                .extracting(head -> head.split(" ", 2)[0])
                .containsExactly("OPTIONS", "RESPMOD", "OPTIONS", "RESPMOD");
    }

    @Test
    void asksForTheOptionsAgainWhenTheServerHasChanged() throws IOException {
        FakeIcap fake = fake("", answering(NOTHING.replace("one", "two")));
        Scanner scanner = scanner(fake.config());

        scan(scanner, CONTENT);
        scan(scanner, CONTENT);

        assertThat(fake.asked())
                .extracting(head -> head.split(" ", 2)[0])
                .containsExactly("OPTIONS", "RESPMOD", "OPTIONS", "RESPMOD");
    }

    @Test
    void connectsAnewWhereTheServerEndsTheConnection() throws IOException {
        FakeIcap fake = fake("", answering(NOTHING.replace("ISTag", "Connection: close\r\nISTag")));
        Scanner scanner = scanner(fake.config());

        scan(scanner, CONTENT);

        assertThat(scan(scanner, CONTENT).verdict()).isEqualTo(CLEAN);
        // The pool makes a new one of its own accord.
        assertThat(fake.connections()).isGreaterThan(1);
    }

    @Test
    void asksOneAfterTheOtherWhereTheServerTakesOneConnection() throws Exception {
        AtomicInteger now = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        FakeIcap fake = fake("Max-Connections: 1\r\n", (body, said) -> {
            most.accumulateAndGet(now.incrementAndGet(), Math::max);
            readChunks(body);
            now.decrementAndGet();
            say(said, NOTHING);
        });
        Scanner scanner = scanner(fake.config());
        scan(scanner, CONTENT);

        assertThat(Simultaneously.run(4, number -> () -> scan(scanner, MUCH).verdict()))
                .containsOnly(CLEAN);

        assertThat(most).hasValue(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ICAP/1.0 404 Service not found\r\n\r\n",
                "ICAP/1.0 503 Overloaded\r\n\r\n",
                "ICAP/1.0 200 OK\r\nMethods: REQMOD\r\nEncapsulated: null-body=0\r\n\r\n",
                "ICAP/1.0 200 OK\r\n\r\n",
                "HTTP/1.1 200 OK\r\nMethods: RESPMOD\r\n\r\n",
                ""
            })
    void asksNoServiceThatHasNoFitOptions(String options) throws IOException {
        try (RawServer server = new RawServer(options)) {
            assertObstacle(scan(scanner(server.config()), CONTENT), Scanner.Obstacle.FAULT);
        }
    }

    // A preview.

    @Test
    void sendsTheBeginningAndTheRestWhereItIsWanted() throws IOException {
        List<String> bodies = new CopyOnWriteArrayList<>();
        FakeIcap fake = fake("Preview: 4\r\n", (body, said) -> {
            bodies.add(readChunks(body));
            say(said, CONTINUE);
            bodies.add(readChunks(body));
            say(said, NOTHING);
        });

        Scanner.Report report = scan(scanner(fake.config()), CONTENT);

        assertThat(bodies).containsExactly("what|0", " is to be scanned|0");
        assertThat(fake.asked().get(1)).contains("\nPreview: 4\n");
        assertThat(report.verdict()).isEqualTo(CLEAN);
        assertThat(report.coverage().bytes()).isEqualTo(TEXT.length());
    }

    @ParameterizedTest
    @CsvSource({"what, 4, what|0; ieof", "wha, 4, wha|0; ieof", "'', 4, |0; ieof", "'', 0, |0; ieof"})
    void saysThatTheBeginningIsAll(String content, int preview, String expected) throws IOException {
        List<String> bodies = new CopyOnWriteArrayList<>();
        FakeIcap fake = fake("Preview: " + preview + "\r\n", (body, said) -> {
            bodies.add(readChunks(body));
            say(said, NOTHING);
        });

        Scanner.Report report = scan(scanner(fake.config()), ByteSource.wrap(content.getBytes(US_ASCII)));

        assertThat(bodies).containsExactly(expected);
        assertThat(report.verdict()).isEqualTo(CLEAN);
    }

    @Test
    void givesAllToAServerThatHasClearedTheBeginning() throws IOException {
        List<String> bodies = new CopyOnWriteArrayList<>();
        FakeIcap fake = fake("Preview: 4\r\n", (body, said) -> {
            bodies.add(readChunks(body));
            say(said, bodies.size() == 1 ? NOTHING : response("X-Virus-ID: Late\r\n", "403 Forbidden", "page"));
        });

        Scanner.Report report = scan(scanner(fake.config()), CONTENT);

        assertThat(bodies).containsExactly("what|0", TEXT + "|0");
        assertThat(report.verdict()).isEqualTo(new Scanner.Detected("Late"));
    }

    @Test
    void believesAFindingInTheBeginning() throws IOException {
        FakeIcap fake =
                fake("Preview: 4\r\n", answering(response("X-Virus-ID: Some.Name\r\n", "403 Forbidden", "page")));

        Scanner.Report report = scan(scanner(fake.config()), CONTENT);

        assertThat(report.verdict()).isEqualTo(new Scanner.Detected("Some.Name"));
        assertThat(report.coverage().complete()).isFalse();
        assertThat(report.coverage().bytes()).isEqualTo(4);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"Transfer-Complete: *\r\n", "Transfer-Preview: exe, com\r\n", "Preview: -1\r\n", "Preview: x\r\n"
            })
    void sendsNoPreviewWhereNoneIsWanted(String options) throws IOException {
        FakeIcap fake = fake(options.startsWith("Preview") ? options : "Preview: 4\r\n" + options, answering(NOTHING));

        scan(scanner(fake.config()), CONTENT);

        assertThat(fake.asked().get(1)).doesNotContain("Preview:");
    }

    @ParameterizedTest
    @ValueSource(strings = {CONTINUE + CONTINUE, CONTINUE + NOTHING})
    void clearsNothingByWhatIsSaidBesideContinue(String answer) throws IOException {
        FakeIcap fake = fake("Preview: 4\r\n", (body, said) -> {
            readChunks(body);
            say(said, answer);
            readChunks(body);
            say(said, NOTHING);
        });

        assertObstacle(scan(scanner(fake.config()), CONTENT), Scanner.Obstacle.FAULT);
    }

    @Test
    void clearsNothingByARightGuessOfTheRest() throws IOException {
        FakeIcap fake = fake("Preview: 4\r\n", answering(response("", "200 OK", TEXT)));

        assertObstacle(scan(scanner(fake.config()), CONTENT), Scanner.Obstacle.FAULT);
    }

    // What is answered.

    @Test
    void believesAnAnswerToTheWholeContent() throws IOException {
        assertThat(verdict(NOTHING)).isEqualTo(CLEAN);
        assertThat(verdict(response("", "200 OK", TEXT))).isEqualTo(CLEAN);
        assertThat(verdict(responseInChunks("", "200 OK", "4;a=b\r\nwhat\r\n11\r\n is to be scanned\r\n")))
                .isEqualTo(CLEAN);
    }

    @Test
    void namesWhatTheServerScansWith() throws IOException {
        Scanner.Coverage coverage = report(answering(NOTHING)).coverage();

        assertThat(coverage.engine()).isEqualTo("icap one");
        assertThat(coverage.sequence()).isEmpty();
        assertThat(coverage.complete()).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '>',
            value = {
                "X-Infection-Found: Type=0; Resolution=2; Threat=Some.Name; > Some.Name",
                "X-Infection-Found: Type=0; Resolution=2; Threat=Some Name > Some Name",
                "x-infection-found:type=1;threat=Some.Name; > Some.Name",
                "X-Infection-Found: Type=0; Resolution=2; > Icap.Unnamed",
                "X-Infection-Found: > Icap.Unnamed",
                "X-Virus-ID: Some.Name > Some.Name",
                "X-Violations-Found: 1\\r\\n\\t-\\r\\n\\tSome.Name\\r\\n\\t0\\r\\n\\t0 > Some.Name",
                "X-Violations-Found: 1 > Icap.Unnamed",
                "X-Virus-ID: S\u00f6me\\7. > S?me?.",
            })
    void findsWhatTheFieldsSay(String fields, String name) throws IOException {
        String unescaped = fields.translateEscapes();

        assertThat(verdict(response(unescaped + "\r\n", "403 Forbidden", "page")))
                .isEqualTo(new Scanner.Detected(name));
        assertThat(verdict("ICAP/1.0 204 No Content\r\n" + unescaped + "\r\n\r\n"))
                .isEqualTo(new Scanner.Detected(name));
        assertThat(verdict("ICAP/1.0 500 Virus\r\n" + unescaped + "\r\n\r\n")).isEqualTo(new Scanner.Detected(name));
    }

    @Test
    void boundsANameToWhatAnAttributeMayHold() throws IOException {
        assertThat(verdict("ICAP/1.0 200 OK\r\nX-Virus-ID: " + Strings.repeat("n", 10_000) + "\r\n\r\n"))
                .isEqualTo(new Scanner.Detected(Strings.repeat("n", 255)));
    }

    @ParameterizedTest
    @CsvSource({
        "Type=2; Resolution=2; Threat=Encrypted container violation;, ENCRYPTED",
        "Type=2; Resolution=2; Threat=Container size violation, TOO_LARGE",
        "Type=2; Resolution=0; Threat=Other;, UNREADABLE",
        "Type=0; Resolution=2; Threat=Heuristics.Encrypted.Zip;, ENCRYPTED",
        "Type=0; Resolution=2; Threat=Heuristics.Limits.Exceeded.MaxFileSize;, TOO_LARGE",
    })
    void saysThatTheServerCouldNotLook(String field, Scanner.Obstacle obstacle) throws IOException {
        assertObstacle(
                report(answering(response("X-Infection-Found: " + field + "\r\n", "403 Forbidden", "page"))), obstacle);
    }

    @ParameterizedTest
    @ValueSource(strings = {"X-Virus-ID: no threats\r\n", "X-Violations-Found: 0\r\n"})
    void takesNoFindingFromFieldsThatSayThatThereIsNone(String field) throws IOException {
        assertThat(verdict(response(field, "200 OK", TEXT))).isEqualTo(CLEAN);
    }

    @ParameterizedTest
    @CsvSource({"200 OK, page", "200 OK, what is to be scanned!", "403 Forbidden, page", "403 No, ''", "302 Found, ''"})
    void findsThatTheContentIsReplaced(String status, String body) throws IOException {
        assertThat(verdict(response("", status, body))).isEqualTo(BLOCKED);
    }

    @Test
    void readsNoPageWithoutEnd() throws IOException {
        assertThat(report((body, said) -> {
                            readChunks(body);
                            say(said, unended("", "200 OK"));
                            while (true) {
                                say(said, "10000\r\n" + Strings.repeat("x", 0x10000) + "\r\n");
                            }
                        })
                        .verdict())
                .isEqualTo(BLOCKED);
    }

    @ParameterizedTest
    @CsvSource({"400 Bad Request", "407 Login", "429 Later", "500 Error", "502 Gateway", "101 Switching", "206 Partial"
    })
    void takesThePageOfAFailureForAFault(String status) throws IOException {
        assertFault(response("", status, "page"));
    }

    @ParameterizedTest
    @CsvSource({"408, TIMEOUT", "413, TOO_LARGE", "504, TIMEOUT"})
    void takesThePageOfALimitForWhatItIs(String status, Scanner.Obstacle obstacle) throws IOException {
        assertObstacle(report(answering(response("", status, "page"))), obstacle);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "what is to be scanne"})
    void takesAResponseThatIsCutShortForAFault(String body) throws IOException {
        assertFault(response("", "200 OK", body));
    }

    @ParameterizedTest
    @CsvSource({
        "400, FAULT",
        "404, FAULT",
        "405, FAULT",
        "408, TIMEOUT",
        "413, TOO_LARGE",
        "500, FAULT",
        "503, FAULT",
        "505, FAULT",
        "539, FAULT",
        "201, FAULT",
        "206, FAULT",
        "304, FAULT",
    })
    void takesAStatusThatIsNoVerdictForAFailure(int status, Scanner.Obstacle obstacle) throws IOException {
        assertObstacle(report(answering("ICAP/1.0 " + status + " Reason\r\n\r\n")), obstacle);
    }

    static List<String> nonsense() {
        String fine = response("", "200 OK", TEXT);
        String start = unended("", "200 OK");
        return List.of(
                "",
                "\r\n\r\n",
                "ICAP/1.0 204 No Content\r\n",
                "ICAP/1.0 204 No Content",
                "ICAP/1.0 100 Continue\r\n\r\n",
                "ICAP/1.1 204 No Content\r\n\r\n",
                "HTTP/1.1 204 No Content\r\n\r\n",
                "ICAP/1.0 0204 No Content\r\n\r\n",
                "ICAP/1.0 2o4 No Content\r\n\r\n",
                "ICAP/1.0 204No Content\r\n\r\n",
                " ICAP/1.0 204 No Content\r\n\r\n",
                "ICAP/1.0 204 No Content\r\n folded: into nothing\r\n\r\n",
                "ICAP/1.0 204 No Content\r\nno colon\r\n\r\n",
                "ICAP/1.0 204 No Content\r\n: no name\r\n\r\n",
                "ICAP/1.0 204 No Content\r\nbad name: x\r\n\r\n",
                "ICAP/1.0 204 No Content\r\nEncapsulated: res-hdr=0, res-body=10\r\n\r\n",
                "ICAP/1.0 204 No Content\r\n" + Strings.repeat("a: b\r\n", 101) + "\r\n",
                "ICAP/1.0 204 No Content\r\na: " + Strings.repeat("b", 1 << 16) + "\r\n\r\n",
                Strings.repeat("x", 1 << 20),
                "ICAP/1.0 200 OK\r\n\r\n",
                "ICAP/1.0 200 OK\r\nEncapsulated: null-body=0\r\n\r\n",
                "ICAP/1.0 200 OK\r\nEncapsulated: req-hdr=0, req-body=33\r\n\r\n",
                fine.replace("res-body=30", "res-body=31"),
                fine.replace("res-body=30", "res-body=-30"),
                fine.replace("res-body=30", "res-body=99999999999999999999"),
                fine.replace("res-hdr=0", "res-hdr=1"),
                fine.replace("res-hdr=0, ", ""),
                fine.replace("HTTP/1.1", "ICAP/1.0"),
                fine.replace("HTTP/1.1", "HTTP/2.0"),
                start + "16\r\n" + TEXT + "\r\n" + END,
                start + "14\r\n" + TEXT + "\r\n" + END,
                start + "-15\r\n" + TEXT + "\r\n" + END,
                start + "0x15\r\n" + TEXT + "\r\n" + END,
                start + "\r\n" + TEXT + "\r\n" + END,
                start + "fffffffff\r\n" + TEXT + "\r\n" + END,
                start + "15;" + Strings.repeat("x", 1000) + "\r\n" + TEXT + "\r\n" + END,
                start + "15\r\n" + TEXT + END,
                start + "15\r\n" + TEXT + "\r\n",
                start + "15\r\n" + TEXT.substring(1),
                fine.substring(0, fine.length() - 2),
                fine.substring(0, fine.length() - 2) + Strings.repeat("a: b\r\n", 101) + "\r\n");
    }

    @ParameterizedTest
    @MethodSource
    void nonsense(String answer) throws IOException {
        FakeIcap fake = fake("", (body, said) -> {
            answering(answer).meet(body, said);
            throw new IOException("and the connection is cut");
        });

        assertObstacle(scan(scanner(fake.config()), CONTENT), Scanner.Obstacle.FAULT);
    }

    @Test
    void asksNothingMoreOverAConnectionOnWhichTooMuchWasSaid() throws IOException {
        FakeIcap fake = fake("", answering(NOTHING + NOTHING));
        Scanner scanner = scanner(fake.config());

        scan(scanner, CONTENT);
        scan(scanner, CONTENT);

        // The pool makes a new one of its own accord.
        assertThat(fake.connections()).isGreaterThan(1);
    }

    // When and whether it is answered.

    @ParameterizedTest
    @CsvSource(
            delimiter = '>',
            value = {
                "ICAP/1.0 204 No Content\\r\\n\\r\\n > FAULT",
                "ICAP/1.0 200 OK\\r\\nEncapsulated: res-hdr=0, null-body=19\\r\\n\\r\\nHTTP/1.1 200 OK\\r\\n\\r\\n > FAULT",
                "ICAP/1.0 100 Continue\\r\\n\\r\\n > FAULT",
                "ICAP/1.0 404 Service not found\\r\\n\\r\\n > FAULT",
                "ICAP/1.0 413 Too large\\r\\n\\r\\n > TOO_LARGE",
            })
    void clearsNothingByAnAnswerBeforeTheContent(String answer, Scanner.Obstacle obstacle) throws IOException {
        assertObstacle(early(answer.translateEscapes()), obstacle);
    }

    @Test
    void believesAFindingBeforeTheContentWasSent() throws IOException {
        assertThat(early("ICAP/1.0 200 OK\r\nX-Virus-ID: Some.Name\r\n\r\n").verdict())
                .isEqualTo(new Scanner.Detected("Some.Name"));
    }

    /** Scans with a server that has answered before the content can be read to its end. */
    private Scanner.Report early(String answer) throws IOException {
        CountDownLatch answered = new CountDownLatch(1);
        FakeIcap fake = fake("", (body, said) -> {
            say(said, answer);
            answered.countDown();
            ByteStreams.exhaust(body);
        });
        ByteSource rest = new ByteSource() {
            @Override
            public InputStream openStream() throws IOException {
                Uninterruptibles.awaitUninterruptibly(answered);
                return MUCH.openStream();
            }
        };
        return scan(scanner(fake.config()), ByteSource.concat(CONTENT, rest));
    }

    @Test
    void takesAnEndInTheMiddleForAFault() throws IOException {
        FakeIcap fake = fake("", (body, said) -> {
            body.skipNBytes(70_000);
            throw new IOException("the connection is cut");
        });

        assertObstacle(scan(scanner(fake.config()), MUCH), Scanner.Obstacle.FAULT);
    }

    @Test
    void saysThatAServerIsGone() throws IOException {
        URI gone = URI.create("icap://127.0.0.1:" + RealPart.freePort() + "/scan");

        assertObstacle(scan(scanner(IcapConfig.to(gone)), CONTENT), Scanner.Obstacle.FAULT);
    }

    @Test
    void scansAgainWhenTheServerIsBack() throws IOException {
        AtomicInteger times = new AtomicInteger();
        FakeIcap fake = fake("", (body, said) -> {
            readChunks(body);
            if (times.incrementAndGet() == 1) {
                throw new IOException("the connection is cut");
            }
            say(said, NOTHING);
        });
        Scanner scanner = scanner(fake.config());

        assertObstacle(scan(scanner, CONTENT), Scanner.Obstacle.FAULT);
        assertThat(scan(scanner, CONTENT).verdict()).isEqualTo(CLEAN);
    }

    @Test
    void bearsNoSilenceForLonger() throws IOException {
        FakeIcap fake = fake("", (body, said) -> {
            readChunks(body);
            body.readByte();
        });

        assertObstacle(scan(scanner(fake.config().bearingSilence(SHORT)), CONTENT), Scanner.Obstacle.TIMEOUT);
    }

    @Test
    void waitsNoLongerThanItMayForAnAnswer() throws IOException {
        FakeIcap fake = fake("", (body, said) -> {
            readChunks(body);
            body.readByte();
        });

        assertObstacle(scan(scanner(fake.config().waiting(SHORT)), CONTENT), Scanner.Obstacle.TIMEOUT);
    }

    @Test
    void waitsNoLongerThanItMayForTheContentToBeTaken() throws IOException {
        CountDownLatch over = new CountDownLatch(1);
        closing.later(over::countDown);
        FakeIcap fake = fake("", (body, said) -> Uninterruptibles.awaitUninterruptibly(over));
        IcapConfig config = fake.config().bearingSilence(SHORT).upTo(50 << 20);

        assertObstacle(scan(scanner(config), ByteSource.wrap(new byte[50 << 20])), Scanner.Obstacle.TIMEOUT);
    }

    @Test
    void waitsNoLongerThanItMayForAnAnswerThatComesByteByByte() throws IOException {
        FakeIcap fake = fake("", (body, said) -> {
            readChunks(body);
            say(said, unended("", "200 OK"));
            while (true) {
                say(said, "1\r\n\0\r\n");
            }
        });
        IcapConfig config = fake.config().waiting(SHORT).upTo(1L << 40);

        assertObstacle(scan(scanner(config), new Endless()), Scanner.Obstacle.TIMEOUT);
    }

    /** A content of zeros that has a megabyte when it is sent, and no end when it is compared. */
    private static final class Endless extends ByteSource {
        private boolean opened;

        @Override
        public InputStream openStream() throws IOException {
            InputStream zeros = opened
                    ? new InputStream() {
                        @Override
                        public int read() {
                            return 0;
                        }
                    }
                    : new ByteArrayInputStream(new byte[1 << 20]);
            opened = true;
            return zeros;
        }
    }

    // The content.

    @Test
    void doesNotAskAboutWhatIsLargerThanConfigured() throws IOException {
        FakeIcap fake = fake("", answering(NOTHING));
        IcapConfig config = fake.config().upTo(100_000);

        assertObstacle(scan(scanner(config), ByteSource.wrap(new byte[100_001])), Scanner.Obstacle.TOO_LARGE);
        assertThat(fake.asked()).isEmpty();
        assertObstacle(scan(scanner(config), unsized(ByteSource.wrap(new byte[100_001]))), Scanner.Obstacle.TOO_LARGE);
        assertThat(scan(scanner(config), ByteSource.wrap(new byte[100_000])).verdict())
                .isEqualTo(CLEAN);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Preview: 4\r\n"})
    void clearsNothingThatCantBeRead(String options) throws IOException {
        FakeIcap fake = fake(options, (body, said) -> {
            readChunks(body);
            say(said, CONTINUE);
            readChunks(body);
            say(said, NOTHING);
        });
        ByteSource broken = new ByteSource() {
            @Override
            public InputStream openStream() throws IOException {
                throw new IOException("this was to be expected");
            }
        };

        Scanner.Report report = scan(scanner(fake.config()), ByteSource.concat(CONTENT, broken));

        assertObstacle(report, Scanner.Obstacle.FAULT);
        assertThat(((Scanner.NotScanned) report.verdict()).reason())
                .isEqualTo("the content could not be read to its end");
    }

    // Whether it is there.

    @Test
    void saysWhetherTheServiceIsThere() throws IOException {
        FakeIcap fake = fake("", answering(NOTHING));
        IcapService service = service(fake.config());

        IcapService gone = service(IcapConfig.to(URI.create("icap://127.0.0.1:" + RealPart.freePort() + "/scan")));

        assertThat(service.isThere()).isTrue();
        assertThat(gone.isThere()).isFalse();
    }

    @Test
    void connectsToNoHostThatIsNotKnown() {
        Scanner scanner = scanner(IcapConfig.to(URI.create("icap://nowhere.invalid/scan")));

        assertObstacle(scan(scanner, CONTENT), Scanner.Obstacle.FAULT);
    }
}
