package dev.cordon.cli;

import com.google.common.collect.ImmutableList;
import com.google.common.net.HostAndPort;
import com.google.common.net.InetAddresses;
import dev.cordon.analysis.BuildObserver;
import dev.cordon.analysis.Laboratory;
import dev.cordon.cli.running.OperatorFiles;
import dev.cordon.cli.running.Site;
import dev.cordon.cli.running.Works;
import dev.cordon.codec.Header;
import dev.cordon.gateway.Customers;
import dev.cordon.jetty.JettyListenerConfig;
import dev.cordon.place.Place;
import dev.cordon.place.PlaceConfig;
import dev.cordon.protocol.Customer;
import dev.cordon.spi.Alert;
import dev.cordon.station.Backoff;
import dev.cordon.station.Station;
import dev.cordon.station.StationScheduler;
import dev.cordon.transport.HttpListenerConfig;
import dev.cordon.transport.Secret;
import dev.cordon.transport.SecretHash;
import java.io.Closeable;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The options of the verbs that run until they are stopped, and the running. */
final class RunOptions implements Closeable {
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
            description = "a file with the public keys whose definitions are accepted from now on; kept in the home")
    private @Nullable Path trust;

    @Option(
            names = "--token",
            paramLabel = "FILE",
            description = "a file with the token that clients and server share; without it only loopback is used")
    private @Nullable Path token;

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "a properties file with settings (default: cordon.properties in the home, if it is there)")
    private @Nullable Path settings;

    @Mixin
    private final NetworkOptions network = new NetworkOptions();

    @Mixin
    private final EngineOptions engines = new EngineOptions();

    private final InstantSource clock = InstantSource.system();
    private final List<Station> following = new ArrayList<>();
    private final List<String> remarks = new ArrayList<>();
    private Optional<FollowedSettings> followed = Optional.empty();
    private Optional<Home> open = Optional.empty();

    InstantSource clock() {
        return clock;
    }

    /** Returns what is said of this computer. */
    Header platform() throws IOException, Refusal {
        return place().platform();
    }

    private Home place() {
        if (open.isEmpty()) {
            open = Optional.of(new Home(home, clock));
        }
        return open.get();
    }

    Path home() {
        return home;
    }

    /** Returns how the place is configured; what it can't do is told on standard error. */
    PlaceConfig config() throws IOException, Refusal {
        if (trust != null) {
            place().trust(trust);
        }
        return place().config(settings().live(), engines.or(settings().engines()))
                .telling((transaction, failure) -> tell(transaction.token() + " failed: " + Refusal.line(failure)));
    }

    private FollowedSettings settings() throws Refusal {
        if (followed.isEmpty()) {
            FollowedSettings read = new FollowedSettings(place(), Optional.ofNullable(settings), this::tell);
            following.add(read.following());
            followed = Optional.of(read);
        }
        return followed.get();
    }

    /**
     * Returns who submits, as the settings say at the time.
     *
     * @param where where to
     */
    Supplier<Customer> customer(String where) throws Refusal {
        return settings().customer(where);
    }

    /**
     * Returns who may submit at the time; where nobody may, that is said once the place listens.
     *
     * @param place the command of the place
     */
    Supplier<Customers> customers(String place) throws Refusal {
        FollowedCustomers customers = new FollowedCustomers(new CustomersFile(home), this::tell);
        following.add(customers.following());
        if (customers.present().identifiers().isEmpty()) {
            remarks.add("nobody can submit yet; cordon " + place + " customers add CUSTOMER --home "
                    + Printable.path(home) + " lets somebody in");
        }
        return customers::present;
    }

    /** Returns the same configuration; where it takes definitions from nobody, that is said once the place listens. */
    PlaceConfig believing(PlaceConfig config) {
        if (config.trusted().text().isEmpty()) {
            remarks.add(
                    "no definitions will be taken, as no keys are trusted; start again with --trust PUBLIC_KEY, such as "
                            + "signing.pub of whoever analyses");
        }
        return config;
    }

    /** Refuses a token where there is nobody to share it with. */
    void refuseToken() {
        if (token != null) {
            throw new ParameterException(
                    spec.commandLine(), "--token: customers prove themselves with their credentials");
        }
    }

    /** Refuses another engine where the built-in one has to scan: a set that is being tested is never one to scan with. */
    void requireBuiltInEngine() throws Refusal {
        if (engines.isGiven()) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--engine, --also: an analysis centre scans with the built-in engine; " + TestEngineOptions.NAME
                            + " has its definitions tested in others");
        }
        if (settings().engines().isOther()) {
            throw Refusal.of("scan.engine, scan.also: an analysis centre scans with the built-in engine; "
                    + "scan.testEngines has its definitions tested in others");
        }
    }

    /** Returns what an analysis centre is given to work with. */
    Laboratory laboratory(CleanOptions clean, TestEngineOptions tests) throws IOException, Refusal {
        ImmutableList<ClamdName> names = tests.isGiven()
                ? engines.clamds(TestEngineOptions.NAME, tests.typed())
                : settings().testEngines();
        return clean.laboratory()
                .telling(builds())
                .testingWith(place().scanners().engines(names));
    }

    /** Ends the connections to scanners; the place is closed before. */
    @Override
    public void close() throws IOException {
        if (open.isPresent()) {
            open.get().close();
        }
    }

    OperatorFiles operator() {
        return new OperatorFiles(home);
    }

    /** Returns the token that clients and server share, to send it; its hash proves nothing. */
    Optional<Secret> token() throws IOException, Refusal {
        if (token != null && SecretHash.isHash(Home.text(token))) {
            throw Refusal.of("cannot send " + Printable.path(token)
                    + ": it has the hash of a token, not the token; --targets needs the token");
        }
        return token == null ? Optional.empty() : Optional.of(secret(token));
    }

    NetworkOptions network() {
        return network;
    }

    static Secret secret(Path file) throws IOException, Refusal {
        try {
            return Secret.of(Home.text(file));
        } catch (IllegalArgumentException e) {
            throw Refusal.of("cannot use " + Printable.path(file) + ": "
                    + Optional.ofNullable(e.getMessage()).orElse("no token"));
        }
    }

    private HttpListenerConfig listener() throws IOException, Refusal {
        HostAndPort address = address();
        HttpListenerConfig loopback = HttpListenerConfig.loopback(address.getPort());
        HttpListenerConfig config = new HttpListenerConfig(
                address.getHost(), address.getPort(), Optional.empty(), Optional.empty(), loopback.limits());
        if (token == null) {
            return config;
        }
        String kept = Home.text(token);
        return SecretHash.isHash(kept) ? config.requiring(hash(kept)) : config.requiring(secret(token));
    }

    private SecretHash hash(String kept) throws Refusal {
        try {
            return SecretHash.parse(kept);
        } catch (IllegalArgumentException e) {
            throw Refusal.of("cannot use " + Printable.path(Objects.requireNonNull(token)) + ": no hash of a token");
        }
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

    /** Returns how an address that was listened to is reached from this machine. */
    static URI here(URI listener) {
        boolean anywhere = InetAddresses.isUriInetAddress(listener.getHost())
                && InetAddresses.forUriString(listener.getHost()).isAnyLocalAddress();
        return anywhere ? URI.create(listener.getScheme() + "://" + LOOPBACK + ":" + listener.getPort()) : listener;
    }

    /** How the commands of the owner reach a place that runs. */
    interface Door {
        /** Returns the listener's configuration with what the door needs of it. */
        JettyListenerConfig admitting(JettyListenerConfig listener) throws IOException;

        /** Opens the door, and the home tells where it is until the door is closed. */
        Closeable open(URI listener) throws IOException;
    }

    /** Lets a place work until the process is told to end, and closes it then. */
    int run(String name, Place place, Door door) throws IOException, Refusal, InterruptedException {
        CountDownLatch stopped = new CountDownLatch(1);
        CountDownLatch closed = new CountDownLatch(1);
        Thread stopping = new Thread(() -> {
            stopped.countDown();
            await(closed);
        });
        JettyListenerConfig plain = door.admitting(JettyListenerConfig.of(listener()));
        JettyListenerConfig config = network.listening().map(plain::with).orElse(plain);
        try (Site site = open(name, place, config)) {
            Runtime.getRuntime().addShutdownHook(stopping);
            work(site, door, stopped);
        } finally {
            closed.countDown();
        }
        return 0;
    }

    private void work(Site site, Door door, CountDownLatch stopped) throws IOException, InterruptedException {
        Closeable opened = door.open(site.address());
        try (Works files = new Works("files", Backoff.standard(), observer())) {
            site.start();
            files.start(following);
            PrintWriter out = spec.commandLine().getOut();
            out.print("listening on " + site.address().getAuthority() + "\n");
            out.flush();
            remarks.forEach(this::tell);
            stopped.await();
        } finally {
            opened.close();
        }
    }

    private Site open(String name, Place place, JettyListenerConfig config) throws IOException, Refusal {
        try {
            return Site.open(name, place, config, clock, Backoff.standard(), observer());
        } catch (IllegalArgumentException e) {
            throw Refusal.of(Optional.ofNullable(e.getMessage()).orElse("cannot listen"));
        }
    }

    /** Returns what tells on standard error which stations wait. */
    StationScheduler.Observer observer() {
        return new StationScheduler.Observer() {
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
        };
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Returns what tells on standard error which definitions have failed their tests. */
    private BuildObserver builds() {
        return (sequence, isTriedAgain, reason) -> tell("definitions " + sequence + " failed their tests"
                + (isTriedAgain ? "; only what is new is added to those before" : "") + ": " + reason);
    }

    /** Tells an alert on standard error. */
    void alert(Alert alert) {
        tell("alert " + alert.line());
    }

    private void tell(String line) {
        PrintWriter err = spec.commandLine().getErr();
        err.print("cordon: " + line + "\n");
        err.flush();
    }
}
