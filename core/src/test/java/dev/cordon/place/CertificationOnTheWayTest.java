package dev.cordon.place;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.collect.ImmutableSortedMap;
import com.google.common.io.ByteSource;
import dev.cordon.analysis.Laboratory;
import dev.cordon.attribute.Attributes;
import dev.cordon.attribute.CordonFields;
import dev.cordon.attribute.CustomerIdentifier;
import dev.cordon.attribute.DailyVersion;
import dev.cordon.attribute.SampleReason;
import dev.cordon.attribute.Sequence;
import dev.cordon.codec.Header;
import dev.cordon.codec.WireException;
import dev.cordon.definition.Certification;
import dev.cordon.definition.DefinitionPackage;
import dev.cordon.definition.DefinitionSet;
import dev.cordon.definition.SigningKey;
import dev.cordon.gateway.Customers;
import dev.cordon.protocol.Customer;
import dev.cordon.protocol.Received;
import dev.cordon.protocol.Request;
import dev.cordon.protocol.Transaction;
import dev.cordon.sample.Sample;
import dev.cordon.spi.SampleStore;
import dev.cordon.spi.Transport;
import dev.cordon.statemachine.SampleEvent;
import dev.cordon.station.Station;
import dev.cordon.testkit.SettableClock;
import dev.cordon.transport.LoopbackTransport;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the analysis centre says of its sets comes down to the client, believed at each place by its own keys. */
class CertificationOnTheWayTest {
    private static final Sequence ONE = Sequence.of(1);
    private static final Sequence TWO = Sequence.of(2);

    private final SettableClock clock = SettableClock.at(Instant.parse("2026-11-24T10:00:00Z"));
    private final SigningKey key = SigningKey.generate(new SecureRandom());
    private final Customer customer = new Customer(CustomerIdentifier.parse("TEST gold"), "0".repeat(48));
    private Optional<String> forged = Optional.empty();

    @TempDir
    private Path folder;

    private AnalysisPlace analysis;
    private GatewayPlace gateway;
    private ServerPlace server;
    private ClientPlace client;

    @BeforeEach
    void open() throws IOException {
        Customers customers = Customers.of(List.of(customer));
        analysis = AnalysisPlace.open(config("analysis"), customers, key, Laboratory.standard());
        gateway = GatewayPlace.open(config("gateway"), customers, new Upstream(to(analysis.place()), customer));
        server = ServerPlace.open(
                config("server"), Optional.of(new Upstream(to(gateway.place()), customer)), name -> Optional.empty());
        client = ClientPlace.open(config("client"), to(server.place()), Header.empty());
    }

    @AfterEach
    void close() throws IOException {
        client.close();
        server.close();
        gateway.close();
        analysis.close();
    }

    @Test
    void aSetThatIsCertifiedIsCertifiedAtEveryPlaceItComesTo() throws IOException {
        publish(1);
        Certification certification = analysis.centre().certify(ONE);
        everybodyAsks();

        for (Place place : places()) {
            assertThat(place.active().certification(ONE)).contains(certification);
        }
    }

    @Test
    void aSetThatIsCertifiedLaterIsKnownToBeWithoutBeingFetchedAgain() throws IOException {
        publish(1);
        everybodyAsks();
        assertThat(client.place().active().certification(ONE)).isEmpty();

        analysis.centre().certify(ONE);
        everybodyAsks();

        assertThat(client.place().active().certification(ONE)).isPresent();
    }

    @Test
    void theNewestCertifiedAndTheNewestNoncertifiedSetAreAnswered() throws IOException {
        publish(1);
        Certification certification = analysis.centre().certify(ONE);
        assertThat(asked().find(Attributes.DATE_BLESSED)).contains(certification.blessed());
        assertThat(asked().find(CordonFields.NONCERTIFIED_SEQUENCE)).isEmpty();

        publish(2);

        Header answer = asked();
        assertThat(answer.find(Attributes.SIGNATURES_SEQUENCE)).contains(TWO);
        assertThat(answer.find(CordonFields.CERTIFIED_SEQUENCE)).contains(ONE);
        assertThat(answer.find(CordonFields.NONCERTIFIED_SEQUENCE)).contains(TWO);
        assertThat(answer.find(CordonFields.CERTIFICATION)).contains(certification.text());
        assertThat(answer.find(Attributes.DATE_BLESSED)).isEmpty();
    }

