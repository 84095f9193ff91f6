package dev.cordon.place;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.collect.ImmutableSortedMap;
import com.google.common.io.ByteSource;
import dev.cordon.attribute.Attributes;
import dev.cordon.attribute.CustomerIdentifier;
import dev.cordon.attribute.DailyVersion;
import dev.cordon.attribute.SampleReason;
import dev.cordon.attribute.Sequence;
import dev.cordon.codec.Header;
import dev.cordon.codec.WireException;
import dev.cordon.definition.DefinitionPackage;
import dev.cordon.definition.DefinitionSet;
import dev.cordon.definition.SigningKey;
import dev.cordon.protocol.Customer;
import dev.cordon.protocol.Received;
import dev.cordon.protocol.Request;
import dev.cordon.protocol.Transaction;
import dev.cordon.sample.Sample;
import dev.cordon.spi.Transport;
import dev.cordon.station.Station;
import dev.cordon.testkit.SettableClock;
import dev.cordon.transport.LoopbackTransport;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The kinds of client: with a server, with a gateway, alone, and beside a managed neighbour. */
class ClientPlaceTest {
    private static final Transport NOWHERE = new Transport() {
        @Override
        public Received send(Request request) throws IOException {
            throw new IOException("nobody is there");
        }

        @Override
        public void close() {}
    };

    private final SettableClock clock = SettableClock.at(Instant.parse("2026-01-01T00:00:00Z"));
    private final SigningKey key = SigningKey.generate(new SecureRandom());

    @TempDir
    private Path folder;

    private ClientPlace neighbour;
    private Path shared;

    @BeforeEach
    void open() throws IOException {
        Header managed = Header.builder()
                .set(Attributes.PLATFORM_GUID, "00112233445566778899AABBCCDDEEFF")
                .build();
        neighbour = client("neighbour", ClientProfile.forwarding(NOWHERE).on(managed));
        shared = folder.resolve("neighbour").resolve("definitions");
    }

    @AfterEach
    void close() throws IOException {
        neighbour.close();
    }

    private ClientPlace client(String name, ClientProfile profile) throws IOException {
        PlaceConfig config = PlaceConfig.at(folder.resolve(name)).with(clock).trusting(key.trusted());
        return ClientPlace.open(config, profile);
    }

    private DefinitionPackage definitions(int sequence, SigningKey signer) throws IOException {
        String line = "Virus:0:*:" + "0123456789abcdef" + "\n";
        return DefinitionPackage.sign(
                new DefinitionSet(
                        Sequence.of(sequence),
                        new DailyVersion(LocalDate.of(2026, 1, 1), sequence),
                        Instant.parse("2026-01-01T00:00:00Z"),
                        ImmutableSortedMap.of("v.ndb", ByteSource.wrap(line.getBytes(StandardCharsets.US_ASCII)))),
                signer);
    }

    private static List<String> stations(ClientPlace client) {
        return client.place().stations().stream().map(Station::name).toList();
    }

    private static void work(ClientPlace client, String name) throws IOException {
        for (Station station : client.place().stations()) {
            if (station.name().equals(name)) {
                var unused = station.work();
            }
        }
    }

    private static Customer customer() {
        return new Customer(CustomerIdentifier.parse("TEST-CLIENT gold"), "secret");
    }

    @Test
    void aClientThatForwards() {
        assertThat(stations(neighbour)).containsExactly("forward", "follow", "pull", "operation", "confirm");
    }

    @Test
    void aClientThatSubmitsItself() throws IOException {
        try (ClientPlace client = client("own", ClientProfile.submitting(new Upstream(NOWHERE, customer())))) {
            assertThat(stations(client)).containsExactly("submit", "follow", "fetch", "pull", "operation");
        }
    }

    @Test
    void aClientThatSubmitsItselfPullsUnderItsOwnName() throws IOException {
        List<Header> requests = new ArrayList<>();
        Transport gateway = new Transport() {
            @Override
            public Received send(Request request) throws IOException {
                requests.add(request.header());
                throw new IOException("enough is heard");
            }

            @Override
            public void close() {}
        };
        try (ClientPlace client = client("own", ClientProfile.submitting(new Upstream(gateway, customer())))) {
            clock.advance(Settings.standard().definitionsInterval());

            assertThatThrownBy(() -> work(client, "pull")).hasMessage("enough is heard");
        }
        assertThat(requests.get(0).find(Attributes.CUSTOMER_IDENTIFIER))
                .contains(customer().identifier());
    }

