package dev.cordon.place;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSortedMap;
import com.google.common.io.ByteSource;
import dev.cordon.alert.AlertSettings;
import dev.cordon.alert.Alerting;
import dev.cordon.attribute.Attributes;
import dev.cordon.attribute.CordonFields;
import dev.cordon.attribute.CustomerIdentifier;
import dev.cordon.attribute.DailyVersion;
import dev.cordon.attribute.Sequence;
import dev.cordon.codec.EncodedContent;
import dev.cordon.codec.Header;
import dev.cordon.codec.Mask;
import dev.cordon.codec.Spooling;
import dev.cordon.definition.Certification;
import dev.cordon.definition.DefinitionPackage;
import dev.cordon.definition.DefinitionSet;
import dev.cordon.definition.SigningKey;
import dev.cordon.exchange.PackageMessage;
import dev.cordon.protocol.Confirmation;
import dev.cordon.protocol.Customer;
import dev.cordon.protocol.Received;
import dev.cordon.protocol.Request;
import dev.cordon.protocol.Transaction;
import dev.cordon.sample.Sample;
import dev.cordon.sample.SampleFault;
import dev.cordon.sample.SampleId;
import dev.cordon.server.GeneralError;
import dev.cordon.spi.Alert;
import dev.cordon.spi.AlertEvent;
import dev.cordon.spi.AlertSink;
import dev.cordon.spi.SampleStore;
import dev.cordon.spi.Transport;
import dev.cordon.statemachine.Handling;
import dev.cordon.statemachine.SampleEvent;
import dev.cordon.station.Station;
import dev.cordon.store.DirectorySampleStore;
import dev.cordon.testkit.Samples;
import dev.cordon.testkit.SettableClock;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Each of the 23 conditions comes about and ends at a whole server, and its alert is raised and cleared. */
class ServerAlertsTest {
    private static final String ID = "0123456789abcdef";
    private static final String GUID = "00112233445566778899AABBCCDDEEFF";
    private static final Duration MOMENT = Duration.ofSeconds(1);
    private static final SampleEvent UNRESOLVED = new SampleEvent.Unresolved(Handling.AUTOMATIC);
    private static final SampleEvent AT_HAND = new SampleEvent.DefinitionsAtHand(7, Handling.AUTOMATIC);

    private final SettableClock clock = SettableClock.at(Instant.parse("2026-03-01T08:00:00Z"));
    private final SigningKey key = SigningKey.generate(new SecureRandom());
    private final List<Alert> told = new ArrayList<>();
    private final Map<String, Transport> targets = new HashMap<>();
    private final Line gateway = new Line();
    private Optional<SampleStore.Usage> usage = Optional.empty();
    private AlertSettings alerts = AlertSettings.standard().enabling(AlertEvent.values());
    private AlertSink sink = told::add;

    @TempDir
    private Path folder;

    private ServerPlace server;

    @BeforeEach
    void open() throws IOException {
        Customer customer = new Customer(CustomerIdentifier.parse("TEST gold"), "0".repeat(48));
        server = ServerPlace.open(
                PlaceConfig.at(folder.resolve("server"))
                        .with(clock)
                        .with(Settings.standard().with(alerts))
                        .trusting(key.trusted())
                        .holdingIn(this::samples)
                        .with(Alerting.to(Runnable::run, sink)),
                Optional.of(new Upstream(gateway, customer)),
                name -> Optional.ofNullable(targets.get(name)));
    }

    private void reopen() throws IOException {
        server.close();
        open();
    }

    @AfterEach
    void close() throws IOException {
        server.close();
    }