    @Test
    void aCertificationThatCannotBeBelievedLeavesTheSetInUseAndNotCertifiedAndIsSaid() throws IOException {
        publish(1);
        DefinitionPackage set = analysis.place().definitions().find(ONE).orElseThrow();
        forged = Optional.of(Certification.sign(set, clock.instant(), SigningKey.generate(new SecureRandom()))
                .text());

        assertThatThrownBy(() -> work(gateway.place(), "certified"))
                .isInstanceOf(WireException.class)
                .hasMessage("definitions 00000001 are not certified: no trusted key has signed the certification");

        assertThat(gateway.place().active().sequence()).contains(ONE);
        assertThat(gateway.place().active().certification(ONE)).isEmpty();
        work(gateway.place(), "certified");
    }

    @Test
    void anOrderToGoBackReachesEveryPlaceAndWhatItWithdrawsIsNotTakenAgain() throws IOException {
        publish(1);
        everybodyAsks();
        publish(2);
        analysis.centre().certify(TWO);
        everybodyAsks();
        assertThat(client.place().active().sequence()).contains(TWO);

        analysis.centre().orderBack(ONE);
        everybodyAsks();
        everybodyAsks();

        for (Place place : places()) {
            assertThat(place.active().sequence()).contains(ONE);
        }
        publish(3);
        analysis.centre().certify(Sequence.of(3));
        everybodyAsks();
        assertThat(client.place().active().sequence()).contains(Sequence.of(3));
    }

    @Test
    void aPlaceThatNeverHadTheSetToGoBackToFetchesIt() throws IOException {
        publish(1);
        publish(2);
        everybodyAsks();
        assertThat(client.place().definitions().sequences()).containsExactly(TWO);

        analysis.centre().orderBack(ONE);
        everybodyAsks();

        assertThat(client.place().active().sequence()).contains(ONE);
    }

    @Test
    void aClientFetchesByIntervalWhatIsCertifiedAndWhatAFileNeeds() throws IOException {
        publish(1);
        everybodyAsks();
        publish(2);
        serverIsGiven(2);
        everybodyAsks();
        assertThat(client.place().active().sequence()).contains(ONE);

        Path file = Files.createFile(folder.toRealPath().resolve("file"));
        Sample sample = client.quarantine().isolate(file, SampleReason.MANUAL);
        SampleStore store = client.place().samples();
        store.update(
                sample,
                sample.on(new SampleEvent.Accepted(), clock.instant())
                        .on(new SampleEvent.NewerDefinitions(2), clock.instant()));
        everybodyAsks();

        assertThat(client.place().active().sequence()).contains(TWO);
    }

    private void serverIsGiven(int sequence) throws IOException {
        server.place()
                .active()
                .install(analysis.place()
                        .definitions()
                        .find(Sequence.of(sequence))
                        .orElseThrow());
    }

    private List<Place> places() {
        return List.of(analysis.place(), gateway.place(), server.place(), client.place());
    }

    private Header asked() throws IOException {
        Header.Builder request = Header.builder();
        customer.sign(request);
        try (Received reply = to(analysis.place()).send(Request.of(Transaction.QUERY_DEFINITIONS, request.build()))) {
            return reply.header();
        }
    }

    private void everybodyAsks() throws IOException {
        clock.advance(Duration.ofHours(8));
        work(gateway.place(), "certified");
        work(server.place(), "certified");
        work(client.place(), "pull");
    }

    private static void work(Place place, String name) throws IOException {
        for (Station station : place.stations()) {
            if (station.name().equals(name)) {
                var unused = station.work();
            }
        }
    }

    private void publish(int sequence) throws IOException {
        DefinitionSet set = new DefinitionSet(
                Sequence.of(sequence),
                new DailyVersion(LocalDate.of(2026, 11, 24), sequence),
                clock.instant(),
                ImmutableSortedMap.of(
                        "base.ndb", ByteSource.wrap("Other:0:*:00112233445566\n".getBytes(StandardCharsets.US_ASCII))));
        analysis.place().active().install(DefinitionPackage.sign(set, key));
    }

    private PlaceConfig config(String name) {
        return PlaceConfig.at(folder.resolve(name)).with(clock).trusting(key.trusted());
    }

    /** The way to a place; what it says of certification may be forged on the way. */
    private Transport to(Place place) {
        Transport way = new LoopbackTransport(place.desk(), clock);
        return new Transport() {
            @Override
            public Received send(Request request) throws IOException {
                Received reply = way.send(request);
                return forged.isEmpty()
                        ? reply
                        : new Received(
                                reply.header().toBuilder()
                                        .set(CordonFields.CERTIFICATION, forged.get())
                                        .build(),
                                reply.content());
            }

            @Override
            public void close() {}
        };
    }
}
