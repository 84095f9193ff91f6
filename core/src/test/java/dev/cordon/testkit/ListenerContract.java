package dev.cordon.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import com.google.common.collect.Maps;
import com.google.common.io.ByteSource;
import com.google.common.io.ByteStreams;
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
import dev.cordon.spi.Listener;
import dev.cordon.spi.Transport;
import dev.cordon.transport.HttpListenerConfig;
import dev.cordon.transport.HttpTransport;
import dev.cordon.transport.HttpTransportConfig;
import dev.cordon.transport.Secret;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.SequenceInputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * What every {@link Listener} over HTTP does. Extend it and say how the listener under test is opened, without TLS; every
 * test is one rule.
 */
public abstract class ListenerContract {
    private static final Instant NOW = Instant.parse("2026-01-01T10:00:00Z");
    private static final Secret PLACES = Secret.of("of-places");
    private static final Secret OPERATORS = Secret.of("of-operators");
    private static final int CALLERS = 20;
    private static final int MIB = 1 << 20;

    private final SettableClock sender = SettableClock.at(NOW);
    private final SettableClock receiver = SettableClock.at(NOW);
    private final ExecutorService callers = Executors.newCachedThreadPool();
    private final List<Listener> open = new ArrayList<>();

    /** For subclasses. */
    protected ListenerContract() {}

    /** Returns a listener that answers from now on. */
    protected abstract Listener open(HttpListenerConfig config, Desk desk, SettableClock clock) throws Exception;

    /** Returns how long is waited for what has to happen. */
    protected Duration enough() {
        return Duration.ofSeconds(30);
    }

    /** Closes what a rule has opened. */
    @AfterEach
    public final void closeAll() throws IOException {
        callers.shutdownNow();
        for (Listener listener : open) {
            listener.close();
        }
    }

    @Test
    void rule01_attributesAndContentArriveAsTheyWereSentAndSoDoesTheReply() throws Exception {
        byte[] content = new byte[3 * MIB];
        new Random(1).nextBytes(content);
        Header header = Header.builder()
                .set(Attributes.SAMPLE_FILE, "C:\\Memos\\Größe.doc")
                .add("X-Unknown-Thing", "=?odd?= value")
                .add("X-Spaced", "a  b")
                .add("X-Empty", "")
                .add("Cordon-Outcome", "one")
                .add("Cordon-Outcome", "two")
                .build();

        try (Received reply = to(listen(ListenerContract::echo))
                .send(new Request(Transaction.FORWARD_SAMPLE, header, ByteSource.wrap(content)))) {
            assertThat(reply.header().find(Attributes.SAMPLE_FILE)).contains("C:\\Memos\\Größe.doc");
            assertThat(reply.header().fields()).containsAll(header.fields());
            assertThat(reply.header().fields())
                    .filteredOn(field -> field.name().equals("Cordon-Outcome"))
                    .extracting(Header.Field::value)
                    .containsExactly("one", "two");
            assertThat(reply.content().readAllBytes()).isEqualTo(content);
        }
    }

    @Test
    void rule02_aMessageWithoutContentArrivesWithoutContent() throws Exception {
        try (Received reply =
                to(listen(ListenerContract::echo)).send(Request.of(Transaction.QUERY_STATUS, Header.empty()))) {
            assertThat(reply.content().readAllBytes()).isEmpty();
        }
    }

    @Test
    void rule03_whatBelongsToTheConnectionIsNotPartOfTheMessage() throws Exception {
        try (Received reply = to(listen(ListenerContract::echo))
                .send(new Request(Transaction.FORWARD_SAMPLE, Header.empty(), ByteSource.wrap(new byte[7])))) {
            assertThat(reply.header().fields()).extracting(Header.Field::name).containsExactly("Date");
        }
    }

