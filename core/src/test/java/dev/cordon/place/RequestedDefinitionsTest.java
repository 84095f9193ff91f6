package dev.cordon.place;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.collect.ImmutableSortedMap;
import com.google.common.io.BaseEncoding;
import com.google.common.io.ByteSource;
import dev.cordon.agent.RequestedDefinitions;
import dev.cordon.analysis.Laboratory;
import dev.cordon.attribute.CustomerIdentifier;
import dev.cordon.attribute.DailyVersion;
import dev.cordon.attribute.SampleReason;
import dev.cordon.attribute.Sequence;
import dev.cordon.codec.Header;
import dev.cordon.codec.WireException;
import dev.cordon.definition.DefinitionPackage;
import dev.cordon.definition.DefinitionSet;
import dev.cordon.definition.SigningKey;
import dev.cordon.gateway.Customers;
import dev.cordon.protocol.Customer;
import dev.cordon.sample.SampleId;
import dev.cordon.spi.UnknownSampleException;
import dev.cordon.statemachine.SampleStatus;
import dev.cordon.station.Station;
import dev.cordon.testkit.SettableClock;
import dev.cordon.transport.LoopbackTransport;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What comes of it when a person asks for updated definitions for one sample. */
class RequestedDefinitionsTest {
    private static final String KNOWN_LATER = "A sequence of bytes that is known later.";

    private final SettableClock clock = SettableClock.at(Instant.parse("2026-11-24T10:00:00Z"));
    private final SigningKey key = SigningKey.generate(new SecureRandom());
    private final Customer customer = new Customer(CustomerIdentifier.parse("TEST gold"), "0".repeat(48));

    @TempDir
    private Path temporary;

    private Path folder = Path.of("");
    private AnalysisPlace centre;
    private ServerPlace server;
    private ClientPlace client;

    @BeforeEach
    void open() throws IOException {
        folder = temporary.toRealPath();
        centre = AnalysisPlace.open(config("analysis"), Customers.of(List.of(customer)), key, Laboratory.standard());
        server = ServerPlace.open(
                config("server"),
                Optional.of(new Upstream(new LoopbackTransport(centre.place().desk(), clock), customer)),
                name -> Optional.empty());
        client = ClientPlace.open(
                config("client"), new LoopbackTransport(server.place().desk(), clock), Header.empty());
        publish(1, "something else");
        work(server.place(), "certified");
    }

    @AfterEach
    void close() throws IOException {
        client.close();
        server.close();
        centre.close();
    }

    @Test
    void aHeldSampleIsResolvedByTheDefinitionsThatAreFetchedForIt() throws IOException {
        SampleId id = forwarded(true);
        publish(2, KNOWN_LATER);

        RequestedDefinitions asked = server.requestDefinitions(id);

        assertThat(asked.fetched()).contains(Sequence.of(2));
        assertThat(asked.isResolved()).isTrue();
        assertThat(server.place().active().sequence()).contains(Sequence.of(2));
    }

    @Test
    void whereNothingIsNewerNothingChanges() throws IOException {
        SampleId id = forwarded(true);
        int changes = server.place().samples().find(id).orElseThrow().changes();

        RequestedDefinitions asked = server.requestDefinitions(id);

        assertThat(asked.fetched()).isEmpty();
        assertThat(asked.isResolved()).isFalse();
        assertThat(asked.sample().changes()).isEqualTo(changes);
    }

    @Test
    void aSampleThatTheNewerDefinitionsDoNotKnowIsHeldAgain() throws IOException {
        SampleId id = forwarded(true);
        publish(2, "something else again");

        RequestedDefinitions asked = server.requestDefinitions(id);

        assertThat(asked.fetched()).contains(Sequence.of(2));
        assertThat(asked.sample().status()).isEqualTo(SampleStatus.HELD);
        assertThat(server.requestDefinitions(id).sample()).isEqualTo(asked.sample());
    }

    @Test
    void aSubmittedSampleIsAskedAboutAtOnceAndItsDefinitionsAreFetched() throws IOException {
        SampleId id = forwarded(false);
        work(server.place(), "submit");
        assertThat(server.place().samples().find(id).orElseThrow().status()).isEqualTo(SampleStatus.SUBMITTED);
        publish(2, KNOWN_LATER);
        work(centre.place(), "filter");

        RequestedDefinitions asked = server.requestDefinitions(id);

        assertThat(asked.fetched()).contains(Sequence.of(2));
        assertThat(asked.isResolved()).isTrue();
    }

    @Test
    void aSubmittedSampleWithoutAnAnswerStaysSubmitted() throws IOException {
        SampleId id = forwarded(false);
        work(server.place(), "submit");

        RequestedDefinitions asked = server.requestDefinitions(id);

        assertThat(asked.sample().status()).isEqualTo(SampleStatus.SUBMITTED);
        assertThat(asked.isResolved()).isFalse();
    }

    @Test
    void forASampleThatIsResolvedNothingIsAskedFor() throws IOException {
        SampleId id = forwarded(true);
        publish(2, KNOWN_LATER);
        SampleStatus status = server.requestDefinitions(id).sample().status();
        publish(3, KNOWN_LATER);

        assertThatThrownBy(() -> server.requestDefinitions(id))
                .isInstanceOf(WireException.class)
                .hasMessage("the sample is '" + status + "': no other definitions have to be asked for");
        assertThat(server.place().active().sequence()).contains(Sequence.of(2));
    }

    @Test
    void aSampleThatIsNotThereIsSaidToBe() {
        assertThatThrownBy(() -> server.requestDefinitions(new SampleId("0".repeat(32))))
                .isInstanceOf(UnknownSampleException.class);
    }

    @Test
    void aServerWithoutAGatewayCanAskNobody() throws IOException {
        try (ServerPlace alone = ServerPlace.open(config("alone"), Optional.empty(), name -> Optional.empty())) {
            assertThatThrownBy(() -> alone.requestDefinitions(new SampleId("0".repeat(32))))
                    .isInstanceOf(WireException.class)
                    .hasMessage("the server has no gateway that it can ask");
        }
    }

    /** Returns a sample that the server has and its definitions do not know. */
    private SampleId forwarded(boolean isHeld) throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "A program with " + KNOWN_LATER);
        SampleId id = client.quarantine().isolate(file, SampleReason.MANUAL).id();
        work(client.place(), "forward");
        work(server.place(), "scan");
        if (isHeld) {
            server.actions().hold(id);
        }
        return id;
    }

    private static void work(Place place, String name) throws IOException {
        for (Station station : place.stations()) {
            if (station.name().equals(name)) {
                var unused = station.work();
            }
        }
    }

    private void publish(int sequence, String body) throws IOException {
        String line =
                "Test:0:*:" + BaseEncoding.base16().lowerCase().encode(body.getBytes(StandardCharsets.US_ASCII)) + "\n";
        DefinitionSet set = new DefinitionSet(
                Sequence.of(sequence),
                new DailyVersion(LocalDate.of(2026, 11, 24), sequence),
                clock.instant(),
                ImmutableSortedMap.of("base.ndb", ByteSource.wrap(line.getBytes(StandardCharsets.US_ASCII))));
        centre.place().active().install(DefinitionPackage.sign(set, key));
    }

    private PlaceConfig config(String name) {
        return PlaceConfig.at(folder.resolve(name)).with(clock).trusting(key.trusted());
    }
}
