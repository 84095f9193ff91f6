package dev.cordon.simulation;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSortedMap;
import com.google.common.io.BaseEncoding;
import com.google.common.io.ByteSource;
import dev.cordon.alert.AlertRule;
import dev.cordon.alert.AlertSettings;
import dev.cordon.alert.Alerting;
import dev.cordon.analysis.Laboratory;
import dev.cordon.attribute.Attributes;
import dev.cordon.attribute.CustomerIdentifier;
import dev.cordon.attribute.DailyVersion;
import dev.cordon.attribute.Sequence;
import dev.cordon.codec.Header;
import dev.cordon.definition.DefinitionPackage;
import dev.cordon.definition.DefinitionSet;
import dev.cordon.definition.SigningKey;
import dev.cordon.gateway.Customers;
import dev.cordon.place.AnalysisPlace;
import dev.cordon.place.ClientPlace;
import dev.cordon.place.GatewayPlace;
import dev.cordon.place.LiveSettings;
import dev.cordon.place.Place;
import dev.cordon.place.PlaceConfig;
import dev.cordon.place.ServerPlace;
import dev.cordon.place.Settings;
import dev.cordon.place.Upstream;
import dev.cordon.protocol.Customer;
import dev.cordon.spi.AlertEvent;
import dev.cordon.spi.Transport;
import dev.cordon.store.DirectoryDefinitionStore;
import dev.cordon.store.DirectorySampleStore;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The real places, each on a host of its own: clients, a server, a gateway and an analysis centre. */
final class Site {
    static final String SERVER = "server";
    static final String GATEWAY = "gateway";
    static final String ANALYSIS = "analysis";
    private static final String CLIENT = "client-";

    private final World world;
    private final Network network;
    private final Ledger ledger;
    private final LiveSettings settings;
    private final SecureRandom random;
    private final SigningKey key;
    private final SigningKey forger;
    private final DefinitionPackage first;
    private final Alarms alarms;
    private final Customer gatewayAccount;
    private final Customer serverAccount;
    private final Host analysis;
    private final Host gateway;
    private final Host server;
    private final ImmutableList<Host> clients;

    Site(World world, Settings settings, long seed, int count) throws IOException {
        this.world = world;
        this.settings = new LiveSettings(settings);
        this.random = new SeededRandom(seed);
        this.key = SigningKey.generate(random);
        this.forger = SigningKey.generate(random);
        this.ledger = new Ledger(world.trace(), key.trusted());
        this.network = new Network(world, ledger);
        this.first = signed(1, key);
        this.alarms = new Alarms(world, settings.alerts());
        this.gatewayAccount = customer("GATEWAY");
        this.serverAccount = customer("SERVER");
        ledger.publish(first);
        this.analysis = host(ANALYSIS, this::openAnalysis);
        this.gateway = host(GATEWAY, this::openGateway);
        this.server = host(SERVER, this::openServer);
        List<Host> added = new ArrayList<>();
        for (int number = 1; number <= count; number++) {
            String name = CLIENT + number;
            added.add(host(name, (home, life) -> openClient(name, home, life)));
        }
        this.clients = ImmutableList.copyOf(added);
    }

    static boolean isClient(String host) {
        return host.startsWith(CLIENT);
    }

    /** Returns settings under which a day of the guide takes some hours. */
    static Settings brisk() {
        Duration pace = Duration.ofSeconds(30);
        AlertSettings alerts = AlertSettings.standard().every(Duration.ofMinutes(1), Duration.ofMinutes(10));
        for (AlertEvent event : AlertEvent.values()) {
            alerts = event.overdueAt().isPresent()
                    ? alerts.with(event, new AlertRule(true, Duration.ofMinutes(20)))
                    : alerts;
        }
        return Settings.standard()
                .every(pace)
                .every(pace, Duration.ofMinutes(5), Duration.ofHours(1))
                .takingAnHour(1_000_000)
                .with(alerts);
    }

    /** Has every place work and ask more often from now on; none is started again for it. */
    void hurry() {
        Duration pace = Duration.ofSeconds(10);
        settings.change(settings.current()
                .every(pace, Duration.ofMinutes(2), Duration.ofMinutes(30))
                .offeringAgain(
                        Duration.ofMinutes(2),
                        Duration.ofMinutes(2),
                        settings.current().retries() * 3));
        world.trace().add("site", "settings changed");
    }

    ImmutableList<Host> clients() {
        return clients;
    }

    Host server() {
        return server;
    }

    Alarms alarms() {
        return alarms;
    }

    Ledger ledger() {
        return ledger;
    }

