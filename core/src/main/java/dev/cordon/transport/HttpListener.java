package dev.cordon.transport;

import static com.google.common.base.Preconditions.checkArgument;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.cordon.codec.ContentKeys;
import dev.cordon.codec.ErrorCode;
import dev.cordon.codec.Header;
import dev.cordon.codec.WireError;
import dev.cordon.codec.WireException;
import dev.cordon.protocol.Desk;
import dev.cordon.protocol.Received;
import dev.cordon.protocol.Reply;
import dev.cordon.protocol.Transaction;
import dev.cordon.spi.Listener;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.Executor;

/**
 * Listens with the HTTP server of the JDK, for loopback and trusted networks: a slow caller holds a thread of the
 * executor, and more than 200 fields in a request end its connection without an answer.
 */
public final class HttpListener implements Listener {
    private static final String BEARER = "Bearer ";
    private static final int DRAIN_BUFFER = 16 << 10;
    private static final long MOST_DRAINED = 64L << 20;

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
                send(exchange, ErrorStatuses.METHOD_NOT_ALLOWED, Reply.refused(WireError.of(ErrorCode.TYPE)));
                return;
            }
            if (!isAllowed(exchange)) {
                drain(exchange);
                send(exchange, ErrorStatuses.UNAUTHORIZED, Reply.refused(WireError.of(ErrorCode.DECLINED)));
                return;
            }
            Optional<Transaction> transaction = transaction(exchange.getRequestURI());
            if (transaction.isEmpty()) {
                send(exchange, ErrorStatuses.NOT_FOUND, Reply.refused(WireError.of(ErrorCode.TYPE)));
                return;
            }
            Reply reply = reply(exchange, transaction.get());
            drain(exchange);
            send(exchange, reply);
        }
    }

    private boolean isAllowed(HttpExchange exchange) {
        if (config.token().isEmpty()) {
            return true;
        }
        return Optional.ofNullable(exchange.getRequestHeaders().getFirst("Authorization"))
                .filter(value -> value.startsWith(BEARER) && value.length() > BEARER.length())
                .flatMap(value -> secret(value.substring(BEARER.length())))
                .filter(config.token().get()::equals)
                .isPresent();
    }

    private static Optional<Secret> secret(String text) {
        try {
            return Optional.of(Secret.of(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
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
            return desk.answer(transaction, Received.live(header, exchange.getRequestBody(), clock.instant()));
        } catch (WireException e) {
            return Reply.refused(e.error());
        } catch (IOException e) {
            return Reply.refused(WireError.of(ErrorCode.LOST));
        }
    }

    /**
     * Reads what a handler has left of the body. A connection that is closed with something on it is reset, and the
     * caller would never see the refusal.
     */
    private static void drain(HttpExchange exchange) {
        byte[] rest = new byte[DRAIN_BUFFER];
        try {
            InputStream body = exchange.getRequestBody();
            long left = MOST_DRAINED;
            int count = body.read(rest);
            while (count >= 0 && left > 0) {
                left -= count;
                count = body.read(rest);
            }
        } catch (IOException e) {
            // The caller has gone; the answer won't find it, and nothing is lost by that.
            return;
        }
    }

    private static void send(HttpExchange exchange, Reply reply) throws IOException {
        send(exchange, reply.error().map(WireError::code).map(ErrorStatuses::of).orElse(ErrorStatuses.OK), reply);
    }

    private static void send(HttpExchange exchange, int status, Reply reply) throws IOException {
        for (Header.Field field : reply.header()) {
            boolean framing = field.name().equalsIgnoreCase(ContentKeys.CONTENT_LENGTH.name())
                    || field.name().equalsIgnoreCase(ContentKeys.DATE.name());
            if (!framing && HttpFields.isOfMessage(field.name())) {
                exchange.getResponseHeaders().add(field.name(), field.value());
            }
        }
        long length = reply.content().size();
        exchange.sendResponseHeaders(status, length == 0 ? -1 : length);
        if (length > 0) {
            try (OutputStream body = exchange.getResponseBody();
                    InputStream content = reply.content().openStream()) {
                content.transferTo(body);
            }
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
