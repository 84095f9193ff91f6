package dev.cordon.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.within;

import com.google.common.collect.ImmutableMap;
import com.google.common.io.ByteSource;
import dev.cordon.attribute.Attributes;
import dev.cordon.codec.ContentKeys;
import dev.cordon.codec.ErrorCode;
import dev.cordon.codec.Header;
import dev.cordon.codec.HeaderLimits;
import dev.cordon.codec.WireError;
import dev.cordon.codec.WireException;
import dev.cordon.protocol.Desk;
import dev.cordon.protocol.Handler;
import dev.cordon.protocol.Received;
import dev.cordon.protocol.Reply;
import dev.cordon.protocol.Request;
import dev.cordon.protocol.Transaction;
import dev.cordon.testkit.SettableClock;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Client and listener over real sockets on loopback. */
class HttpTransportTest {
    private static final Instant NOW = Instant.parse("2026-01-01T10:00:00Z");

    private final SettableClock sender = SettableClock.at(NOW);
    private final SettableClock receiver = SettableClock.at(NOW);
    private final ExecutorService executor = Executors.newCachedThreadPool();
    private final List<AutoCloseable> open = new ArrayList<>();
    private final BlockingQueue<String> failures = new LinkedBlockingQueue<>();

    @AfterEach
    void close() throws Exception {
        for (AutoCloseable closeable : open) {
            closeable.close();
        }
        executor.shutdownNow();
    }

    @Test
    void attributesAndContentArriveAsTheyWereSent() throws IOException {
        byte[] content = new byte[3_000_000];
        new Random(1).nextBytes(content);
        Header header = Header.builder()
                .set(Attributes.SAMPLE_FILE, "C:\\Memos\\Größe.doc")
                .set(Attributes.PLATFORM_QSERVER_WININET_ENCRYPTION, 128)
                .add("X-Unknown-Thing", "=?odd?= value")
                .add("X-Spaced", "a  b")
                .add("X-Empty", "")
                .add("Cordon-Outcome", "one")
                .add("Cordon-Outcome", "two")
                .build();
        HttpTransport transport = to(listen(HttpTransportTest::echo), HttpTransportTest::unchanged);

        try (Received reply =
                transport.send(new Request(Transaction.FORWARD_SAMPLE, header, ByteSource.wrap(content)))) {
            assertThat(reply.header().find(Attributes.SAMPLE_FILE)).contains("C:\\Memos\\Größe.doc");
            assertThat(reply.header().fields().stream().map(Header.Field::name))
                    .contains("X-Sample-File", "X-Platform-QServer-WinINet-Encryption", "X-Unknown-Thing");
            assertThat(reply.header().fields())
                    .filteredOn(field -> field.name().equals("Cordon-Outcome"))
                    .extracting(Header.Field::value)
                    .containsExactly("one", "two");
            assertThat(reply.header().text("X-Unknown-Thing")).contains("=?odd?= value");
            assertThat(reply.header().text("X-Spaced")).contains("a  b");
            assertThat(reply.header().text("X-Empty")).contains("");
            assertThat(reply.content().readAllBytes()).isEqualTo(content);
        }
    }

    @Test
    void aMessageWithoutContentArrivesWithoutContent() throws IOException {
        HttpTransport transport = to(listen(HttpTransportTest::echo), HttpTransportTest::unchanged);

        try (Received reply = transport.send(Request.of(Transaction.QUERY_STATUS, Header.empty()))) {
            assertThat(reply.content().readAllBytes()).isEmpty();
        }
    }

    @Test
    void whatBelongsToTheConnectionIsNotPartOfTheReply() throws IOException {
        HttpTransport transport = to(listen(HttpTransportTest::echo), HttpTransportTest::unchanged);

        try (Received reply =
                transport.send(new Request(Transaction.FORWARD_SAMPLE, Header.empty(), ByteSource.wrap(new byte[7])))) {
            assertThat(reply.header().fields()).extracting(Header.Field::name).containsExactly("Date");
        }
    }

    @Test
    void theLengthOfTheContentIsTold() throws IOException {
        HttpTransport transport = to(
                listen(request -> Reply.of(Header.builder()
                        .set("X-Length", request.header().text("Content-Length").orElse("none"))
                        .build())),
                HttpTransportTest::unchanged);

        try (Received reply =
                transport.send(new Request(Transaction.FORWARD_SAMPLE, Header.empty(), ByteSource.wrap(new byte[7])))) {
            assertThat(reply.header().text("X-Length")).contains("7");
        }
    }

