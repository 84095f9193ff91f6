package dev.cordon.place;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.google.common.collect.ImmutableSet;
import com.google.common.collect.ImmutableSortedMap;
import com.google.common.io.BaseEncoding;
import com.google.common.io.ByteSource;
import dev.cordon.agent.StripPolicy;
import dev.cordon.alert.AlertRule;
import dev.cordon.alert.Alerting;
import dev.cordon.attribute.Attributes;
import dev.cordon.attribute.CordonFields;
import dev.cordon.attribute.CustomerIdentifier;
import dev.cordon.attribute.DailyVersion;
import dev.cordon.attribute.Priority;
import dev.cordon.attribute.SampleReason;
import dev.cordon.attribute.Sequence;
import dev.cordon.client.AutomaticOperation;
import dev.cordon.codec.EncodedContent;
import dev.cordon.codec.Header;
import dev.cordon.codec.Mask;
import dev.cordon.defcast.RolloutPolicy;
import dev.cordon.definition.DefinitionPackage;
import dev.cordon.definition.DefinitionSet;
import dev.cordon.definition.SigningKey;
import dev.cordon.gateway.Customers;
import dev.cordon.protocol.Customer;
import dev.cordon.protocol.Received;
import dev.cordon.protocol.Request;
import dev.cordon.protocol.Transaction;
import dev.cordon.sample.Sample;
import dev.cordon.sample.SampleFault;
import dev.cordon.server.Holding;
import dev.cordon.spi.AlertEvent;
import dev.cordon.spi.SampleStore;
import dev.cordon.spi.Transport;
import dev.cordon.statemachine.Advice;
import dev.cordon.statemachine.Handling;
import dev.cordon.statemachine.SampleEvent;
import dev.cordon.statemachine.SampleStatus;
import dev.cordon.station.Backoff;
import dev.cordon.station.Station;
import dev.cordon.testkit.Samples;
import dev.cordon.testkit.SettableClock;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A place whose settings were changed while it is open does what one does that was opened with them. */
class LiveSettingsTest {
    private static final Instant START = Instant.parse("2026-11-24T10:00:00Z");
    private static final String GUID = "00112233445566778899AABBCCDDEEFF";
    private static final Duration LONG = Duration.ofHours(7);
    private static final SigningKey KEY = SigningKey.generate(new SecureRandom());
    private static final Customer CUSTOMER = new Customer(CustomerIdentifier.parse("ONE gold"), "11111111");
    private static final SampleEvent RELEASED = new SampleEvent.Unresolved(Handling.AUTOMATIC);
    private static final SampleEvent DISTRIBUTE = new SampleEvent.DefinitionsAtHand(1, Handling.AUTOMATIC);

    @TempDir
    private Path folder;

    /** What is seen of a place. The change, if any, is made once it is open. */
    @FunctionalInterface
    private interface Scene {
        String seen(Stage stage) throws IOException;
    }

