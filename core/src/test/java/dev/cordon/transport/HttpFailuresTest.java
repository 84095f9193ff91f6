package dev.cordon.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.common.collect.ImmutableMap;
import com.google.common.io.ByteSource;
import dev.cordon.attribute.Attributes;
import dev.cordon.codec.ErrorCode;
import dev.cordon.codec.Header;
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
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What goes wrong between two places, and how each of them hears of it. */
class HttpFailuresTest {
    private static final Request QUESTION = Request.of(Transaction.QUERY_STATUS, Header.empty());

    private final SettableClock clock = SettableClock.at(Instant.parse("2026-01-01T10:00:00Z"));
    private final ExecutorService executor = Executors.newCachedThreadPool();
    private final List<AutoCloseable> open = new ArrayList<>();

    @AfterEach
    void close() throws Exception {
        for (AutoCloseable closeable : open) {
            closeable.close();
        }
        executor.shutdownNow();
    }

    /** A sender that writes everything before it reads would find the connection reset if any of it were left unread. */
    @Test
    void aRefusalArrivesThoughNobodyReadTheContent() throws IOException {
        URI address = listen(request -> {
            throw new WireException(ErrorCode.DECLINED, "refused unread");
        });

        assertThat(answerToContentOf(96 << 20, address)).startsWith("HTTP/1.1 403 ");
    }

    @Test
    void aRefusalArrivesThoughTheHandlerHasClosedTheContentUnread() throws IOException {
        URI address = listen(request -> {
            request.close();
            throw new WireException(ErrorCode.DECLINED, "refused unread");
        });

        assertThat(answerToContentOf(32 << 20, address)).startsWith("HTTP/1.1 403 ");
    }

    @Test
    void aCallerWithoutTheTokenHearsItAfterMuchContent() throws IOException {
        URI address = listen(
                request -> Reply.of(Header.empty()),
                HttpListenerConfig.loopback(0).requiring(Secret.of("right")));

        assertThat(answerToContentOf(32 << 20, address)).startsWith("HTTP/1.1 401 ");
    }

    @Test
    void aCallerThatSendsTooLittleButStillListensIsAnswered() throws IOException {
        URI address = listen(request -> {
            request.content().transferTo(OutputStream.nullOutputStream());
            return Reply.of(Header.empty());
        });

        try (Socket socket = new Socket(address.getHost(), address.getPort())) {
            socket.getOutputStream().write(postOf(100).getBytes(StandardCharsets.US_ASCII));
            socket.shutdownOutput();

            assertThat(firstLine(socket)).startsWith("HTTP/1.1 500 ");
        }
    }

    @Test
    void aReplyThatIsCutShortFailsWhileItIsRead() throws Exception {
        HttpTransport transport = to(answering("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nonly this"));

        assertThatIOException().isThrownBy(() -> {
            try (Received reply = transport.send(QUESTION)) {
                reply.content().readAllBytes();
            }
        });
    }

    @Test
    void aReplyThatPausesTooLongFailsWhileItIsRead() throws Exception {
        CountDownLatch over = new CountDownLatch(1);
        open.add(over::countDown);
        ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        open.add(server);
        executor.execute(() -> {
            try (Socket socket = server.accept()) {
                String begun = "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nonly this";
                socket.getOutputStream().write(begun.getBytes(StandardCharsets.US_ASCII));
                over.await();
            } catch (IOException | InterruptedException e) {
                // The test sees the failure at its own end of the connection.
            }
        });
        HttpTransportConfig config = HttpTransportConfig.to(URI.create("http://127.0.0.1:" + server.getLocalPort()));
        HttpTransport transport = new HttpTransport(config.pausing(Duration.ofMillis(200)), clock);

        try (Received reply = transport.send(QUESTION)) {
            assertThat(reply.content().readNBytes(9))
                    .asString(StandardCharsets.US_ASCII)
                    .isEqualTo("only this");
            assertThatIOException().isThrownBy(() -> reply.content().read()).withMessage("nothing came for 200 ms");
        }
    }

    @Test
    void contentThatThePlaceCannotReadIsAnInternalError() throws IOException {
        HttpTransport transport = to(listen(request -> new Reply(Header.empty(), unreadable())));

        WireException refusal = catchThrowableOfType(
                WireException.class, () -> transport.send(QUESTION).orThrow());

        assertThat(refusal.code()).isEqualTo(ErrorCode.INTERNAL);
    }

    @Test
    void contentThatTheSenderCannotReadIsNotBlamedOnTheNetwork() throws IOException {
        HttpTransport transport = to(listen(request -> Reply.of(Header.empty())));
        Request request = new Request(Transaction.FORWARD_SAMPLE, Header.empty(), unreadable());

        assertThatIOException().isThrownBy(() -> transport.send(request)).withMessageContaining("content to be sent");
    }

    @Test
    void anAnswerThatIsNotOursIsInternalWithItsStatus() throws Exception {
        HttpTransport transport =
                to(answering("HTTP/1.1 502 Bad\r\nX-Cache: a\r\nX-Cache: b\r\nContent-Length: 0\r\n\r\n"));

        WireException failure = catchThrowableOfType(WireException.class, () -> transport.send(QUESTION));

        assertThat(failure.code()).isEqualTo(ErrorCode.INTERNAL);
        assertThat(failure).hasMessageContaining("502");
    }

    @Test
    void whatAStrangerSaysIsNotRepeated() throws Exception {
        HttpTransport transport = to(answering("<script>not HTTP</script>\r\n\r\n"));

        assertThatIOException()
                .isThrownBy(() -> transport.send(QUESTION))
                .withMessageContaining("127.0.0.1:")
                .withMessageNotContaining("script");
    }