    @Test
    void datesAreMovedToTheReceiversClock() throws IOException {
        receiver.advance(Duration.ofMinutes(10));
        HttpTransport transport = to(
                listen(request -> Reply.of(Header.builder()
                        .set("X-Seen", request.header().text("X-Date-Captured").orElse("none"))
                        .build())),
                HttpTransportTest::unchanged);
        Header captured = Header.builder().set(Attributes.DATE_CAPTURED, NOW).build();

        try (Received reply = transport.send(Request.of(Transaction.QUERY_STATUS, captured))) {
            assertThat(reply.header().text("X-Seen")).contains("Thu, 01 Jan 2026 10:10:00 GMT");
        }
    }

    @Test
    void datesOfAReplyAreMovedToTheSendersClock() throws IOException {
        receiver.advance(Duration.ofHours(5));
        HttpTransport transport = to(
                listen(request -> Reply.of(Header.builder()
                        .set(Attributes.DATE_FINISHED, receiver.instant().minusSeconds(60))
                        .build())),
                HttpTransportTest::unchanged);

        try (Received reply = transport.send(Request.of(Transaction.QUERY_STATUS, Header.empty()))) {
            // Date has whole seconds and is written a moment after it is taken account of.
            assertThat(reply.header().require(Attributes.DATE_FINISHED))
                    .isCloseTo(NOW.minusSeconds(60), within(30, ChronoUnit.SECONDS));
        }
    }

    @ParameterizedTest
    @EnumSource(ErrorCode.class)
    void everyRefusalArrivesWithItsCode(ErrorCode code) throws IOException {
        HttpTransport transport = to(
                listen(request -> {
                    throw new WireException(WireError.of(code, 1, 2), "refused");
                }),
                HttpTransportTest::unchanged);

        WireException refusal = catchThrowableOfType(
                WireException.class,
                () -> transport
                        .send(Request.of(Transaction.QUERY_STATUS, Header.empty()))
                        .orThrow());

        assertThat(refusal.error()).isEqualTo(WireError.of(code, 1, 2));
    }

    @Test
    void aFailureOfThePlaceIsInternalAndIsTold() throws IOException {
        HttpTransport transport = to(
                listen(request -> {
                    throw new IllegalStateException("secret detail");
                }),
                HttpTransportTest::unchanged);

        try (Received reply = transport.send(Request.of(Transaction.QUERY_STATUS, Header.empty()))) {
            assertThat(reply.header().find(ContentKeys.ERROR)).contains(WireError.of(ErrorCode.INTERNAL));
            assertThat(reply.header().fields().toString()).doesNotContain("secret detail");
        }
        assertThat(failures).hasSize(1);
    }

    @Test
    void aTransactionThatNobodyAnswersIsRefused() throws IOException {
        HttpTransport transport = to(listen(HttpTransportTest::echo), HttpTransportTest::unchanged);

        WireException refusal = catchThrowableOfType(
                WireException.class,
                () -> transport
                        .send(Request.of(Transaction.QUERY_SEQUENCE, Header.empty()))
                        .orThrow());

        assertThat(refusal.code()).isEqualTo(ErrorCode.TYPE);
    }

    @Test
    void onlyWhoKnowsTheTokenIsAnswered() throws IOException {
        Secret token = Secret.of("right");
        URI address =
                listen(HttpTransportTest::echo, HttpListenerConfig.loopback(0).requiring(token));

        HttpTransport knows = to(address, config -> config.authenticating(token));
        knows.send(Request.of(Transaction.QUERY_STATUS, Header.empty()))
                .orThrow()
                .close();

        for (HttpTransport stranger : List.of(
                to(address, HttpTransportTest::unchanged),
                to(address, config -> config.authenticating(Secret.of("wrong"))))) {
            WireException refusal = catchThrowableOfType(
                    WireException.class,
                    () -> stranger.send(Request.of(Transaction.QUERY_STATUS, Header.empty()))
                            .orThrow());
            assertThat(refusal.code()).isEqualTo(ErrorCode.DECLINED);
        }
    }

    @Test
    void aRefusalReachesWhoIsStillSending() throws IOException {
        URI address = listen(
                request -> {
                    throw new WireException(ErrorCode.DECLINED, "not even looked at");
                },
                HttpListenerConfig.loopback(0));
        HttpTransport transport = to(address, HttpTransportTest::unchanged);

        WireException refusal = catchThrowableOfType(
                WireException.class,
                () -> transport
                        .send(new Request(
                                Transaction.FORWARD_SAMPLE, Header.empty(), ByteSource.wrap(new byte[5 << 20])))
                        .orThrow());

        assertThat(refusal.code()).isEqualTo(ErrorCode.DECLINED);
    }

    @Test
    void withoutATokenOnlyThisMachineIsListenedTo() {
        HttpListenerConfig everywhere =
                new HttpListenerConfig("0.0.0.0", 0, Optional.empty(), Optional.empty(), HeaderLimits.standard());

        assertThatIllegalArgumentException()
                .isThrownBy(() -> HttpListener.open(everywhere, desk(HttpTransportTest::echo), executor, receiver))
                .withMessageContaining("token");
    }