    static Stream<Arguments> settings() {
        return Stream.of(
                arguments("interval", change(LiveSettingsTest::slow), server("scan")),
                arguments("interval of a place that can't reach another", change(LiveSettingsTest::slow), cutOff()),
                arguments("statusInterval", change(LiveSettingsTest::slow), server("follow", RELEASED, accepted())),
                arguments("definitionsInterval", change(LiveSettingsTest::slow), questions()),
                arguments("submission", change(LiveSettingsTest::manual), defined("scan")),
                arguments("delivery", change(LiveSettingsTest::manual), infected()),
                arguments(
                        "delivery of what was fetched",
                        change(LiveSettingsTest::manual),
                        defined("fetch", RELEASED, accepted(), new SampleEvent.NewerDefinitions(1))),
                arguments("strip", change(to -> to.stripping(StripPolicy.REQUIRED)), defined("submit", RELEASED)),
                arguments("priority", change(to -> to.with(Priority.of(9))), forwarded()),
                arguments(
                        "holding.quotaBytes",
                        change(to -> to.with(Holding.standard().upTo(10))),
                        forwarded()),
                arguments(
                        "holding.quotaBytes as it is shown",
                        change(to -> to.with(Holding.standard().upTo(10))),
                        (Scene) stage -> stage.server().occupancy().toString().replaceAll("OptionalLong\\[\\d+]", "")),
                arguments(
                        "holding.retention",
                        change(to -> to.with(Holding.standard().keeping(Duration.ofMinutes(1)))),
                        server("retention", new SampleEvent.NothingToDo())),
                arguments(
                        "confirmInterval",
                        change(to -> to.offeringAgain(LONG, to.retryInterval(), to.retries())),
                        server("confirm", DISTRIBUTE, new SampleEvent.Delivered())),
                arguments(
                        "retryInterval",
                        change(to -> to.offeringAgain(to.confirmInterval(), LONG, to.retries())),
                        notInstalled()),
                arguments(
                        "retries",
                        change(to -> to.offeringAgain(to.confirmInterval(), to.retryInterval(), 0)),
                        notInstalled()),
                arguments("backoff of a scan", change(LiveSettingsTest::patient), server("scan")),
                arguments("backoff.attempts of a scan", change(LiveSettingsTest::impatient), server("scan")),
                arguments("backoff of a submission", change(LiveSettingsTest::patient), refused("submit", RELEASED)),
                arguments(
                        "backoff.attempts of a submission",
                        change(LiveSettingsTest::impatient),
                        refused("submit", RELEASED)),
                arguments("backoff of a delivery", change(LiveSettingsTest::patient), unreachable()),
                arguments("rollout", change(to -> to.with(rollout())), handedOut()),
                arguments("alerts.interval", change(to -> to.with(to.alerts().every(LONG, LONG))), server("watch")),
                arguments(
                        "alerts.sample-error",
                        change(to -> to.with(to.alerts().disabling(AlertEvent.SAMPLE_ERROR))),
                        inError()),
                arguments(
                        "the timeout of alerts.sample-error",
                        change(to -> to.with(to.alerts().with(AlertEvent.SAMPLE_ERROR, new AlertRule(true, LONG)))),
                        inError()),
                arguments(
                        "alerts.locations",
                        change(to -> to.with(to.alerts().downloading(URI.create("https://example.com/defs")))),
                        unmanaged()),
                arguments("forwarding", change(LiveSettingsTest::manual), isolated()),
                arguments("operation", change(LiveSettingsTest::manual), givenBack()),
                arguments(
                        "statusInterval of a client",
                        change(LiveSettingsTest::slow),
                        client(false, "follow", RELEASED, accepted())),
                arguments("backoff of a client", change(LiveSettingsTest::patient), client(true, "forward", RELEASED)),
                arguments("definitionsInterval of a client", change(LiveSettingsTest::slow), pulled()),
                arguments("submissionsPerHour", change(to -> to.takingAnHour(1)), submittedTwice()),
                arguments("statusInterval of a gateway", change(LiveSettingsTest::slow), submittedTwice()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("settings")
    void aChangeCountsWithoutARestart(String name, UnaryOperator<Settings> change, Scene scene) throws IOException {
        Settings before = Settings.standard();
        Settings after = change.apply(before);

        String changed = seen(scene, "changed", before, after);

        assertThat(changed).isEqualTo(seen(scene, "opened-with", after, after));
        assertThat(changed).as("what shows the setting").isNotEqualTo(seen(scene, "unchanged", before, before));
    }

    private String seen(Scene scene, String name, Settings opened, Settings then) throws IOException {
        try (Stage stage = new Stage(Files.createDirectory(folder.resolve(name)), opened, then)) {
            return scene.seen(stage);
        }
    }

    @Test
    void theMaskAndTheLargestSizeOfWhatIsHeldStay() {
        LiveSettings live = new LiveSettings(Settings.standard());

        assertThatIllegalArgumentException()
                .isThrownBy(() -> live.change(Settings.standard().with(Mask.ofHex("0F"))))
                .withMessageContaining("mask");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> live.change(Settings.standard().upTo(1)))
                .withMessageContaining("size");
        assertThat(live.current()).isEqualTo(Settings.standard());
    }

    @Test
    void placesMayShareTheirSettings() {
        LiveSettings live = new LiveSettings(Settings.standard());
        PlaceConfig one = PlaceConfig.at(folder).with(live);
        PlaceConfig other = one.in(folder.resolve("other"));
        live.change(slow(Settings.standard()));

        assertThat(one.settings()).isEqualTo(other.settings()).isEqualTo(slow(Settings.standard()));
    }

    private static UnaryOperator<Settings> change(UnaryOperator<Settings> change) {
        return change;
    }

    private static Settings slow(Settings settings) {
        return settings.every(Duration.ofSeconds(9), LONG, LONG.multipliedBy(10));
    }

    private static Settings manual(Settings settings) {
        return settings.policies(Handling.MANUAL, Handling.MANUAL, Handling.MANUAL, AutomaticOperation.NOTHING);
    }

    private static Settings patient(Settings settings) {
        return settings.with(new Backoff(LONG, LONG, 48));
    }

    private static Settings impatient(Settings settings) {
        return settings.with(
                new Backoff(settings.backoff().first(), settings.backoff().longest(), 1));
    }

    private static RolloutPolicy rollout() {
        return RolloutPolicy.standard().to(ImmutableSet.of(GUID), ImmutableSet.of(GUID));
    }

    private static SampleEvent accepted() {
        return new SampleEvent.Accepted();
    }

    /** A sample is at the status to which the events lead, and its station is called once. */
    private static Scene server(String station, SampleEvent... events) {
        return stage -> {
            ServerPlace server = stage.server();
            stage.add(server.place(), "harmless", Header.empty(), events);
            stage.clock.advance(Duration.ofMinutes(2));
            return stage.work(server.place(), station) + stage.samples(server.place());
        };
    }

    private static Scene defined(String station, SampleEvent... events) {
        return stage -> {
            stage.install(stage.server().place());
            return server(station, events).seen(stage);
        };
    }

    private static Scene infected() {
        return stage -> {
            ServerPlace server = stage.server();
            stage.install(server.place());
            stage.add(server.place(), "this is the virus", Header.empty());
            return stage.work(server.place(), "scan") + stage.samples(server.place());
        };
    }

    private static Scene refused(String station, SampleEvent... events) {
        return stage -> {
            stage.peer.refuses = true;
            return server(station, events).seen(stage);
        };
    }

    private static Scene cutOff() {
        return stage -> {
            ServerPlace server = stage.server();
            stage.add(server.place(), "harmless", Header.empty(), RELEASED);
            stage.peer.down = true;
            return stage.work(server.place(), "submit") + stage.samples(server.place());
        };
    }

    private static Scene unreachable() {
        return stage -> {
            ServerPlace server = stage.server();
            stage.install(server.place());
            stage.add(server.place(), "harmless", managed(), DISTRIBUTE);
            stage.peer.down = true;
            return stage.work(server.place(), "delivery") + stage.samples(server.place());
        };
    }

    private static Scene notInstalled() {
        return stage -> {
            ServerPlace server = stage.server();
            stage.add(server.place(), "harmless", managed(), DISTRIBUTE, new SampleEvent.Undeliverable());
            return stage.work(server.place(), "redelivery") + stage.samples(server.place());
        };
    }

    private static Scene unmanaged() {
        return stage -> {
            ServerPlace server = stage.server();
            stage.install(server.place());
            return server("delivery", DISTRIBUTE).seen(stage);
        };
    }

    private static Scene questions() {
        return stage -> {
            ServerPlace server = stage.server();
            stage.install(server.place());
            stage.work(server.place(), "certified");
            stage.clock.advance(Duration.ofHours(9));
            stage.work(server.place(), "certified");
            return stage.peer.asked.toString();
        };
    }

    private static Scene pulled() {
        return stage -> {
            ClientPlace client = stage.client();
            stage.clock.advance(Duration.ofHours(9));
            stage.work(client.place(), "pull");
            return stage.peer.asked.toString();
        };
    }

    private static Scene handedOut() {
        return stage -> {
            ServerPlace server = stage.server();
            stage.install(server.place());
            stage.work(server.place(), "rollout");
            return stage.peer.asked.toString();
        };
    }

    private static Scene inError() {
        return stage -> {
            ServerPlace server = stage.server();
            stage.add(server.place(), "harmless", Header.empty(), new SampleEvent.Faulted("x"));
            stage.clock.advance(Duration.ofHours(1));
            stage.work(server.place(), "watch");
            return stage.told.toString();
        };
    }

    private static Scene forwarded() {
        return stage -> {
            ServerPlace server = stage.server();
            try (EncodedContent content = new Samples(stage.folder).content("harmless")) {
                Header message = Samples.received("0123456789abcdef", content).attributes().toBuilder()
                        .set(CordonFields.SAMPLE_ID, "0123456789abcdef")
                        .remove(Attributes.SAMPLE_STATUS)
                        .build();
                Header reply = server.place()
                        .desk()
                        .answer(
                                Transaction.FORWARD_SAMPLE,
                                new Received(message, content.wire().openStream()))
                        .header();
                return reply.text("X-Error") + stage.samples(server.place());
            }
        };
    }

    private static Scene client(boolean refuses, String station, SampleEvent... events) {
        return stage -> {
            ClientPlace client = stage.client();
            stage.peer.refuses = refuses;
            stage.add(client.place(), "harmless", Header.empty(), events);
            return stage.work(client.place(), station) + stage.samples(client.place());
        };
    }

    private static Scene isolated() {
        return stage -> {
            ClientPlace client = stage.client();
            Path file = Files.writeString(stage.folder.resolve("file"), "harmless");
            return client.quarantine()
                    .isolate(file.toRealPath(), SampleReason.MANUAL)
                    .status()
                    .toString();
        };
    }

    private static Scene givenBack() {
        return stage -> {
            ClientPlace client = stage.client();
            stage.install(client.place());
            Path file = Files.writeString(stage.folder.resolve("file"), "harmless");
            Sample sample = client.quarantine().isolate(file.toRealPath(), SampleReason.MANUAL);
            Sample clean = sample.status() == SampleStatus.HELD
                    ? sample.on(new SampleEvent.Queued(1), stage.clock.instant())
                    : sample;
            Sample advised = clean.amend(more -> more.set(CordonFields.ADVICE, Advice.RELEASE.token()));
            stage.move(client.place(), sample, advised, accepted(), new SampleEvent.NothingToDeliver());
            stage.work(client.place(), "operation");
            return "back: " + Files.exists(file);
        };
    }

    /** The second one of the same content follows the first one, if it is taken at all. */
    private static Scene submittedTwice() {
        return stage -> {
            GatewayPlace gateway = stage.gateway();
            String said = stage.submit(gateway, "a") + stage.submit(gateway, "b");
            stage.work(gateway.place(), "filter");
            return said + stage.samples(gateway.place());
        };
    }

    private static Header managed() {
        return Header.builder().set(Attributes.PLATFORM_GUID, GUID).build();
    }

    /** One place with everything around it. */
    private static final class Stage implements AutoCloseable {
        private final Path folder;
        private final LiveSettings live;
        private final Settings then;
        private final SettableClock clock = SettableClock.at(START);
        private final Peer peer = new Peer();
        private final List<String> told = new ArrayList<>();
        private Optional<ServerPlace> server = Optional.empty();
        private Optional<ClientPlace> client = Optional.empty();
        private Optional<GatewayPlace> gateway = Optional.empty();

        Stage(Path folder, Settings opened, Settings then) {
            this.folder = folder;
            this.live = new LiveSettings(opened);
            this.then = then;
        }

        private PlaceConfig config() {
            return PlaceConfig.at(folder.resolve("home"))
                    .with(live)
                    .with(clock)
                    .trusting(KEY.trusted())
                    .with(Alerting.to(Runnable::run, alert -> told.add(alert.line())));
        }

        ServerPlace server() throws IOException {
            if (server.isEmpty()) {
                server = Optional.of(ServerPlace.open(
                        config(), Optional.of(new Upstream(peer, CUSTOMER)), name -> Optional.of(peer)));
                live.change(then);
            }
            return server.get();
        }

        ClientPlace client() throws IOException {
            client = Optional.of(ClientPlace.open(config(), peer, managed()));
            live.change(then);
            return client.get();
        }

        GatewayPlace gateway() throws IOException {
            gateway = Optional.of(
                    GatewayPlace.open(config(), Customers.of(List.of(CUSTOMER)), new Upstream(peer, CUSTOMER)));
            live.change(then);
            return gateway.get();
        }

        void add(Place place, String bytes, Header more, SampleEvent... events) throws IOException {
            Header attributes = more.toBuilder()
                    .set(Attributes.ANALYSIS_COOKIE, "cookie")
                    .set(Attributes.SAMPLE_PRIORITY, Priority.LOWEST)
                    .build();
            try (EncodedContent content = new Samples(folder).content(bytes)) {
                Sample sample = place.samples()
                        .add(Samples.received("0123456789abcdef", content, clock.instant(), attributes), content);
                move(place, sample, sample, events);
            }
        }

        void move(Place place, Sample kept, Sample from, SampleEvent... events) throws IOException {
            Sample moved = from;
            for (SampleEvent event : events) {
                moved = moved.on(event, clock.instant());
            }
            if (moved != kept) {
                var unused = place.samples().update(kept, moved);
            }
        }

        /** Returns how long the station waits; what it can't reach is no matter. */
        String work(Place place, String name) throws IOException {
            Station station = place.stations().stream()
                    .filter(one -> one.name().equals(name))
                    .findFirst()
                    .orElseThrow();
            try {
                return station.work().toString();
            } catch (IOException e) {
                return "failed";
            }
        }

        String samples(Place place) throws IOException {
            StringBuilder seen = new StringBuilder();
            for (Sample sample : place.samples().list(SampleStore.Query.all()).samples()) {
                seen.append(' ').append(sample.status()).append(' ').append(sample.due());
                seen.append(' ').append(sample.priority());
                sample.faults().stream().map(SampleFault::text).forEach(seen::append);
            }
            return seen.toString();
        }

        String submit(GatewayPlace place, String key) throws IOException {
            try (EncodedContent content = new Samples(folder).content("harmless")) {
                Header.Builder message = Samples.received("0123456789abcdef", content).attributes().toBuilder()
                        .set(CordonFields.SUBMISSION, key)
                        .remove(Attributes.SAMPLE_STATUS);
                CUSTOMER.sign(message);
                Received submission =
                        new Received(message.build(), content.wire().openStream());
                return place.place()
                        .desk()
                        .answer(Transaction.SUBMIT_SAMPLE, submission)
                        .header()
                        .text("X-Error")
                        .orElse("taken");
            }
        }

        void install(Place place) throws IOException {
            String signature = "Virus:0:*:" + hex("this is the virus") + "\n";
            place.active()
                    .install(DefinitionPackage.sign(
                            new DefinitionSet(
                                    Sequence.of(1),
                                    new DailyVersion(LocalDate.of(2026, 11, 24), 1),
                                    START,
                                    ImmutableSortedMap.of(
                                            "v.ndb", ByteSource.wrap(signature.getBytes(StandardCharsets.US_ASCII)))),
                            KEY));
        }

        private static String hex(String text) {
            return BaseEncoding.base16().lowerCase().encode(text.getBytes(StandardCharsets.US_ASCII));
        }

        @Override
        public void close() throws IOException {
            if (server.isPresent()) {
                server.get().close();
            }
            if (client.isPresent()) {
                client.get().close();
            }
            if (gateway.isPresent()) {
                gateway.get().close();
            }
        }
    }

    /** Whatever other place there is. */
    private static final class Peer implements Transport {
        private final List<Transaction> asked = new ArrayList<>();
        private boolean down;
        private boolean refuses;

        @Override
        public Received send(Request request) throws IOException {
            asked.add(request.transaction());
            if (down) {
                throw new IOException("no route");
            }
            Header.Builder reply = Header.builder();
            if (refuses) {
                reply.set("X-Error", "internal");
            } else if (request.transaction() == Transaction.SUBMIT_SAMPLE) {
                reply.set(Attributes.ANALYSIS_COOKIE, "cookie").set("X-Analysis-State", "accepted");
            } else if (request.transaction() == Transaction.QUERY_STATUS) {
                reply.set("X-Analysis-State", "accepted").set("X-Sample-Status", "submitted");
            }
            return new Received(reply.build(), InputStream.nullInputStream());
        }

        @Override
        public void close() {}
    }
}
