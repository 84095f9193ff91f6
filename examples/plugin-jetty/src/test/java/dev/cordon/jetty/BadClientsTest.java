package dev.cordon.jetty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.google.common.collect.ImmutableMap;
import com.google.common.io.ByteSource;
import dev.cordon.codec.Header;
import dev.cordon.protocol.Desk;
import dev.cordon.protocol.Handler;
import dev.cordon.protocol.Received;
import dev.cordon.protocol.Reply;
import dev.cordon.protocol.Request;
import dev.cordon.protocol.Transaction;
import dev.cordon.testkit.SettableClock;
import dev.cordon.transport.HttpListenerConfig;
import dev.cordon.transport.HttpTransport;
import dev.cordon.transport.HttpTransportConfig;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Clients that do what they should not, one at a time. */
class BadClientsTest {
    private static final SettableClock CLOCK = SettableClock.at(Instant.parse("2026-01-01T10:00:00Z"));
    private static final Duration SHORT = Duration.ofMillis(300);
    private static final Duration LONG = Duration.ofMinutes(10);
    private static final int ENOUGH_MS = 30_000;
    private static final String POST = "POST /cordon/1/forward-sample HTTP/1.1\r\nHost: x\r\n";

    private final BlockingQueue<String> seen = new LinkedBlockingQueue<>();
    private final List<AutoCloseable> open = new ArrayList<>();

    @AfterEach
    void close() throws Exception {
        for (AutoCloseable closeable : open) {
            closeable.close();
        }
    }

    @Test
    void whoIsSilentIsCutOff() throws IOException {
        Socket socket = connect(listen(standard().waiting(SHORT)));

        assertThat(isCutOff(socket)).isTrue();
    }

    @Test
    void whoSendsAHeaderSlowlyIsCutOff() throws IOException {
        Socket socket = connect(listen(standard().waiting(SHORT)));

        assertThat(drips(POST + "X-Slow: " + "a".repeat(10_000), socket)).isTrue();
    }

    @Test
    void whoSendsContentSlowlyIsCutOffAndTheHandlerIsNotHeldUp() throws Exception {
        Socket socket = connect(listen(standard().waiting(SHORT).flowing(1 << 20)));
        write(socket, POST + "Content-Length: 1000000\r\n\r\n" + "a".repeat(100_000));

        assertThat(drips("a".repeat(10_000), socket)).isTrue();
        assertThat(seen.poll(ENOUGH_MS, TimeUnit.MILLISECONDS)).isEqualTo("failed");
    }

    @Test
    void whoSendsLittleContentSlowlyIsCutOffAsWell() throws Exception {
        Socket socket = connect(listen(standard().waiting(SHORT)));
        write(socket, POST + "Content-Length: 1000\r\n\r\n");

        assertThat(drips("a".repeat(999), socket)).isTrue();
        assertThat(seen.poll(ENOUGH_MS, TimeUnit.MILLISECONDS)).isEqualTo("failed");
    }

    @Test
    void whoTakesTooLongInAllIsCutOffHoweverFastHeIs() throws IOException {
        Socket socket = connect(listen(standard().waiting(LONG).flowing(1).taking(SHORT)));
        write(socket, POST + "Content-Length: 100000000\r\n\r\n" + "a".repeat(100_000));

        assertThat(drips("a".repeat(10_000), socket)).isTrue();
    }

    @Test
    void whoDoesNotTakeTheAnswerIsCutOff() throws Exception {
        Handler generous =
                request -> new Reply(Header.empty(), ByteSource.wrap(new byte[32 << 20]), () -> seen.add("cleared"));
        Socket socket = connect(listen(standard().waiting(SHORT), generous));
        write(socket, POST + "Content-Length: 0\r\n\r\n");

        assertThat(seen.poll(ENOUGH_MS, TimeUnit.MILLISECONDS)).isEqualTo("cleared");
    }

    @Test
    void moreFieldsThanAreAllowedAreMalformed() throws IOException {
        String fields = IntStream.range(0, 300)
                .mapToObj(number -> "Cordon-" + number + ": 1\r\n")
                .collect(Collectors.joining());

        assertThat(answer(POST + fields + "Connection: close\r\nContent-Length: 0\r\n\r\n"))
                .startsWith("HTTP/1.1 400 ")
                .contains("X-Error: malformed");
    }

    @Test
    void asManyFieldsAsAreAllowedPass() throws IOException {
        String fields = IntStream.range(0, 255)
                .mapToObj(number -> "Cordon-" + number + ": 1\r\n")
                .collect(Collectors.joining());

        assertThat(answer(POST + fields + "Connection: close\r\nContent-Length: 0\r\n\r\n"))
                .startsWith("HTTP/1.1 200 ");
    }

    @Test
    void aHeaderThatNeverEndsIsRefusedBeforeItIsRead() throws IOException {
        assertThat(answer(POST + "X-Much: " + "a".repeat(200_000)))
                .startsWith("HTTP/1.1 431 ")
                .contains("X-Error: malformed");
    }

