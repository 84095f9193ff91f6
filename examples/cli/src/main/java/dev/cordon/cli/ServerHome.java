package dev.cordon.cli;

import dev.cordon.cli.running.OperatorFiles;
import dev.cordon.codec.ContentDecoder;
import dev.cordon.place.PlaceConfig;
import dev.cordon.place.ServerPlace;
import dev.cordon.server.Operator;
import dev.cordon.spi.StoreInUseException;
import dev.cordon.spi.Transport;
import dev.cordon.transport.HttpTransport;
import dev.cordon.transport.HttpTransportConfig;
import dev.cordon.transport.LoopbackTransport;
import dev.cordon.transport.Tls;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * The options that name a server, and an operator at it: in its home, by the process that has the home open, or far
 * away.
 */
final class ServerHome {
    @Spec(Spec.Target.MIXEE)
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @ArgGroup(multiplicity = "1")
    @SuppressWarnings("NullAway.Init") // picocli insists on it
    private Which which;

    private final InstantSource clock = InstantSource.system();

    /** One of the two. */
    private static final class Which {
        @Option(names = "--home", paramLabel = "DIR", description = "the folder of a server on this machine")
        private @Nullable Path home;

        @ArgGroup(exclusive = false)
        private @Nullable Remote remote;
    }

    /** A server somewhere else. */
    private static final class Remote {
        @Option(names = "--server", required = true, paramLabel = "URL", description = "where the server listens")
        @SuppressWarnings("NullAway.Init") // picocli insists on it
        private URI server;

        @Option(
                names = "--token",
                required = true,
                paramLabel = "FILE",
                description = "a file with the token of its operators: operator.token in its home")
        @SuppressWarnings("NullAway.Init") // picocli insists on it
        private Path token;

        @Option(
                names = "--server-ca",
                paramLabel = "FILE",
                description =
                        "the certificates (PEM) of the authorities that vouch for the server (default: those of Java)")
        private @Nullable Path authorities;
    }

    /** What an operator does. */
    @FunctionalInterface
    interface Action {
        void by(Operator operator) throws IOException;
    }

    /** Does something at the server and returns the exit code. */
    int perform(Action action) throws IOException, Refusal {
        if (which.remote != null) {
            HttpTransportConfig way = ServerAddress.way(which.remote.server, "--server", spec)
                    .authenticating(RunOptions.secret(which.remote.token))
                    .with(NetworkOptions.believing(which.remote.authorities, Tls.standard()));
            return at(way, PlaceConfig.at(Path.of("")), action);
        }
        Path folder = Optional.ofNullable(which.home).orElseThrow();
        try (Home home = new Home(folder, clock)) {
            home.requireThere();
            return at(home, action);
        }
    }

    private int at(Home home, Action action) throws IOException, Refusal {
        PlaceConfig config = home.config(Optional.empty());
        try (ServerPlace server = ServerPlace.open(config, Optional.empty(), name -> Optional.empty());
                Transport way = new LoopbackTransport(server.place().desk(), clock)) {
            action.by(operator(way, config));
            return 0;
        } catch (StoreInUseException e) {
            OperatorFiles files = home.operator();
            URI address = files.address().orElseThrow(() -> e);
            return at(HttpTransportConfig.to(address).authenticating(files.token()), config, action);
        }
    }

    private int at(HttpTransportConfig way, PlaceConfig config, Action action) throws IOException {
        try (Transport transport = new HttpTransport(way, clock)) {
            action.by(operator(transport, config));
            return 0;
        }
    }

    private static Operator operator(Transport server, PlaceConfig config) {
        ContentDecoder contents =
                new ContentDecoder(config.settings().mask(), config.settings().maxSize());
        return new Operator(server, contents, new SecureRandom());
    }

    Instant now() {
        return clock.instant();
    }
}
