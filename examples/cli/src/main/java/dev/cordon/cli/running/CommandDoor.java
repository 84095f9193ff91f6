package dev.cordon.cli.running;

import com.google.common.io.ByteStreams;
import com.google.common.net.InetAddresses;
import com.google.common.util.concurrent.ThreadFactoryBuilder;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.cordon.transport.HttpListenerConfig;
import dev.cordon.transport.Secret;
import java.io.Closeable;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Takes commands from other processes of the same owner, while this process has the home open that they are about. It
 * listens on this machine only and wants the token of the home.
 *
 * <p>A command is one JSON object; the answer is one of {@link Line} a line, the last with the exit code.
 */
public final class CommandDoor implements Closeable {
    static final String PATH = "/command";

    private static final int LARGEST = 1 << 20;
    private static final int OK = 200;
    private static final int BAD_REQUEST = 400;
    private static final int UNAUTHORIZED = 401;
    private static final int BACKLOG = 16;

    private final HttpServer server;
    private final ExecutorService workers;

    private CommandDoor(HttpServer server, ExecutorService workers) {
        this.server = server;
        this.workers = workers;
    }

    /** Runs a command. */
    @FunctionalInterface
    public interface Runner {
        /** Runs a command and returns its exit code; what it prints is passed on whenever it is flushed. */
        int run(TypedCommand command, PrintWriter out, PrintWriter err);
    }

    /** Opens the door on a port that is free. */
    public static CommandDoor open(Secret token, Runner runner) throws IOException {
        HttpListenerConfig guard = HttpListenerConfig.loopback(0).requiring(token);
        ExecutorService workers = Executors.newCachedThreadPool(new ThreadFactoryBuilder()
                .setDaemon(true)
                .setNameFormat("door-%d")
                .build());
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), BACKLOG);
        server.createContext(PATH, exchange -> answer(exchange, guard, runner));
        server.setExecutor(workers);
        server.start();
        return new CommandDoor(server, workers);
    }

    /** Returns where it listens. */
    public URI address() {
        InetSocketAddress bound = server.getAddress();
        return URI.create("http://" + InetAddresses.toUriString(bound.getAddress()) + ":" + bound.getPort());
    }

    private static void answer(HttpExchange exchange, HttpListenerConfig guard, Runner runner) throws IOException {
        try (exchange) {
            String authorization = exchange.getRequestHeaders().getFirst("Authorization");
            if (!guard.admits(Optional.ofNullable(authorization), Optional.empty())) {
                exchange.sendResponseHeaders(UNAUTHORIZED, -1);
                return;
            }
            byte[] body = ByteStreams.limit(exchange.getRequestBody(), LARGEST).readAllBytes();
            Optional<TypedCommand> command = TypedCommand.of(new String(body, StandardCharsets.UTF_8));
            if (command.isEmpty()) {
                exchange.sendResponseHeaders(BAD_REQUEST, -1);
                return;
            }
            exchange.sendResponseHeaders(OK, 0);
            run(command.get(), runner, new Lines(exchange.getResponseBody()));
        }
    }

    private static void run(TypedCommand command, Runner runner, Lines lines) throws IOException {
        try (PrintWriter out = new PrintWriter(lines.writer(Line::out));
                PrintWriter err = new PrintWriter(lines.writer(Line::err))) {
            int exit = runner.run(command, out, err);
            out.flush();
            err.flush();
            lines.write(Line.exit(exit));
        }
    }

    @Override
    public void close() {
        server.stop(0);
        workers.shutdownNow();
    }
}
