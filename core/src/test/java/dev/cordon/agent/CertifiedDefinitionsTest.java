package dev.cordon.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.collect.ImmutableSortedMap;
import com.google.common.io.ByteSource;
import dev.cordon.attribute.Attributes;
import dev.cordon.attribute.CordonFields;
import dev.cordon.attribute.CustomerIdentifier;
import dev.cordon.attribute.DailyVersion;
import dev.cordon.attribute.Sequence;
import dev.cordon.codec.Header;
import dev.cordon.codec.WireException;
import dev.cordon.definition.Certification;
import dev.cordon.definition.DefinitionPackage;
import dev.cordon.definition.DefinitionSet;
import dev.cordon.definition.SigningKey;
import dev.cordon.exchange.Polled;
import dev.cordon.gateway.Customers;
import dev.cordon.place.GatewayPlace;
import dev.cordon.place.LiveSettings;
import dev.cordon.place.PlaceConfig;
import dev.cordon.place.ServerPlace;
import dev.cordon.place.Settings;
import dev.cordon.place.Upstream;
import dev.cordon.protocol.Customer;
import dev.cordon.protocol.Desk;
import dev.cordon.protocol.Received;
import dev.cordon.protocol.Request;
import dev.cordon.protocol.Transaction;
import dev.cordon.spi.Transport;
import dev.cordon.station.Station;
import dev.cordon.testkit.SettableClock;
import dev.cordon.transport.LoopbackTransport;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server asks its gateway for newer definitions, whether a sample needs them or not. */
class CertifiedDefinitionsTest {
    private final SettableClock clock = SettableClock.at(Instant.parse("2026-11-24T10:00:00Z"));
    private final SigningKey key = SigningKey.generate(new SecureRandom());
    private final Customer customer = new Customer(CustomerIdentifier.parse("TEST gold"), "0".repeat(48));
    private final List<Transaction> sent = new ArrayList<>();

    @TempDir
    private Path folder;

    private GatewayPlace gateway;
    private ServerPlace server;
    private final LiveSettings settings = new LiveSettings(Settings.standard());
    private boolean isCut;
    private Optional<Certification> forged = Optional.empty();
    private Optional<Sequence> sentInstead = Optional.empty();

    @BeforeEach
    void open() throws IOException {
        Desk nobody = new Desk(Map.of(), (transaction, failure) -> {});
        gateway = GatewayPlace.open(
                PlaceConfig.at(folder.resolve("gateway")).with(clock).trusting(key.trusted()),
                Customers.of(List.of(customer)),
                new Upstream(new LoopbackTransport(nobody, clock), customer));
        server = ServerPlace.open(
                PlaceConfig.at(folder.resolve("server"))
                        .with(clock)
                        .with(settings)
                        .trusting(key.trusted()),
                Optional.of(new Upstream(new Line(), customer)),
                name -> Optional.empty());
    }

    @AfterEach
    void close() throws IOException {
        server.close();
        gateway.close();
    }

    @Test
    void aServerWithoutDefinitionsAsksAtOnce() throws IOException {
        publish(1);

        work();

        assertThat(server.place().active().sequence()).contains(Sequence.of(1));
    }

    @Test
    void newerDefinitionsAreFetchedThreeTimesADay() throws IOException {
        publish(1);
        work();
        publish(2);
        certify(2);

        clock.advance(Duration.ofMinutes(479));
        work();
        assertThat(server.place().active().sequence()).contains(Sequence.of(1));

        clock.advance(Duration.ofMinutes(1));
        work();
        assertThat(server.place().active().sequence()).contains(Sequence.of(2));
    }

    @Test
    void definitionsThatAreNotCertifiedAreNotFetchedByInterval() throws IOException {
        publish(1);
        work();
        publish(2);

        clock.advance(Duration.ofHours(8));
        work();

        assertThat(server.place().active().sequence()).contains(Sequence.of(1));
    }

    @Test
    void theNewestAreFetchedWhereTheSettingSaysSo() throws IOException {
        publish(1);
        work();
        publish(2);
        settings.change(settings.current().polling(Polled.NEWEST));

        clock.advance(Duration.ofHours(8));
        work();

        assertThat(server.place().active().sequence()).contains(Sequence.of(2));
    }