    @Test
    void rule04_theLengthOfTheContentIsToldToTheDesk() throws Exception {
        Handler handler = request -> Reply.of(Header.builder()
                .set("X-Length", request.header().text("Content-Length").orElse("none"))
                .build());

        try (Received reply = to(listen(handler))
                .send(new Request(Transaction.FORWARD_SAMPLE, Header.empty(), ByteSource.wrap(new byte[7])))) {
            assertThat(reply.header().text("X-Length")).contains("7");
        }
    }

    @Test
    void rule05_contentInChunksArrives() throws Exception {
        URI address = listen(ListenerContract::echo);

        assertThat(raw(address, post("Transfer-Encoding: chunked") + "4\r\nabcd\r\n3\r\nefg\r\n0\r\n\r\n"))
                .startsWith("HTTP/1.1 200 ")
                .endsWith("\r\n\r\nabcdefg");
    }

    @Test
    void rule06_datesAreMovedToTheClockOfThePlaceAndBack() throws Exception {
        receiver.advance(Duration.ofMinutes(10));
        Handler handler = request -> Reply.of(Header.builder()
                .set("X-Seen", request.header().text("X-Date-Captured").orElse("none"))
                .set(Attributes.DATE_FINISHED, receiver.instant().minusSeconds(60))
                .build());
        Header captured = Header.builder().set(Attributes.DATE_CAPTURED, NOW).build();

        try (Received reply = to(listen(handler)).send(Request.of(Transaction.QUERY_STATUS, captured))) {
            assertThat(reply.header().text("X-Seen")).contains("Thu, 01 Jan 2026 10:10:00 GMT");
            assertThat(reply.header().require(Attributes.DATE_FINISHED))
                    .isCloseTo(NOW.minusSeconds(60), within(30, ChronoUnit.SECONDS));
        }
    }

    @Test
    void rule07_everyRefusalArrivesWithItsCodeAndParameters() throws Exception {
        for (ErrorCode code : ErrorCode.values()) {
            WireError error = WireError.of(code, 1, 2);
            URI address = listen(request -> {
                throw new WireException(error, "refused");
            });

            assertThat(refusal(to(address), Transaction.QUERY_STATUS, Header.empty()))
                    .contains(error);
        }
    }

    @Test
    void rule08_aFailureOfThePlaceIsInternalAndShowsNothing() throws Exception {
        URI address = listen(request -> {
            throw new IllegalStateException("secret detail");
        });

        assertThat(raw(address, post("Content-Length: 0")))
                .startsWith("HTTP/1.1 500 ")
                .containsIgnoringCase("x-error: internal")
                .doesNotContain("secret detail");
    }

    @Test
    void rule09_contentThatThePlaceCannotReadIsInternal() throws Exception {
        URI address = listen(request -> new Reply(Header.empty(), unreadable()));

        assertThat(refusal(to(address), Transaction.QUERY_STATUS, Header.empty()))
                .contains(WireError.of(ErrorCode.INTERNAL));
    }

