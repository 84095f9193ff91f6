package dev.cordon.cli.demo;

import com.google.common.io.Closer;
import dev.cordon.analysis.Laboratory;
import dev.cordon.attribute.Attributes;
import dev.cordon.attribute.CustomerIdentifier;
import dev.cordon.attribute.SampleReason;
import dev.cordon.cli.running.FirstDefinitions;
import dev.cordon.cli.running.Site;
import dev.cordon.codec.Header;
import dev.cordon.definition.DefinitionPackage;
import dev.cordon.definition.SigningKey;
import dev.cordon.gateway.Customers;
import dev.cordon.jetty.JettyListenerConfig;
import dev.cordon.place.AnalysisPlace;
import dev.cordon.place.ClientPlace;
import dev.cordon.place.GatewayPlace;
import dev.cordon.place.Place;
import dev.cordon.place.PlaceConfig;
import dev.cordon.place.ServerPlace;
import dev.cordon.place.Settings;
import dev.cordon.place.Upstream;
import dev.cordon.protocol.Customer;
import dev.cordon.sample.Sample;
import dev.cordon.spi.Transport;
import dev.cordon.station.Backoff;
import dev.cordon.station.Station;
import dev.cordon.station.StationScheduler;
import dev.cordon.transport.HttpListenerConfig;
import dev.cordon.transport.HttpTransport;
import dev.cordon.transport.HttpTransportConfig;
import dev.cordon.transport.Secret;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/**
 * The closed loop: client, server, gateway and analysis centre, each with a folder of its own, over real HTTP on
 * loopback ports.
 */
final class Demo implements Closeable {
    private static final Duration PACE = Duration.ofMillis(50);
    private static final Backoff RETRIES =
            new Backoff(Duration.ofMillis(200), Duration.ofSeconds(2), Integer.MAX_VALUE);
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String GUID = "0123456789ABCDEF0123456789ABCDEF";

    private final Path home;
    private final InstantSource clock;
    private final SecureRandom random = new SecureRandom();
    private final Timeline timeline;
    private final Consumer<String> complaints;
    private final Closer closer = Closer.create();
    private final SigningKey key;
    private final ClientPlace client;

    Demo(Path home, InstantSource clock, Consumer<TimelineEntry> reader, Consumer<String> complaints)
            throws IOException {
        this.home = home;
        this.clock = clock;
        this.timeline = new Timeline(clock, reader);
        this.complaints = complaints;
        this.key = SigningKey.generate(random);
        this.client = open();
    }

    /** Puts the four places together from the far end to the near one and lets them work. */
    private ClientPlace open() throws IOException {
        Customer gatewayAccount = customer("GATEWAY");
        Customer serverAccount = customer("SERVER");
        Secret serverToken = Secret.generate(random);
        Secret clientToken = Secret.generate(random);
        DefinitionPackage first = FirstDefinitions.signed(key, clock.instant());

        AnalysisPlace analysis = AnalysisPlace.open(
                config("analysis"), Customers.of(List.of(gatewayAccount)), key, Laboratory.standard());
        Site analysisSite = site("analysis", analysis.place(), Optional.empty());
        analysis.place().active().install(first);

        Transport toAnalysis = to(analysisSite, Optional.empty());
        GatewayPlace gateway = GatewayPlace.open(
                config("gateway"), Customers.of(List.of(serverAccount)), new Upstream(toAnalysis, gatewayAccount));
        Site gatewaySite = site("gateway", gateway.place(), Optional.empty());

        Map<String, Transport> targets = new ConcurrentHashMap<>();
        Transport toGateway = to(gatewaySite, Optional.empty());
        ServerPlace server = ServerPlace.open(
                config("server"),
                Optional.of(new Upstream(toGateway, serverAccount)),
                name -> Optional.ofNullable(targets.get(name)));
        Site serverSite = site("server", server.place(), Optional.of(serverToken));
        server.place().active().install(first);

        ClientPlace opened = ClientPlace.open(config("client"), to(serverSite, Optional.of(serverToken)), platform());
        Site clientSite = site("client", opened.place(), Optional.of(clientToken));
        targets.put(GUID, to(clientSite, Optional.of(clientToken)));

        List.of(analysisSite, gatewaySite, serverSite, clientSite).forEach(Site::start);
        return opened;
    }

    /** Takes files through the loop and returns how each ended. */
    List<Outcome> run(List<Path> originals) throws IOException, InterruptedException {
        // By its real path, because the quarantine follows no links, and a home may stand behind one.
        Path folder = Files.createDirectories(home.resolve("client").resolve("files"));
        DemoFiles files = new DemoFiles(folder.toRealPath());
        List<Path> suspects = originals.isEmpty()
                ? files.make(client.quarantine()::recordCheckup)
                : files.copy(originals, client.quarantine()::recordCheckup);
        List<Sample> samples = new ArrayList<>();
        for (Path suspect : suspects) {
            samples.add(client.quarantine().isolate(suspect, SampleReason.SUSPICIOUS));
        }
        Ends ends = new Ends(timeline);
        boolean atRest = timeline.await(() -> samples.stream().allMatch(ends::isAtRest), PATIENCE);
        if (!atRest) {
            throw new IOException("the samples did not come to rest within " + PATIENCE.toSeconds() + " s");
        }
        List<Outcome> outcomes = new ArrayList<>();
        for (int index = 0; index < samples.size(); index++) {
            Path known = originals.isEmpty() ? suspects.get(index).getFileName() : originals.get(index);
            outcomes.add(ends.of(samples.get(index), String.valueOf(known)));
        }
        return outcomes;
    }

    private PlaceConfig config(String place) throws IOException {
        Path folder = Files.createDirectories(home.resolve(place));
        return PlaceConfig.at(folder)
                .with(Settings.standard().every(PACE))
                .with(clock)
                .trusting(key.trusted())
                .holdingIn(timeline.watch(place))
                .telling((transaction, failure) ->
                        complaints.accept(place + ": " + transaction.token() + " failed: " + failure.getMessage()));
    }

    private Site site(String name, Place place, Optional<Secret> token) throws IOException {
        HttpListenerConfig loopback = HttpListenerConfig.loopback(0);
        HttpListenerConfig config = token.map(loopback::requiring).orElse(loopback);
        return closer.register(Site.open(
                name, place, JettyListenerConfig.of(config), clock, RETRIES, new StationScheduler.Observer() {
                    @Override
                    public void failed(Station station, int failures, Exception failure) {
                        complaints.accept(name + ": " + station.name() + " failed: " + failure.getMessage());
                    }
                }));
    }

    private Transport to(Site site, Optional<Secret> token) {
        HttpTransportConfig plain = HttpTransportConfig.to(site.address());
        return closer.register(
                new HttpTransport(token.map(plain::authenticating).orElse(plain), clock));
    }

    private Customer customer(String account) {
        CustomerIdentifier identifier = CustomerIdentifier.parse("DEMO-" + account + " gold");
        return new Customer(identifier, Secret.generate(random).value());
    }

    private static Header platform() {
        return Header.builder()
                .set(Attributes.PLATFORM_GUID, GUID)
                .set(Attributes.PLATFORM_HOST, "client.example")
                .set(Attributes.PLATFORM_USER, "somebody")
                .set(Attributes.PLATFORM_DISTRIBUTOR, "server.example")
                .build();
    }

    @Override
    public void close() throws IOException {
        closer.close();
    }
}
