package dev.cordon.cli;

import com.google.common.net.HostAndPort;
import dev.cordon.cli.running.Site;
import dev.cordon.definition.TrustedKeys;
import dev.cordon.place.Place;
import dev.cordon.place.PlaceConfig;
import dev.cordon.station.Backoff;
import dev.cordon.station.Station;
import dev.cordon.station.StationScheduler;
import dev.cordon.transport.HttpListenerConfig;
import dev.cordon.transport.Secret;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The options of the verbs that run until they are stopped, and the running. */
final class RunOptions {
    private static final String LOOPBACK = "127.0.0.1";

    @Spec(Spec.Target.MIXEE)
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Option(names = "--home", required = true, paramLabel = "DIR", description = "the folder of the place")
    @SuppressWarnings("NullAway.Init") // picocli insists on it
    private Path home;

    @Option(
            names = "--listen",
            paramLabel = "HOST:PORT",
            defaultValue = LOOPBACK + ":0",
            description = "where to listen; port 0 is any that is free (default: " + LOOPBACK + ":0)")
    @SuppressWarnings("NullAway.Init") // it has a default
    private String listen;

    @Option(
            names = "--trust",
            paramLabel = "PUBLIC_KEY",
            description = "a file with the public keys whose definitions are accepted (default: nobody's)")
    private @Nullable Path trust;

    @Option(
            names = "--token",
            paramLabel = "FILE",
            description = "a file with the token that clients and server share; without it only loopback is used")
    private @Nullable Path token;

    private final InstantSource clock = InstantSource.system();

    InstantSource clock() {
        return clock;
    }

    /** Returns how the place is configured; what it can't do is told on standard error. */
    PlaceConfig config() throws IOException, Refusal {
        return PlaceConfig.at(home)
                .with(clock)
                .trusting(trusted())
                .telling((transaction, failure) -> tell(transaction.token() + " failed: " + Refusal.line(failure)));
    }

    private TrustedKeys trusted() throws IOException, Refusal {
        if (trust == null) {
            return TrustedKeys.none();
        }
        try {
            return TrustedKeys.parse(text(trust));
        } catch (IllegalArgumentException e) {
            throw Refusal.of("cannot use " + Printable.path(trust) + ": "
                    + Optional.ofNullable(e.getMessage()).orElse("no public key"));
        }
    }

    /** Returns the token that clients and server share. */
    Optional<Secret> token() throws IOException, Refusal {
        return token == null ? Optional.empty() : Optional.of(secret(token));
    }

    static Secret secret(Path file) throws IOException, Refusal {
        try {
            return Secret.of(text(file));
        } catch (IllegalArgumentException e) {
            throw Refusal.of("cannot use " + Printable.path(file) + ": "
                    + Optional.ofNullable(e.getMessage()).orElse("no token"));
        }
    }

    private static String text(Path file) throws Refusal {
        try {
            return Files.readString(file, StandardCharsets.US_ASCII).strip();
        } catch (IOException e) {
            throw Refusal.cannotRead(file, e);
        }
    }

    private HttpListenerConfig listener() throws IOException, Refusal {
        HostAndPort address = address();
        HttpListenerConfig loopback = HttpListenerConfig.loopback(address.getPort());
        HttpListenerConfig config = new HttpListenerConfig(
                address.getHost(), address.getPort(), Optional.empty(), Optional.empty(), loopback.limits());
        return token().map(config::requiring).orElse(config);
    }

    private HostAndPort address() {
        try {
            HostAndPort address = HostAndPort.fromString(listen).requireBracketsForIPv6();
            if (address.hasPort() && !address.getHost().isEmpty()) {
                return address;
            }
        } catch (IllegalArgumentException e) {
            // Said below.
        }
        throw new ParameterException(spec.commandLine(), "--listen: HOST:PORT expected");
    }

    /** Lets a place work until the process is told to end, and closes it then. */
    int run(String name, Place place) throws IOException, Refusal, InterruptedException {
        CountDownLatch stopped = new CountDownLatch(1);
        CountDownLatch closed = new CountDownLatch(1);
        Thread stopping = new Thread(() -> {
            stopped.countDown();
            await(closed);
        });
        try (Site site = open(name, place)) {
            Runtime.getRuntime().addShutdownHook(stopping);
            site.start();
            PrintWriter out = spec.commandLine().getOut();
            out.print("listening on " + site.address().getAuthority() + "\n");
            out.flush();
            stopped.await();
        } finally {
            closed.countDown();
        }
        return 0;
    }

    private Site open(String name, Place place) throws IOException, Refusal {
        try {
            return Site.open(name, place, listener(), clock, Backoff.standard(), new StationScheduler.Observer() {
                @Override
                public void failed(Station station, int failures, Exception failure) {
                    if (failures == 1) {
                        tell(station.name() + " waits: " + Refusal.line(failure));
                    }
                }

                @Override
                public void recovered(Station station) {
                    tell(station.name() + " works again");
                }
            });
        } catch (IllegalArgumentException e) {
            throw Refusal.of(Optional.ofNullable(e.getMessage()).orElse("cannot listen"));
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void tell(String line) {
        PrintWriter err = spec.commandLine().getErr();
        err.print("cordon: " + line + "\n");
        err.flush();
    }
}