    @Test
    void aHeaderOverTheLimitsIsRefusedByTheListener() throws IOException {
        HttpTransport transport = to(listen(request -> Reply.of(Header.empty())));
        Header oversized = Header.builder().set("X-Much", "a".repeat(9 << 10)).build();

        WireException refusal = catchThrowableOfType(
                WireException.class,
                () -> transport
                        .send(Request.of(Transaction.QUERY_STATUS, oversized))
                        .orThrow());

        assertThat(refusal.code()).isEqualTo(ErrorCode.MALFORMED);
    }

    @Test
    void aHeaderOverTheLimitsIsRefusedByTheSender() throws IOException {
        Header oversized = Header.builder().set("X-Much", "a".repeat(9 << 10)).build();
        HttpTransport transport = to(listen(request -> Reply.of(oversized)));

        WireException refusal = catchThrowableOfType(WireException.class, () -> transport.send(QUESTION));

        assertThat(refusal.code()).isEqualTo(ErrorCode.MALFORMED);
    }

    @Test
    void theLongestFileNameThatIsAllowedPasses() throws IOException {
        HttpTransport transport = to(listen(request -> Reply.of(Header.builder()
                .set(
                        "X-Seen",
                        String.valueOf(request.header()
                                .text("X-Sample-File")
                                .orElse("")
                                .length()))
                .build())));
        Header named = Header.builder()
                .set(Attributes.SAMPLE_FILE.name(), "a".repeat(32 << 10))
                .build();

        try (Received reply =
                transport.send(Request.of(Transaction.QUERY_STATUS, named)).orThrow()) {
            assertThat(reply.header().text("X-Seen")).contains("32768");
        }
    }

    @Test
    void moreFieldsThanTheServerOfTheJdkTakesAreAFailedConnection() throws IOException {
        HttpTransport transport = to(listen(request -> Reply.of(Header.empty())));
        Header.Builder many = Header.builder();
        for (int number = 0; number < 230; number++) {
            many.add("Cordon-" + number, "1");
        }

        assertThatIOException()
                .isThrownBy(() -> transport.send(Request.of(Transaction.QUERY_STATUS, many.build())))
                .isNotInstanceOf(WireException.class);
    }

    @Test
    void aHostThatNobodyKnowsIsNamedWithItsPort() {
        HttpTransport transport = to(URI.create("http://nobody.invalid"));

        assertThatIOException().isThrownBy(() -> transport.send(QUESTION)).withMessageContaining("nobody.invalid:80");
    }

    @Test
    void aDeskWhoseBookkeepingFailsAnswersAllTheSame() throws IOException {
        Handler failing = request -> {
            throw new IllegalStateException("first");
        };
        Desk desk = new Desk(ImmutableMap.of(Transaction.QUERY_STATUS, failing), (transaction, failure) -> {
            throw new IllegalStateException("second");
        });
        HttpListener listener = HttpListener.open(HttpListenerConfig.loopback(0), desk, executor, clock);
        open.add(listener);

        WireException refusal = catchThrowableOfType(
                WireException.class, () -> to(listener.address()).send(QUESTION).orThrow());

        assertThat(refusal.code()).isEqualTo(ErrorCode.INTERNAL);
    }

    @Test
    void onceClosedNobodyAnswersAndClosingAgainDoesNothing() throws IOException {
        HttpListener listener = HttpListener.open(
                HttpListenerConfig.loopback(0), desk(request -> Reply.of(Header.empty())), executor, clock);

        listener.close();
        listener.close();

        assertThatIOException().isThrownBy(() -> to(listener.address()).send(QUESTION));
    }

    private static String answerToContentOf(int length, URI address) throws IOException {
        byte[] chunk = new byte[1 << 20];
        try (Socket socket = new Socket(address.getHost(), address.getPort())) {
            OutputStream out = socket.getOutputStream();
            out.write(postOf(length).getBytes(StandardCharsets.US_ASCII));
            for (int sent = 0; sent < length; sent += chunk.length) {
                out.write(chunk);
            }
            return firstLine(socket);
        }
    }

    private static String postOf(int length) {
        return "POST /cordon/1/forward-sample HTTP/1.1\r\nHost: x\r\nContent-Length: " + length
                + "\r\nConnection: close\r\n\r\n";
    }

    private static String firstLine(Socket socket) throws IOException {
        return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1)
                .lines()
                .findFirst()
                .orElse("nothing");
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

    /** Returns the address of a server that reads one request's header and says always the same. */
    private URI answering(String bytes) throws IOException {
        ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        open.add(server);
        executor.execute(() -> {
            try (Socket socket = server.accept()) {
                int matched = 0;
                while (matched < 4) {
                    int next = socket.getInputStream().read();
                    matched = next == "\r\n\r\n".charAt(matched) ? matched + 1 : next == '\r' ? 1 : 0;
                }
                socket.getOutputStream().write(bytes.getBytes(StandardCharsets.US_ASCII));
            } catch (IOException e) {
                // The test sees the failure at its own end of the connection.
            }
        });
        return URI.create("http://127.0.0.1:" + server.getLocalPort());
    }

    private HttpTransport to(URI address) {
        return new HttpTransport(HttpTransportConfig.to(address), clock);
    }

    private URI listen(Handler handler) throws IOException {
        return listen(handler, HttpListenerConfig.loopback(0));
    }

    private URI listen(Handler handler, HttpListenerConfig config) throws IOException {
        HttpListener listener = HttpListener.open(config, desk(handler), executor, clock);
        open.add(listener);
        return listener.address();
    }

    private static Desk desk(Handler handler) {
        return new Desk(
                ImmutableMap.of(Transaction.FORWARD_SAMPLE, handler, Transaction.QUERY_STATUS, handler),
                (transaction, failure) -> {});
    }
}