    @Test
    void aCertifiedSetThatIsOlderThanTheOneInUseIsKeptToBeHandedOn() throws IOException {
        publish(1);
        publish(2);
        certify(1);

        work();

        assertThat(server.place().active().sequence()).contains(Sequence.of(2));
        assertThat(server.place().active().certification(Sequence.of(1))).isPresent();
    }

    @Test
    void whatIsSaidToBeCertifiedAndIsNotIsNotPutToUse() throws IOException {
        publish(1);
        work();
        publish(2);
        forged = Optional.of(Certification.sign(
                gateway.place().definitions().find(Sequence.of(2)).orElseThrow(),
                clock.instant(),
                SigningKey.generate(new SecureRandom())));

        clock.advance(Duration.ofHours(8));

        assertThatThrownBy(this::work)
                .isInstanceOf(WireException.class)
                .hasMessage("definitions 00000002 are not certified: no trusted key has signed the certification");
        assertThat(server.place().active().sequence()).contains(Sequence.of(1));
    }

    @Test
    void otherDefinitionsThanThoseAskedForAreNotPutToUse() throws IOException {
        publish(1);
        work();
        publish(2);
        certify(2);
        publish(3);
        sentInstead = Optional.of(Sequence.of(3));

        clock.advance(Duration.ofHours(8));

        assertThatThrownBy(this::work)
                .isInstanceOf(WireException.class)
                .hasMessage("other definitions were sent than were asked for");
        assertThat(server.place().active().sequence()).contains(Sequence.of(1));
    }

    @Test
    void whatIsHereAlreadyIsNotFetchedAgain() throws IOException {
        publish(1);
        work();
        clock.advance(Duration.ofHours(8));
        work();

        assertThat(sent)
                .containsExactly(
                        Transaction.QUERY_DEFINITIONS, Transaction.FETCH_DEFINITIONS, Transaction.QUERY_DEFINITIONS);
    }

    @Test
    void aGatewayThatCanNotBeReachedIsAskedAgainAtTheNextCall() throws IOException {
        publish(1);
        isCut = true;
        assertThatThrownBy(this::work).isInstanceOf(IOException.class);

        isCut = false;
        work();

        assertThat(server.place().active().sequence()).contains(Sequence.of(1));
    }

    private void publish(int sequence) throws IOException {
        DefinitionSet set = new DefinitionSet(
                Sequence.of(sequence),
                new DailyVersion(LocalDate.of(2026, 11, 24), sequence),
                clock.instant(),
                ImmutableSortedMap.of(
                        "base.ndb", ByteSource.wrap("Other:0:*:00112233445566\n".getBytes(StandardCharsets.US_ASCII))));
        gateway.place().active().install(DefinitionPackage.sign(set, key));
    }

    private void certify(int sequence) throws IOException {
        DefinitionPackage set =
                gateway.place().definitions().find(Sequence.of(sequence)).orElseThrow();
        gateway.place().active().certify(Certification.sign(set, clock.instant(), key));
    }

    private void work() throws IOException {
        for (Station station : server.place().stations()) {
            var unused = station.work();
        }
    }

    private final class Line implements Transport {
        private final Transport way = new LoopbackTransport(gateway.place().desk(), clock);

        @Override
        public Received send(Request request) throws IOException {
            if (isCut) {
                throw new IOException("the line is cut");
            }
            sent.add(request.transaction());
            Received reply = way.send(instead(request));
            return request.transaction() == Transaction.QUERY_DEFINITIONS && forged.isPresent()
                    ? new Received(saying(forged.get(), reply.header()), reply.content())
                    : reply;
        }

        private Request instead(Request request) {
            return request.transaction() == Transaction.FETCH_DEFINITIONS && sentInstead.isPresent()
                    ? Request.of(
                            Transaction.FETCH_DEFINITIONS,
                            request.header().toBuilder()
                                    .set(Attributes.SIGNATURES_SEQUENCE, sentInstead.get())
                                    .build())
                    : request;
        }

        private Header saying(Certification certification, Header header) {
            return header.toBuilder()
                    .set(CordonFields.CERTIFIED_SEQUENCE, certification.sequence())
                    .set(CordonFields.CERTIFICATION, certification.text())
                    .build();
        }

        @Override
        public void close() {}
    }
}
