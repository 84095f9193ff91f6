package dev.cordon.jetty;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.cordon.codec.ClockCorrection;
import dev.cordon.codec.Header;
import dev.cordon.protocol.Desk;
import dev.cordon.spi.Listener;
import dev.cordon.transport.HttpDesk;
import dev.cordon.transport.HttpListenerConfig;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.Executor;

// docs/plugins/listener.md: begin
/** Listens with the HTTP server of the JDK, on loopback only. */
public final class SmallListener implements Listener {
    private final HttpServer server;

    private SmallListener(HttpServer server) {
        this.server = server;
    }

    /** Opens the port and begins to answer. */
    public static SmallListener open(HttpListenerConfig config, Desk desk, Executor threads, InstantSource clock)
            throws IOException {
        InetAddress address = InetAddress.getByName(config.host());
        if (!address.isLoopbackAddress()) {
            throw new IllegalArgumentException("only a loopback address is listened on");
        }
        HttpDesk answering = new HttpDesk(config, desk, clock);
        HttpServer server = HttpServer.create(new InetSocketAddress(address, config.port()), 0);
        server.createContext("/", exchange -> answer(exchange, answering));
        server.setExecutor(threads);
        server.start();
        return new SmallListener(server);
    }

    private static void answer(HttpExchange exchange, HttpDesk desk) throws IOException {
        HttpDesk.Request request = new HttpDesk.Request(
                exchange.getRequestMethod(),
                exchange.getRequestURI().getPath(),
                exchange.getRequestHeaders(),
                exchange.getRequestBody());
        try (exchange;
                HttpDesk.Answer answer = desk.answer(request)) {
            // This server dates its answers by the machine's own time, so the other dates have to go with it.
            Header header =
                    ClockCorrection.between(answer.header(), Instant.now()).apply(answer.header());
            header.forEach(field -> exchange.getResponseHeaders().add(field.name(), field.value()));
            exchange.sendResponseHeaders(answer.status(), answer.length() == 0 ? -1 : answer.length());
            try (OutputStream body = exchange.getResponseBody()) {
                answer.content().transferTo(body);
            }
        }
    }

    @Override
    public URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
// docs/plugins/listener.md: end
