package dev.cordon.transport;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.io.ByteStreams;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.cordon.codec.ClockCorrection;
import dev.cordon.codec.ErrorCode;
import dev.cordon.codec.Header;
import dev.cordon.codec.WireError;
import dev.cordon.codec.WireException;
import dev.cordon.protocol.Desk;
import dev.cordon.protocol.Received;
import dev.cordon.protocol.Reply;
import dev.cordon.protocol.Transaction;
import dev.cordon.spi.Listener;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.Executor;

/**
 * Listens with the HTTP server of the JDK, for loopback and trusted networks.
 *
 * <p>What that server brings with it: a slow caller holds a thread of the executor; more than 200 fields in a request
 * end its connection without an answer; a tab within a value arrives as a blank; the order of fields of different names
 * is lost; {@code Date} in an answer is always the machine's own time, so the other dates of an answer are written to go
 * with it.
 */
public final class HttpListener implements Listener {
    /** How much content is taken from a caller without the token, so that it hears why it is refused. */
    private static final long MOST_OF_A_STRANGER = 64L << 20;

    /** The two clocks are read one after the other, so they may seem a second apart where they are the same. */
    private static final Duration SAME_TIME = Duration.ofSeconds(1);

    /** What the server of the JDK dates its answers by. */
    private static final InstantSource MACHINE = InstantSource.system();

    private final HttpListenerConfig config;
    private final Desk desk;
    private final InstantSource clock;
    private final HttpServer server;

    private HttpListener(HttpListenerConfig config, Desk desk, InstantSource clock, HttpServer server) {
        this.config = config;
        this.desk = desk;
        this.clock = clock;
        this.server = server;
    }

    /**
     * Opens the port and begins to answer.
     *
     * @param executor runs the answers; the caller shuts it down after the listener is closed
     * @throws IllegalArgumentException if a token is needed for this address and there is none
     * @throws IOException if the port can't be opened
     */
    public static HttpListener open(HttpListenerConfig config, Desk desk, Executor executor, InstantSource clock)
            throws IOException {
        InetAddress address = InetAddress.getByName(config.host());
        checkArgument(
                config.token().isPresent() || address.isLoopbackAddress(),
                "without a token only a loopback address is listened on; configure a token");
        HttpServer server = HttpServer.create(new InetSocketAddress(address, config.port()), 0);
        HttpListener listener = new HttpListener(config, desk, clock, server);
        server.createContext("/", listener::answer);
        server.setExecutor(executor);
        server.start();
        return listener;
    }

    @Override
    public URI address() {
        InetSocketAddress bound = server.getAddress();
        String host = bound.getAddress().getHostAddress();
        return URI.create("http://" + (host.indexOf(':') >= 0 ? "[" + host + "]" : host) + ":" + bound.getPort());
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            if (!exchange.getRequestMethod().equals("POST")) {
                exchange.getResponseHeaders().set("Allow", "POST");
                refuse(exchange, ErrorStatuses.METHOD_NOT_ALLOWED, ErrorCode.TYPE);
                return;
            }
            Optional<Transaction> transaction = transaction(exchange.getRequestURI());
            Optional<String> authorization =
                    Optional.ofNullable(exchange.getRequestHeaders().getFirst("Authorization"));
            if (!config.admits(authorization, transaction)) {
                exchange.getResponseHeaders().set("WWW-Authenticate", "Bearer");
                refuse(exchange, ErrorStatuses.UNAUTHORIZED, ErrorCode.DECLINED);
                return;
            }
            if (transaction.isEmpty()) {
                refuse(exchange, ErrorStatuses.NOT_FOUND, ErrorCode.TYPE);
                return;
            }
            try (Reply reply = reply(exchange, transaction.get())) {
                answer(exchange, reply);
            }
        }
    }

    private void refuse(HttpExchange exchange, int status, ErrorCode code) throws IOException {
        discardContent(exchange, MOST_OF_A_STRANGER);
        send(exchange, status, Reply.refused(WireError.of(code)));
    }

    private void answer(HttpExchange exchange, Reply reply) throws IOException {
        discardContent(exchange, Long.MAX_VALUE);
        int status = reply.error().map(WireError::code).map(ErrorStatuses::of).orElse(ErrorStatuses.OK);
        try {
            send(exchange, status, reply);
        } catch (IOException e) {
            if (isBegun(exchange)) {
                throw e;
            }
            send(exchange, ErrorStatuses.of(ErrorCode.INTERNAL), Reply.refused(WireError.of(ErrorCode.INTERNAL)));
        }
    }

    private static boolean isBegun(HttpExchange exchange) {
        return exchange.getResponseCode() >= 0;
    }

    /**
     * Reads what a handler has left of the content. A connection that is closed with something on it is reset, and the
     * caller would never see the answer.
     */
    private static void discardContent(HttpExchange exchange, long most) {
        try {
            ByteStreams.exhaust(ByteStreams.limit(exchange.getRequestBody(), most));
        } catch (IOException e) {
            // The caller sends no more; whether it still listens is seen when the answer is sent.
            return;
        }
    }

    private static Optional<Transaction> transaction(URI uri) {
        String path = uri.getPath();
        return path.startsWith(HttpTransport.PATH)
                ? Transaction.of(path.substring(HttpTransport.PATH.length()))
                : Optional.empty();
    }

    private Reply reply(HttpExchange exchange, Transaction transaction) {
        try {
            Header header = HttpFields.header(exchange.getRequestHeaders(), config.limits());
            return desk.answer(transaction, Received.live(header, content(exchange), clock.instant()));
        } catch (WireException e) {
            return Reply.refused(e.error());
        } catch (IOException | RuntimeException e) {
            return Reply.refused(WireError.of(ErrorCode.INTERNAL));
        }
    }

    /** A handler may close its content, but not what is left of it on the connection. */
    private static InputStream content(HttpExchange exchange) {
        return new FilterInputStream(exchange.getRequestBody()) {
            @Override
            public void close() {
                // What is left is discarded with the answer.
            }
        };
    }

    private void send(HttpExchange exchange, int status, Reply reply) throws IOException {
        long length = reply.content().size();
        try (InputStream content = reply.content().openStream()) {
            dated(reply.header()).forEach(field -> exchange.getResponseHeaders().add(field.name(), field.value()));
            exchange.sendResponseHeaders(status, length == 0 ? -1 : length);
            if (length > 0) {
                try (OutputStream body = exchange.getResponseBody()) {
                    content.transferTo(body);
                }
            }
        }
    }

    private Header dated(Header header) {
        Header sent = HttpFields.sent(header, clock.instant());
        ClockCorrection correction = ClockCorrection.between(sent, MACHINE.instant());
        return correction.difference().abs().compareTo(SAME_TIME) > 0 ? correction.apply(sent) : sent;
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