    @Test
    void aClientAlone() throws IOException {
        try (ClientPlace client = client("own", ClientProfile.alone())) {
            Path file =
                    Files.createFile(Files.createDirectories(folder.toRealPath().resolve("files"))
                            .resolve("x"));

            Sample sample = client.quarantine().isolate(file, SampleReason.MANUAL);

            assertThat(stations(client)).containsExactly("operation");
            assertThat(client.quarantine().list()).containsExactly(sample);
        }
    }

    @Test
    void aNeighboursDefinitionsAreInUseFromTheStart() throws IOException {
        neighbour.place().active().install(definitions(1, key));

        try (ClientPlace client =
                client("own", ClientProfile.forwarding(NOWHERE).sharing(shared))) {
            assertThat(client.place().active().sequence()).contains(Sequence.of(1));
        }
    }

    @Test
    void aNeighboursNewDefinitionsAreNoticed() throws IOException {
        try (ClientPlace client =
                client("own", ClientProfile.forwarding(NOWHERE).sharing(shared))) {
            assertThat(client.place().active().sequence()).isEmpty();
            neighbour.place().active().install(definitions(1, key));
            work(client, "neighbour");
            assertThat(client.place().active().sequence()).contains(Sequence.of(1));
            neighbour.place().active().install(definitions(2, key));
            work(client, "neighbour");

            assertThat(client.place().active().sequence()).contains(Sequence.of(2));
        }
    }

    @Test
    void nothingIsWrittenAtTheNeighbours() throws IOException {
        neighbour.place().active().install(definitions(1, key));
        Files.createFile(shared.resolve("half-written.part"));
        Map<String, Instant> before = state(shared);

        try (ClientPlace client =
                client("own", ClientProfile.forwarding(NOWHERE).sharing(shared))) {
            work(client, "neighbour");
            assertThatThrownBy(() -> client.place().active().install(definitions(2, key)))
                    .isInstanceOf(IOException.class);
        }

        assertThat(state(shared)).isEqualTo(before);
    }

    private static Map<String, Instant> state(Path folder) throws IOException {
        Map<String, Instant> state = new TreeMap<>();
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes seen) {
                state.put(file.toString(), seen.lastModifiedTime().toInstant());
                return FileVisitResult.CONTINUE;
            }
        });
        return state;
    }

    @Test
    void aNeighbourIsBelievedNoMoreThanAnybody() throws IOException {
        SigningKey stranger = SigningKey.generate(new SecureRandom());
        PlaceConfig gullible =
                PlaceConfig.at(folder.resolve("gullible")).with(clock).trusting(stranger.trusted());
        try (ClientPlace other = ClientPlace.open(gullible, ClientProfile.alone());
                ClientPlace client = client(
                        "own",
                        ClientProfile.alone().sharing(folder.resolve("gullible").resolve("definitions")))) {
            other.place().active().install(definitions(1, stranger));

            assertThatThrownBy(() -> work(client, "neighbour")).isInstanceOf(WireException.class);

            assertThat(client.place().active().sequence()).isEmpty();
        }
    }

    @Test
    void definitionsThatCannotBeReadLeaveTheLastGoodOnes() throws IOException {
        neighbour.place().active().install(definitions(1, key));
        try (ClientPlace client = client("own", ClientProfile.alone().sharing(shared))) {
            Files.writeString(shared.resolve("active"), "00000007\n");

            assertThatThrownBy(() -> work(client, "neighbour")).isInstanceOf(IOException.class);

            assertThat(client.place().active().sequence()).contains(Sequence.of(1));
        }
    }

    @Test
    void whoSharesDefinitionsTakesNoneFromAServer() throws IOException {
        try (ClientPlace client =
                client("own", ClientProfile.forwarding(NOWHERE).sharing(shared))) {
            assertThat(stations(client)).contains("neighbour").doesNotContain("pull");
            try (Received reply = new LoopbackTransport(client.place().desk(), clock)
                    .send(Request.of(Transaction.OFFER_DEFINITIONS, Header.empty()))) {
                assertThat(reply.header().has(Attributes.ERROR)).isTrue();
            }
        }
    }

    @Test
    void whoSharesDefinitionsAndSubmitsItselfWaitsForThem() throws IOException {
        ClientProfile profile =
                ClientProfile.submitting(new Upstream(NOWHERE, customer())).sharing(shared);
        try (ClientPlace client = client("own", profile)) {
            assertThat(stations(client)).containsExactly("submit", "follow", "neighbour", "operation");
        }
    }

    @Test
    void aManagedClientHasDefinitionsOfItsOwn() {
        Header managed = Header.builder()
                .set(Attributes.PLATFORM_GUID, "00112233445566778899AABBCCDDEEFF")
                .build();

        assertThatIllegalArgumentException()
                .isThrownBy(() -> ClientProfile.forwarding(NOWHERE).on(managed).sharing(shared));
    }
}