    @Test
    void secretsDoNotTravelInTheClear() {
        HttpTransport transport =
                to(URI.create("http://gateway.example:8080"), config -> config.authenticating(Secret.of("hush")));

        assertThatIOException()
                .isThrownBy(() -> transport.send(Request.of(Transaction.QUERY_STATUS, Header.empty())))
                .withMessageContaining("https")
                .withMessageNotContaining("hush");
        Header credentials =
                Header.builder().set(Attributes.CUSTOMER_CREDENTIALS, "hush").build();
        HttpTransport other = to(URI.create("http://gateway.example:8080"), HttpTransportTest::unchanged);
        assertThatIOException().isThrownBy(() -> other.send(Request.of(Transaction.QUERY_STATUS, credentials)));
        assertThat(Secret.of("hush")).hasToString("(secret)");
    }

    @Test
    void aPlaceThatIsDownIsNamed() throws IOException {
        int port;
        try (ServerSocket taken = new ServerSocket(0)) {
            port = taken.getLocalPort();
        }
        HttpTransport transport = to(URI.create("http://127.0.0.1:" + port), HttpTransportTest::unchanged);

        assertThatIOException()
                .isThrownBy(() -> transport.send(Request.of(Transaction.QUERY_STATUS, Header.empty())))
                .isNotInstanceOf(WireException.class)
                .withMessageContaining("127.0.0.1:" + port);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Content-Length: 100\r\n\r\nonly this",
                "Transfer-Encoding: chunked\r\n\r\n9\r\nonly this\r\n",
                "Transfer-Encoding: chunked\r\n\r\n20\r\nonly this"
            })
    void aBodyThatIsCutShortFailsInTheHandlerAndNothingElseBreaks(String rest) throws Exception {
        BlockingQueue<String> seen = new LinkedBlockingQueue<>();
        URI address = listen(request -> {
            try {
                seen.add("read " + request.content().readAllBytes().length);
            } catch (IOException e) {
                seen.add("failed");
            }
            return Reply.of(Header.empty());
        });

        try (Socket socket = new Socket(address.getHost(), address.getPort())) {
            OutputStream out = socket.getOutputStream();
            out.write(("POST /cordon/1/forward-sample HTTP/1.1\r\nHost: x\r\n" + rest)
                    .getBytes(StandardCharsets.US_ASCII));
            out.flush();
        }

        assertThat(seen.poll(20, TimeUnit.SECONDS)).isEqualTo("failed");
        to(address, HttpTransportTest::unchanged)
                .send(new Request(Transaction.FORWARD_SAMPLE, Header.empty(), ByteSource.wrap(new byte[7])))
                .orThrow()
                .close();
        assertThat(seen.poll(20, TimeUnit.SECONDS)).isEqualTo("read 7");
    }

    @Test
    void strangePathsAndMethodsAreRefused() throws IOException {
        URI address = listen(HttpTransportTest::echo);

        assertThat(raw(address, "GET /cordon/1/query-status HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 405");
        assertThat(raw(address, "POST /other HTTP/1.1\r\nHost: x\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 404");
        assertThat(raw(
                        address,
                        "POST /cordon/1/query-status HTTP/1.1\r\nHost: x\r\nX-Sample-Size: 1\r\nx-sample-size: 2\r\n"
                                + "Content-Length: 0\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 400")
                .containsIgnoringCase("x-error: malformed");
    }

    private static String raw(URI address, String request) throws IOException {
        try (Socket socket = new Socket(address.getHost(), address.getPort());
                InputStream in = socket.getInputStream()) {
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            socket.getOutputStream().flush();
            return new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
        }
    }

    private static Reply echo(Received request) throws IOException {
        Header.Builder header = Header.builder();
        request.header().forEach(field -> header.add(field.name(), field.value()));
        return new Reply(header.build(), ByteSource.wrap(request.content().readAllBytes()));
    }

    private static HttpTransportConfig unchanged(HttpTransportConfig config) {
        return config;
    }

    private HttpTransport to(URI address, UnaryOperator<HttpTransportConfig> change) {
        return new HttpTransport(change.apply(HttpTransportConfig.to(address)), sender);
    }

    private URI listen(Handler handler) throws IOException {
        return listen(handler, HttpListenerConfig.loopback(0));
    }

    private URI listen(Handler handler, HttpListenerConfig config) throws IOException {
        HttpListener listener = HttpListener.open(config, desk(handler), executor, receiver);
        open.add(listener);
        return listener.address();
    }

    private Desk desk(Handler handler) {
        return new Desk(
                ImmutableMap.of(Transaction.FORWARD_SAMPLE, handler, Transaction.QUERY_STATUS, handler),
                (transaction, failure) -> failures.add(transaction.token()));
    }
}