    @Test
    void whatIsNoHttpIsRefusedWithoutRepeatingIt() throws IOException {
        for (String nonsense : List.of(
                "<script>not HTTP</script>\r\n\r\n",
                POST + "<script>: x\r\n\r\n",
                POST + "Content-Length: script\r\n\r\n",
                POST + "Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n",
                POST + "Content-Length: 5\r\nContent-Length: 6\r\n\r\n",
                POST + "X-Break: a\0script\r\n\r\n")) {
            assertThat(answer(nonsense))
                    .as(nonsense)
                    .startsWith("HTTP/1.1 4")
                    .contains("X-Error: malformed")
                    .doesNotContain("script")
                    .doesNotContain("Jetty");
        }
    }

    @Test
    void whoAnnouncesMoreThanHeSendsHarmsNobody() throws Exception {
        URI address = listen(standard());
        try (Socket liar = new Socket(address.getHost(), address.getPort())) {
            write(liar, POST + "Content-Length: 1000000\r\n\r\nonly this");
        }

        assertThat(seen.poll(ENOUGH_MS, TimeUnit.MILLISECONDS)).isEqualTo("failed");
        assertIsServed(address);
    }

    @Test
    void overTheBoundConnectionsWaitUntilOneEnds() throws IOException {
        URI address = listen(standard().waiting(LONG).connecting(2));
        Socket first = connect(address);
        Socket second = connect(address);
        Socket third = connect(address);
        write(first, POST + "Content-Length: 0\r\n\r\n");
        assertThat(line(first)).startsWith("HTTP/1.1 200 ");
        write(second, POST + "Content-Length: 0\r\n\r\n");
        assertThat(line(second)).startsWith("HTTP/1.1 200 ");

        write(third, POST + "Content-Length: 0\r\n\r\n");
        third.setSoTimeout((int) SHORT.toMillis());
        assertThatExceptionOfType(SocketTimeoutException.class).isThrownBy(() -> line(third));
        third.setSoTimeout(ENOUGH_MS);
        first.close();

        assertThat(line(third)).startsWith("HTTP/1.1 200 ");
    }

    private void assertIsServed(URI address) throws IOException {
        HttpTransport transport = new HttpTransport(HttpTransportConfig.to(address), CLOCK);
        try (Received reply = transport
                .send(new Request(Transaction.FORWARD_SAMPLE, Header.empty(), ByteSource.wrap(new byte[7])))
                .orThrow()) {
            assertThat(reply.header().text("X-Read")).contains("7");
        }
    }

    private static JettyListenerConfig standard() {
        return JettyListenerConfig.of(HttpListenerConfig.loopback(0));
    }

    private URI listen(JettyListenerConfig config) throws IOException {
        return listen(config, request -> {
            try {
                int read = request.content().readAllBytes().length;
                return Reply.of(Header.builder().set("X-Read", read + "").build());
            } catch (IOException e) {
                seen.add("failed");
                throw e;
            }
        });
    }

    private URI listen(JettyListenerConfig config, Handler handler) throws IOException {
        Desk desk = new Desk(ImmutableMap.of(Transaction.FORWARD_SAMPLE, handler), (transaction, failure) -> {});
        JettyListener listener = JettyListener.open(config, desk, CLOCK);
        open.add(listener);
        return listener.address();
    }

    private Socket connect(URI address) throws IOException {
        Socket socket = new Socket(address.getHost(), address.getPort());
        open.add(0, socket);
        socket.setSoTimeout(ENOUGH_MS);
        return socket;
    }

    private static void write(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
        socket.getOutputStream().flush();
    }

    private String answer(String request) throws IOException {
        Socket socket = connect(listen(standard()));
        write(socket, request);
        return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
    }

    private static String line(Socket socket) throws IOException {
        StringBuilder line = new StringBuilder();
        InputStream in = socket.getInputStream();
        for (int next = in.read(); next >= 0 && next != '\r'; next = in.read()) {
            line.append((char) next);
        }
        return line.toString();
    }

    /** Returns whether the other side ends the connection without a word. */
    private static boolean isCutOff(Socket socket) throws IOException {
        try {
            return socket.getInputStream().read() < 0;
        } catch (SocketException e) {
            return true;
        }
    }

    /** Sends a byte whenever none has come back for a while, and returns whether the other side ends the connection. */
    private static boolean drips(String text, Socket socket) throws IOException {
        socket.setSoTimeout(20);
        OutputStream out = socket.getOutputStream();
        for (byte single : text.getBytes(StandardCharsets.US_ASCII)) {
            try {
                out.write(single);
                if (socket.getInputStream().read() < 0) {
                    return true;
                }
            } catch (SocketTimeoutException e) {
                // It is still there.
            } catch (SocketException e) {
                return true;
            }
        }
        return false;
    }
}