    /** A store that says how full it is as the test wants it. */
    private SampleStore samples(Path place) throws IOException {
        SampleStore store = DirectorySampleStore.open(place);
        return (SampleStore) Proxy.newProxyInstance(
                SampleStore.class.getClassLoader(), new Class<?>[] {SampleStore.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("usage") && usage.isPresent()) {
                        return usage.get();
                    }
                    try {
                        return method.invoke(store, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    @ParameterizedTest
    @EnumSource(AlertEvent.class)
    void eachConditionIsToldAfterItsTimeoutAndWhenItIsOver(AlertEvent event) throws IOException {
        Duration timeout = alerts.timeout(event);
        begin(event);
        if (!timeout.isZero()) {
            work("watch");
            clock.advance(event.overdueAt().isPresent() ? timeout : timeout.minus(MOMENT));
            work("watch");
            assertThat(changes(event)).isEmpty();
            clock.advance(MOMENT);
        }
        work("watch");
        assertThat(changes(event)).containsExactly(Alert.Change.RAISED);
        clock.advance(MOMENT);
        work("watch");
        assertThat(changes(event)).hasSize(1);

        end(event);
        work("watch");
        assertThat(changes(event)).containsExactly(Alert.Change.RAISED, Alert.Change.CLEARED);
    }

    /** Brings a condition about. */
    private void begin(AlertEvent event) throws IOException {
        switch (event) {
            case GATEWAY_UNREACHABLE -> {
                add(UNRESOLVED);
                gateway.down = true;
                assertThatThrownBy(() -> work("submit")).isInstanceOf(IOException.class);
            }
            case DEFCAST_ERROR -> {
                install(set(7));
                Line target = new Line();
                target.down = true;
                targets.put(GUID, target);
                add(managed(), AT_HAND);
                work("delivery");
            }
            case DEFINITIONS_NOT_INSTALLABLE -> {
                add(AT_HAND);
                work("delivery");
            }
            case DEFINITION_DIRECTORY_INACCESSIBLE -> move("definitions", "elsewhere");
            case SCANNER_UNREACHABLE, AGENT_STOPPED -> work("watch");
            case DEFINITIONS_AWAITED ->
                add(UNRESOLVED, new SampleEvent.Accepted(), new SampleEvent.NewerDefinitions(7));
            case CERTIFIED_DEFINITIONS_ARRIVED -> fetch(7, true);
            case NONCERTIFIED_DEFINITIONS_ARRIVED -> fetch(7, false);
            case QUOTA_LOW ->
                usage = Optional.of(new SampleStore.Usage(1, 1, 450_000_000, OptionalLong.of(Long.MAX_VALUE)));
            case DISK_BELOW_QUOTA -> usage = Optional.of(new SampleStore.Usage(1, 1, 1, OptionalLong.of(499_999_999)));
            case SAMPLE_NOT_REPAIRED -> add(new SampleEvent.NothingToDo());
            case SAMPLE_DEFINITIONS_NOT_INSTALLED ->
                add(AT_HAND, new SampleEvent.Delivered(), new SampleEvent.InstallFailed());
            case SAMPLE_ERROR -> add(new SampleEvent.Faulted("broken"));
            case SAMPLE_ATTENTION -> add(new SampleEvent.PersonNeeded("encrypted"));
            case SAMPLE_HELD -> add(new SampleEvent.Unresolved(Handling.MANUAL));
            case SAMPLE_INSTALL_OVERDUE -> add(AT_HAND);
            case SAMPLE_DISTRIBUTED_OVERDUE -> add(AT_HAND, new SampleEvent.Delivered());
            case SAMPLE_NEEDED_OVERDUE ->
                add(UNRESOLVED, new SampleEvent.Accepted(), new SampleEvent.NewerDefinitions(7));
            case SAMPLE_RELEASED_OVERDUE -> add(UNRESOLVED);
            case SAMPLE_SUBMITTED_OVERDUE -> add(UNRESOLVED, new SampleEvent.Accepted());
            case SAMPLE_QUARANTINED_OVERDUE -> add();
            case SAMPLE_DEFINITIONS_HELD -> add(new SampleEvent.DefinitionsAtHand(7, Handling.MANUAL));
        }
    }

    /** Ends what {@link #begin} has brought about. */
    private void end(AlertEvent event) throws IOException {
        switch (event) {
            case GATEWAY_UNREACHABLE -> {
                gateway.down = false;
                work("submit");
            }
            case DEFCAST_ERROR -> {
                targets.put(GUID, new Line());
                work("delivery");
            }
            case DEFINITIONS_NOT_INSTALLABLE, SAMPLE_DEFINITIONS_NOT_INSTALLED -> happen(new SampleEvent.Reported(7));
            case DEFINITION_DIRECTORY_INACCESSIBLE -> move("elsewhere", "definitions");
            case SCANNER_UNREACHABLE -> install(set(7));
            case AGENT_STOPPED -> {
                work("submit");
                work("follow");
                work("fetch");
                work("certified");
            }
            case DEFINITIONS_AWAITED -> happen(new SampleEvent.SetArrived(7, Handling.AUTOMATIC));
            case CERTIFIED_DEFINITIONS_ARRIVED -> fetch(8, false);
            case NONCERTIFIED_DEFINITIONS_ARRIVED -> fetch(8, true);
            case QUOTA_LOW ->
                usage = Optional.of(new SampleStore.Usage(1, 1, 449_999_999, OptionalLong.of(Long.MAX_VALUE)));
            case DISK_BELOW_QUOTA -> usage = Optional.of(new SampleStore.Usage(1, 1, 1, OptionalLong.of(500_000_000)));
            case SAMPLE_NOT_REPAIRED -> {
                Sample sample = sample();
                server.place()
                        .samples()
                        .update(sample, sample.amend(more -> more.set(CordonFields.DISPOSITION, "repaired")));
            }
            case SAMPLE_ERROR, SAMPLE_ATTENTION -> happen(new SampleEvent.Restarted("by a person"));
            case SAMPLE_HELD -> happen(new SampleEvent.Queued(1));
            case SAMPLE_DEFINITIONS_HELD -> happen(new SampleEvent.DeliveryQueued());
            case SAMPLE_INSTALL_OVERDUE,
                    SAMPLE_DISTRIBUTED_OVERDUE,
                    SAMPLE_NEEDED_OVERDUE,
                    SAMPLE_RELEASED_OVERDUE,
                    SAMPLE_SUBMITTED_OVERDUE,
                    SAMPLE_QUARANTINED_OVERDUE -> happen(new SampleEvent.Faulted("given up"));
        }
    }

    @Test
    void whereToDownloadDefinitionsStandsInTheAlertAndInTheErrorsOfTheSample() throws IOException {
        alerts = alerts.downloading(URI.create("https://example.com/definitions"));
        reopen();
        add(AT_HAND);

        work("delivery");
        work("watch");

        assertThat(sample().faults().stream().map(SampleFault::text))
                .containsExactly(
                        "the computer is not managed, so the definitions 00000007 have to be installed there by"
                                + " hand; download them from https://example.com/definitions");
        assertThat(of(AlertEvent.DEFINITIONS_NOT_INSTALLABLE).get(0).text())
                .contains("download them from https://example.com/definitions");
    }

    @Test
    void aRestartRaisesNothingASecondTimeAndClearsWhatIsOver() throws IOException {
        add(new SampleEvent.Faulted("broken"));
        work("watch");
        reopen();
        work("watch");
        assertThat(changes(AlertEvent.SAMPLE_ERROR)).containsExactly(Alert.Change.RAISED);

        happen(new SampleEvent.Restarted("by a person"));
        reopen();
        work("watch");

        assertThat(changes(AlertEvent.SAMPLE_ERROR)).containsExactly(Alert.Change.RAISED, Alert.Change.CLEARED);
        assertThat(of(AlertEvent.SAMPLE_ERROR).get(0).key())
                .isEqualTo(of(AlertEvent.SAMPLE_ERROR).get(1).key());
    }

    @Test
    void aGatewayThatCanNotBeReachedOverARestartIsRaisedOnce() throws IOException {
        add(UNRESOLVED);
        gateway.down = true;
        for (int start = 0; start < 3; start++) {
            for (int attempt = 0; attempt < 3; attempt++) {
                assertThatThrownBy(() -> work("submit")).isInstanceOf(IOException.class);
                work("watch");
                clock.advance(Duration.ofMinutes(10));
            }
            reopen();
            work("watch");
        }

        assertThat(changes(AlertEvent.GATEWAY_UNREACHABLE)).containsExactly(Alert.Change.RAISED);
    }

    @Test
    void aTargetThatConfirmsByItselfCanBeReached() throws IOException {
        begin(AlertEvent.DEFCAST_ERROR);
        clock.advance(alerts.timeout(AlertEvent.DEFCAST_ERROR));
        work("watch");
        assertThat(changes(AlertEvent.DEFCAST_ERROR)).containsExactly(Alert.Change.RAISED);

        Request confirmation = new Confirmation(GUID, Sequence.of(7), ImmutableList.of()).request();
        server.place()
                .desk()
                .answer(confirmation.transaction(), new Received(confirmation.header(), InputStream.nullInputStream()))
                .close();
        work("watch");

        assertThat(changes(AlertEvent.DEFCAST_ERROR)).containsExactly(Alert.Change.RAISED, Alert.Change.CLEARED);
    }

    @Test
    void aSinkThatFailsIsAGeneralErrorAndStopsNoStation() throws IOException {
        sink = alert -> {
            throw new IOException("the pager\nis off");
        };
        reopen();
        add(new SampleEvent.Faulted("broken"));

        for (Station station : server.place().stations()) {
            var unused = station.work();
        }

        GeneralError error = server.errors().list().get(0);
        assertThat(error.where()).isEqualTo("watch");
        assertThat(error.text()).contains("fails and is tried again: IOException: the pager?is off");
    }

    @Test
    void aServerWithoutAGatewayHasNoAgentThatCouldStop() throws IOException {
        server.close();
        server = ServerPlace.open(
                PlaceConfig.at(folder.resolve("server"))
                        .with(clock)
                        .with(Settings.standard().with(alerts))
                        .with(Alerting.to(Runnable::run, sink)),
                Optional.empty(),
                name -> Optional.empty());

        clock.advance(Duration.ofDays(1));
        work("watch");

        assertThat(changes(AlertEvent.AGENT_STOPPED)).isEmpty();
    }

    private List<Alert> of(AlertEvent event) {
        return told.stream().filter(alert -> alert.event() == event).toList();
    }

    private List<Alert.Change> changes(AlertEvent event) {
        return of(event).stream().map(Alert::change).toList();
    }

    private void work(String station) throws IOException {
        for (Station one : server.place().stations()) {
            if (one.name().equals(station)) {
                var unused = one.work();
            }
        }
    }

    private void add(SampleEvent... way) throws IOException {
        add(Header.empty(), way);
    }

    private static Header managed() {
        return Header.builder().set(Attributes.PLATFORM_GUID, GUID).build();
    }

    private void add(Header attributes, SampleEvent... way) throws IOException {
        try (EncodedContent content = new Samples(folder).content("the bytes of a sample")) {
            Sample sample = Samples.received(ID, content, clock.instant(), attributes);
            server.place().samples().add(sample, content);
        }
        for (SampleEvent event : way) {
            happen(event);
        }
    }

    private Sample sample() throws IOException {
        return server.place().samples().find(new SampleId(ID)).orElseThrow();
    }

    private void happen(SampleEvent event) throws IOException {
        Sample sample = sample();
        server.place().samples().update(sample, sample.on(event, clock.instant()));
    }

    @Test
    void definitionsWhoseCertificationNobodyTrustedHasSignedArriveAsNotCertified() throws IOException {
        gateway.signer = SigningKey.generate(new SecureRandom());
        fetch(7, true);
        work("watch");

        assertThat(changes(AlertEvent.NONCERTIFIED_DEFINITIONS_ARRIVED)).containsExactly(Alert.Change.RAISED);
        assertThat(changes(AlertEvent.CERTIFIED_DEFINITIONS_ARRIVED)).isEmpty();
        assertThat(sample().faults())
                .extracting(SampleFault::text)
                .containsExactly("definitions 00000007 are not certified: no trusted key has signed the certification");
    }

    /** Has a sample need definitions that the gateway has, and fetches them. */
    private void fetch(int sequence, boolean certified) throws IOException {
        server.place().samples().remove(new SampleId(ID));
        add(UNRESOLVED, new SampleEvent.Accepted(), new SampleEvent.NewerDefinitions(sequence));
        gateway.definitions = Optional.of(set(sequence));
        gateway.certified = certified;
        work("fetch");
    }

    private void install(DefinitionPackage set) throws IOException {
        server.place().active().install(set);
    }

    private DefinitionPackage set(int sequence) throws IOException {
        ByteSource database = ByteSource.wrap("Test:0:*:00112233445566\n".getBytes(StandardCharsets.US_ASCII));
        DefinitionSet set = new DefinitionSet(
                Sequence.of(sequence),
                new DailyVersion(LocalDate.of(2026, 1, 1), sequence),
                clock.instant(),
                ImmutableSortedMap.of("test.ndb", database));
        return DefinitionPackage.sign(set, key);
    }

    private void move(String from, String to) throws IOException {
        Files.move(
                folder.resolve("server").resolve(from), folder.resolve("server").resolve(to));
    }

    /** The way to a gateway or a target that has definitions, or refuses, or can't be reached. */
    private final class Line implements Transport {
        private boolean down;
        private boolean certified;
        private SigningKey signer = key;
        private Optional<DefinitionPackage> definitions = Optional.empty();

        @Override
        public Received send(Request request) throws IOException {
            if (down) {
                throw new IOException("no route");
            }
            if (request.transaction() == Transaction.QUERY_DEFINITIONS) {
                return new Received(Header.empty(), InputStream.nullInputStream());
            }
            if (request.transaction() != Transaction.FETCH_DEFINITIONS || definitions.isEmpty()) {
                return new Received(Header.builder().set("X-Error", "internal").build(), InputStream.nullInputStream());
            }
            PackageMessage.Parts parts = new PackageMessage(Mask.standard(), 1 << 20, new Spooling(1 << 20, folder))
                    .parts(definitions.get(), statement());
            return new Received(parts.header(), parts.content().openStream());
        }

        /** A date alone would be no proof. */
        private Optional<Certification> statement() throws IOException {
            return certified
                    ? Optional.of(Certification.sign(definitions.orElseThrow(), clock.instant(), signer))
                    : Optional.empty();
        }

        @Override
        public void close() {}
    }
}
