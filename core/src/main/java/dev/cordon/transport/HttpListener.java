package dev.cordon.transport;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.net.InetAddresses;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.cordon.codec.ClockCorrection;
import dev.cordon.codec.Header;
import dev.cordon.protocol.Desk;
import dev.cordon.spi.Listener;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
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
    /** The two clocks are read one after the other, so they may seem a second apart where they are the same. */
    private static final Duration SAME_TIME = Duration.ofSeconds(1);

    /** What the server of the JDK dates its answers by. */
    private static final InstantSource MACHINE = InstantSource.system();

    private final HttpDesk desk;
    private final HttpServer server;

    private HttpListener(HttpDesk desk, HttpServer server) {
        this.desk = desk;
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
        HttpListener listener = new HttpListener(new HttpDesk(config, desk, clock), server);
        server.createContext("/", listener::answer);
        server.setExecutor(executor);
        server.start();
        return listener;
    }

    @Override
    public URI address() {
        InetSocketAddress bound = server.getAddress();
        return URI.create("http://" + InetAddresses.toUriString(bound.getAddress()) + ":" + bound.getPort());
    }

    private void answer(HttpExchange exchange) throws IOException {
        HttpDesk.Request request = new HttpDesk.Request(
                exchange.getRequestMethod(),
                exchange.getRequestURI().getPath(),
                exchange.getRequestHeaders(),
                exchange.getRequestBody());
        try (exchange;
                HttpDesk.Answer answer = desk.answer(request)) {
            dated(answer.header())
                    .forEach(field -> exchange.getResponseHeaders().add(field.name(), field.value()));
            exchange.sendResponseHeaders(answer.status(), answer.length() == 0 ? -1 : answer.length());
            if (answer.length() > 0) {
                try (OutputStream body = exchange.getResponseBody()) {
                    answer.content().transferTo(body);
                }
            }
        }
    }

    private static Header dated(Header header) {
        ClockCorrection correction = ClockCorrection.between(header, MACHINE.instant());
        return correction.difference().abs().compareTo(SAME_TIME) > 0 ? correction.apply(header) : header;
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