    Network network() {
        return network;
    }

    ImmutableList<Host> hosts() {
        return ImmutableList.<Host>builder()
                .add(analysis, gateway, server)
                .addAll(clients)
                .build();
    }

    /** Returns a set that nobody has published: forged, or the first one once more. */
    DefinitionPackage foreign(boolean forged) throws IOException {
        return forged ? signed(90_000_000, forger) : first;
    }

    private Host host(String name, Host.Opener opener) throws IOException {
        Host host = new Host(name, world, ledger, opener);
        network.add(host);
        return host;
    }

    private PlaceConfig config(String host, Path home) {
        return PlaceConfig.at(home)
                .with(settings)
                .with(world.agenda())
                .with(random)
                .trusting(world.tampering().trusted(host, key.trusted(), forger.trusted()))
                .holdingIn(folder ->
                        new LedgerStore(world.tampering().store(host, DirectorySampleStore.open(folder)), ledger, host))
                .telling((transaction, failure) -> network.host(host).noticed(transaction.token(), failure));
    }

    private Transport wire(String from, String to, Life life) {
        return world.tampering().transport(from, to, new Wire(network, life, from, to));
    }

    private Host.Parts openAnalysis(Path home, Life life) throws IOException {
        PlaceConfig config = config(ANALYSIS, home)
                .definedBy(folder -> new Publishing(DirectoryDefinitionStore.open(folder), ledger));
        Place place = AnalysisPlace.open(config, Customers.of(List.of(gatewayAccount)), key, Laboratory.standard())
                .place();
        return new Host.Parts(config, withDefinitions(place), Optional.empty());
    }

    private Host.Parts openGateway(Path home, Life life) throws IOException {
        PlaceConfig config = config(GATEWAY, home);
        Upstream centre = new Upstream(wire(GATEWAY, ANALYSIS, life), gatewayAccount);
        Place place = GatewayPlace.open(config, Customers.of(List.of(serverAccount)), centre)
                .place();
        return new Host.Parts(config, place, Optional.empty());
    }

    private Host.Parts openServer(Path home, Life life) throws IOException {
        PlaceConfig config =
                config(SERVER, home).with(Alerting.to(Runnable::run, alert -> alarms.tell(server(), alert)));
        Upstream upstream = new Upstream(wire(SERVER, GATEWAY, life), serverAccount);
        Place place = ServerPlace.open(config, Optional.of(upstream), name -> target(name, life))
                .place();
        return new Host.Parts(config, withDefinitions(place), Optional.empty());
    }

    private Optional<Transport> target(String guid, Life life) {
        return clients.stream()
                .map(Host::name)
                .filter(name -> guid(name).equals(guid))
                .findFirst()
                .map(name -> wire(SERVER, name, life));
    }

    private Host.Parts openClient(String name, Path home, Life life) throws IOException {
        PlaceConfig config = config(name, home);
        Header platform = Header.builder()
                .set(Attributes.PLATFORM_GUID, guid(name))
                .set(Attributes.PLATFORM_HOST, name + ".example")
                .set(Attributes.PLATFORM_DISTRIBUTOR, "server.example")
                .build();
        ClientPlace client = ClientPlace.open(config, wire(name, SERVER, life), platform);
        return new Host.Parts(config, client.place(), Optional.of(client.quarantine()));
    }

    private static String guid(String client) {
        return String.format("%032X", Integer.parseInt(client.substring(CLIENT.length())));
    }

    private Place withDefinitions(Place place) throws IOException {
        if (place.active().sequence().isEmpty()) {
            place.active().install(first);
        }
        return place;
    }

    private Customer customer(String account) {
        byte[] secret = new byte[24];
        random.nextBytes(secret);
        return new Customer(
                CustomerIdentifier.parse("SIM-" + account + " gold"),
                BaseEncoding.base16().lowerCase().encode(secret));
    }

    /** A set that knows one file. */
    private DefinitionPackage signed(int sequence, SigningKey signer) throws IOException {
        Instant now = world.agenda().instant();
        String line =
                Kind.BASE_NAME + ":0:*:" + BaseEncoding.base16().lowerCase().encode(Kind.known()) + "\n";
        DefinitionSet set = new DefinitionSet(
                Sequence.of(sequence),
                new DailyVersion(LocalDate.ofInstant(now, ZoneOffset.UTC), 1),
                now,
                ImmutableSortedMap.of("base.ndb", ByteSource.wrap(line.getBytes(StandardCharsets.US_ASCII))));
        return DefinitionPackage.sign(set, signer);
    }
}