    @Test
    void rule10_strangeMethodsPathsAndTransactionsAreRefused() throws Exception {
        URI address = listen(ListenerContract::echo);

        assertThat(raw(address, "GET /cordon/1/forward-sample HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 405 ")
                .containsIgnoringCase("allow: post");
        assertThat(raw(address, "POST /other HTTP/1.1\r\nHost: x\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 404 ")
                .containsIgnoringCase("x-error: type");
        assertThat(
                        raw(
                                address,
                                "POST /cordon/1/nonsense HTTP/1.1\r\nHost: x\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 404 ");
    }

    @Test
    void rule11_placesAndOperatorsNeedEachTheirOwnToken() throws Exception {
        HttpListenerConfig config =
                HttpListenerConfig.loopback(0).requiring(PLACES).operatedWith(OPERATORS);
        URI address = listen(ListenerContract::echo, config);

        for (Transaction transaction : Transaction.values()) {
            for (Optional<Secret> token : List.of(
                    Optional.of(PLACES),
                    Optional.of(OPERATORS),
                    Optional.of(Secret.of("of-nobody")),
                    Optional.<Secret>empty())) {
                Optional<Secret> right = Optional.of(transaction.isForOperators() ? OPERATORS : PLACES);
                assertThat(refusal(to(address, token), transaction, Header.empty()))
                        .as("%s with %s", transaction, token.map(Secret::value))
                        .isEqualTo(
                                token.equals(right) ? Optional.empty() : Optional.of(WireError.of(ErrorCode.DECLINED)));
            }
        }
    }

    @Test
    void rule12_aMissingTokenIsAskedForAsHttpDoes() throws Exception {
        HttpListenerConfig config = HttpListenerConfig.loopback(0).requiring(PLACES);
        URI address = listen(ListenerContract::echo, config);

        assertThat(raw(address, post("Content-Length: 0")))
                .startsWith("HTTP/1.1 401 ")
                .containsIgnoringCase("www-authenticate: bearer");
        assertThat(raw(address, post("authorization: bearer of-places\r\nContent-Length: 0")))
                .startsWith("HTTP/1.1 200 ");
    }

    @Test
    void rule13_operatorsHaveNoDoorWhereTheyHaveNoToken() throws Exception {
        URI address = listen(ListenerContract::echo);

        assertThat(refusal(to(address), Transaction.LIST_SAMPLES, Header.empty()))
                .contains(WireError.of(ErrorCode.DECLINED));
    }

    @Test
    void rule14_withoutAnythingToProveOnlyLoopbackIsListenedOn() {
        HttpListenerConfig everywhere =
                new HttpListenerConfig("0.0.0.0", 0, Optional.empty(), Optional.empty(), HeaderLimits.standard());

        assertThatIllegalArgumentException()
                .isThrownBy(() -> listen(ListenerContract::echo, everywhere))
                .withMessageContaining("loopback");
    }

    /** A sender that writes everything before it reads would find the connection reset if any of it were left unread. */
    @Test
    void rule15_aRefusalArrivesThoughNobodyHasReadTheContent() throws Exception {
        URI address = listen(request -> {
            request.close();
            throw new WireException(ErrorCode.DECLINED, "refused unread");
        });

        assertThat(firstLineAfter(96 * MIB, address)).startsWith("HTTP/1.1 403 ");
    }

    @Test
    void rule16_aCallerWithoutTheTokenHearsItAfterMuchContent() throws Exception {
        URI address =
                listen(ListenerContract::echo, HttpListenerConfig.loopback(0).requiring(PLACES));

        assertThat(firstLineAfter(32 * MIB, address)).startsWith("HTTP/1.1 401 ");
    }

    @Test
    void rule17_contentThatIsCutShortFailsInTheHandlerAndHarmsNobodyElse() throws Exception {
        for (String rest : List.of(
                "Content-Length: 100\r\n\r\nonly this",
                "Content-Length: 100000\r\n\r\n" + "a".repeat(70_000),
                "Transfer-Encoding: chunked\r\n\r\n9\r\nonly this\r\n",
                "Transfer-Encoding: chunked\r\n\r\n20\r\nonly this")) {
            BlockingQueue<String> seen = new LinkedBlockingQueue<>();
            URI address = listen(request -> {
                try {
                    seen.add("read " + request.content().readAllBytes().length);
                } catch (IOException e) {
                    seen.add("failed");
                }
                return Reply.of(Header.empty());
            });

            try (Socket socket = connect(address)) {
                write(socket, "POST /cordon/1/forward-sample HTTP/1.1\r\nHost: x\r\n" + rest);
            }

            assertThat(seen.poll(enough().toMillis(), TimeUnit.MILLISECONDS))
                    .as(rest.substring(0, 30))
                    .isEqualTo("failed");
            assertThat(refusal(to(address), Transaction.FORWARD_SAMPLE, Header.empty()))
                    .isEmpty();
            assertThat(seen.poll(enough().toMillis(), TimeUnit.MILLISECONDS)).isEqualTo("read 0");
        }
    }

    @Test
    void rule18_aHeaderThatBreaksARuleIsMalformed() throws Exception {
        URI address = listen(ListenerContract::echo);

        for (String fields : List.of(
                "X-Much: " + "a".repeat(9 << 10),
                "X-Sample-Size: 1\r\nx-sample-size: 2",
                "X-Sample-File: Gr\u00f6\u00dfe",
                IntStream.range(0, 9)
                        .mapToObj(number -> "X-Much-" + number + ": " + "a".repeat(8000))
                        .collect(Collectors.joining("\r\n")))) {
            assertThat(raw(address, post(fields + "\r\nContent-Length: 0")))
                    .as(fields.substring(0, 15))
                    .startsWith("HTTP/1.1 400 ")
                    .containsIgnoringCase("x-error: malformed");
        }
    }

    @Test
    void rule19_theLongestFileNameThatIsAllowedPasses() throws Exception {
        Header named = Header.builder()
                .set(Attributes.SAMPLE_FILE.name(), "a".repeat(32 << 10))
                .build();

        try (Received reply = to(listen(ListenerContract::echo)).send(Request.of(Transaction.QUERY_STATUS, named))) {
            assertThat(reply.header().text(Attributes.SAMPLE_FILE.name()))
                    .hasValueSatisfying(name -> assertThat(name).hasSize(32 << 10));
        }
    }

    @Test
    void rule20_contentIsReadWhileItIsBeingSent() throws Exception {
        CountDownLatch half = new CountDownLatch(1);
        URI address = listen(request -> {
            ByteStreams.skipFully(request.content(), MIB);
            half.countDown();
            return Reply.of(Header.builder()
                    .set("X-Rest", ByteStreams.exhaust(request.content()) + "")
                    .build());
        });

        try (Socket socket = connect(address)) {
            write(socket, post("Content-Length: " + 2 * MIB));
            socket.getOutputStream().write(new byte[MIB]);
            assertThat(half.await(enough().toMillis(), TimeUnit.MILLISECONDS))
                    .as("the first half is read before the second is sent")
                    .isTrue();
            socket.getOutputStream().write(new byte[MIB]);

            assertThat(answer(socket)).containsIgnoringCase("x-rest: " + MIB);
        }
    }

    @Test
    void rule21_theContentOfAReplyIsSentWhileItIsBeingRead() throws Exception {
        CountDownLatch arrived = new CountDownLatch(1);
        ByteSource halves = new ByteSource() {
            @Override
            public InputStream openStream() {
                InputStream second = new InputStream() {
                    private final InputStream bytes = new ByteArrayInputStream(new byte[4 * MIB]);

                    @Override
                    public int read() throws IOException {
                        return await(arrived) ? bytes.read() : -1;
                    }

                    @Override
                    public int read(byte[] to, int offset, int length) throws IOException {
                        return await(arrived) ? bytes.read(to, offset, length) : -1;
                    }
                };
                return new SequenceInputStream(new ByteArrayInputStream(new byte[4 * MIB]), second);
            }

            @Override
            public com.google.common.base.Optional<Long> sizeIfKnown() {
                return com.google.common.base.Optional.of(8L * MIB);
            }
        };
        URI address = listen(request -> new Reply(Header.empty(), halves));

        try (Received reply = to(address).send(Request.of(Transaction.FETCH_DEFINITIONS, Header.empty()))) {
            assertThat(reply.content().read()).isZero();
            arrived.countDown();
            assertThat(ByteStreams.exhaust(reply.content())).isEqualTo(8L * MIB - 1);
        }
    }

    @Test
    void rule22_callersDoNotWaitForEachOther() throws Exception {
        CountDownLatch all = new CountDownLatch(CALLERS);
        Transport transport = to(listen(request -> {
            all.countDown();
            return Reply.of(Header.builder().set("X-Met", await(all) + "").build());
        }));
        Callable<String> caller = () -> {
            try (Received reply = transport.send(Request.of(Transaction.QUERY_STATUS, Header.empty()))) {
                return reply.header().text("X-Met").orElse("none");
            }
        };

        List<Future<String>> met = new ArrayList<>();
        for (int number = 0; number < CALLERS; number++) {
            met.add(callers.submit(caller));
        }

        for (Future<String> one : met) {
            assertThat(one.get()).isEqualTo("true");
        }
    }

    @Test
    void rule23_whereTheContentOfAReplyWaitsIsClearedOnceItIsSent() throws Exception {
        CountDownLatch cleared = new CountDownLatch(1);
        URI address = listen(request -> new Reply(Header.empty(), ByteSource.wrap(new byte[7]), cleared::countDown));

        to(address).send(Request.of(Transaction.QUERY_STATUS, Header.empty())).close();

        assertThat(cleared.await(enough().toMillis(), TimeUnit.MILLISECONDS)).isTrue();
    }

    @Test
    void rule24_onceClosedNobodyAnswersAndClosingAgainDoesNothing() throws Exception {
        URI address = listen(ListenerContract::echo);
        assertThat(refusal(to(address), Transaction.QUERY_STATUS, Header.empty()))
                .isEmpty();

        open.get(0).close();
        open.get(0).close();

        assertThatIOException()
                .isThrownBy(() -> to(address).send(Request.of(Transaction.QUERY_STATUS, Header.empty())));
    }

    private URI listen(Handler handler) throws Exception {
        return listen(handler, HttpListenerConfig.loopback(0));
    }

    private URI listen(Handler handler, HttpListenerConfig config) throws Exception {
        Desk desk = new Desk(
                Maps.toMap(Arrays.asList(Transaction.values()), transaction -> handler), (transaction, failure) -> {});
        Listener listener = open(config, desk, receiver);
        open.add(listener);
        return listener.address();
    }

    private Transport to(URI address) {
        return to(address, Optional.empty());
    }

    private Transport to(URI address, Optional<Secret> token) {
        HttpTransportConfig config = HttpTransportConfig.to(address).within(enough(), enough());
        return new HttpTransport(token.map(config::authenticating).orElse(config), sender);
    }

    private static Optional<WireError> refusal(Transport transport, Transaction transaction, Header header)
            throws IOException {
        try (Received reply = transport.send(Request.of(transaction, header))) {
            return reply.header().find(ContentKeys.ERROR);
        }
    }

    private static Reply echo(Received request) throws IOException {
        return new Reply(request.header(), ByteSource.wrap(request.content().readAllBytes()));
    }

    private boolean await(CountDownLatch latch) {
        try {
            return latch.await(enough().toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static ByteSource unreadable() {
        return new ByteSource() {
            @Override
            public InputStream openStream() throws IOException {
                throw new IOException("the disk is gone");
            }

            @Override
            public com.google.common.base.Optional<Long> sizeIfKnown() {
                return com.google.common.base.Optional.of(5L);
            }
        };
    }

    private static String post(String fields) {
        return "POST /cordon/1/forward-sample HTTP/1.1\r\nHost: x\r\nConnection: close\r\n" + fields + "\r\n\r\n";
    }

    private Socket connect(URI address) throws IOException {
        Socket socket = new Socket(address.getHost(), address.getPort());
        socket.setSoTimeout((int) enough().toMillis());
        return socket;
    }

    private static void write(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
        socket.getOutputStream().flush();
    }

    private String raw(URI address, String request) throws IOException {
        try (Socket socket = connect(address)) {
            write(socket, request);
            return answer(socket);
        }
    }

    private static String answer(Socket socket) throws IOException {
        return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
    }

    private String firstLineAfter(int length, URI address) throws IOException {
        byte[] chunk = new byte[MIB];
        try (Socket socket = connect(address)) {
            OutputStream out = socket.getOutputStream();
            write(socket, post("Content-Length: " + length));
            for (int sent = 0; sent < length; sent += chunk.length) {
                out.write(chunk);
            }
            return answer(socket).lines().findFirst().orElse("nothing");
        }
    }
}
