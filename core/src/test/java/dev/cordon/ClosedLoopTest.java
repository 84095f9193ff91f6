package dev.cordon;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableSortedMap;
import com.google.common.io.BaseEncoding;
import com.google.common.io.ByteSource;
import dev.cordon.analysis.Laboratory;
import dev.cordon.attribute.Attributes;
import dev.cordon.attribute.CordonFields;
import dev.cordon.attribute.CustomerIdentifier;
import dev.cordon.attribute.DailyVersion;
import dev.cordon.attribute.Geometry;
import dev.cordon.attribute.SampleReason;
import dev.cordon.attribute.SampleType;
import dev.cordon.attribute.Sectors;
import dev.cordon.attribute.Sequence;
import dev.cordon.client.AutomaticOperation;
import dev.cordon.codec.Header;
import dev.cordon.definition.DefinitionPackage;
import dev.cordon.definition.DefinitionSet;
import dev.cordon.definition.SigningKey;
import dev.cordon.gateway.Customers;
import dev.cordon.place.AnalysisPlace;
import dev.cordon.place.ClientPlace;
import dev.cordon.place.ClientProfile;
import dev.cordon.place.GatewayPlace;
import dev.cordon.place.Place;
import dev.cordon.place.PlaceConfig;
import dev.cordon.place.ServerPlace;
import dev.cordon.place.Settings;
import dev.cordon.place.Upstream;
import dev.cordon.protocol.Customer;
import dev.cordon.protocol.Received;
import dev.cordon.protocol.Request;
import dev.cordon.sample.Sample;
import dev.cordon.sample.SampleId;
import dev.cordon.spi.SampleStore;
import dev.cordon.spi.Transport;
import dev.cordon.statemachine.Handling;
import dev.cordon.statemachine.SampleStatus;
import dev.cordon.station.Station;
import dev.cordon.testkit.SettableClock;
import dev.cordon.transport.LoopbackTransport;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole way of a sample through the public API, as a product would embed it, on a clock that the test moves. */
class ClosedLoopTest {
    private static final String GUID = "00112233445566778899AABBCCDDEEFF";
    private static final int ROUNDS = 400;

    private final SettableClock clock = SettableClock.at(Instant.parse("2026-11-24T10:00:00Z"));
    private final SecureRandom random = new SecureRandom();
    private final SigningKey key = SigningKey.generate(random);
    private final Map<String, Transport> targets = new HashMap<>();
    private final List<String> failures = new ArrayList<>();
    private final Customer gatewayAccount = customer("GATEWAY");
    private final Customer serverAccount = customer("SERVER");

    @TempDir
    private Path folder;

    private AnalysisPlace analysis;
    private GatewayPlace gateway;
    private ServerPlace server;
    private ClientPlace client;
    private Settings settings = Settings.standard().every(Duration.ofSeconds(1));
    private boolean gatewayIsDown;

    @BeforeEach
    void open() throws IOException {
        analysis = AnalysisPlace.open(
                config("analysis"), Customers.of(List.of(gatewayAccount)), key, Laboratory.standard());
        openGateway();
        openServer();
        openClient();
        DefinitionPackage first = firstDefinitions();
        analysis.place().active().install(first);
        server.place().active().install(first);
    }

    private void openGateway() throws IOException {
        gateway = GatewayPlace.open(
                config("gateway"),
                Customers.of(List.of(serverAccount)),
                new Upstream(to(analysis.place()), gatewayAccount));
    }

    private void openServer() throws IOException {
        server = ServerPlace.open(
                config("server"),
                Optional.of(new Upstream(new GatewayLine(), serverAccount)),
                name -> Optional.ofNullable(targets.get(name)));
    }

    private void openClient() throws IOException {
        Header platform = Header.builder().set(Attributes.PLATFORM_GUID, GUID).build();
        client = ClientPlace.open(config("client"), to(server.place()), platform);
        targets.put(GUID, to(client.place()));
    }

    @AfterEach
    void close() throws IOException {
        client.close();
        server.close();
        gateway.close();
        analysis.close();
        assertThat(failures).as("requests that failed because of a place").isEmpty();
    }

    @Test
    void whatTheServerKnowsIsDeliveredAndStaysIsolated() throws IOException {
        Path file = write("eicar.com", eicar());

        Sample sample = client.quarantine().isolate(file, SampleReason.NOREPAIR);
        assertThat(file).as("the original").doesNotExist();
        workUntilAtRest(sample.id());

        assertThat(atServer(sample.id()).status()).isEqualTo(SampleStatus.INSTALLED);
        assertThat(atServer(sample.id()).state()).as("no analysis was needed").isEmpty();
        assertThat(client.place().active().sequence()).contains(Sequence.of(1));
        assertThat(disposition(sample.id())).isEqualTo("isolated");
        assertThat(file).as("what can't be repaired is not given back").doesNotExist();
    }

    @Test
    void whatNobodyKnewIsAnalysedAndComesBackRepaired() throws IOException {
        byte[] clean = program(20_000, 1);
        Path file = write("tool", clean);
        client.quarantine().recordCheckup(file);
        Files.write(file, body(), StandardOpenOption.APPEND);

        Sample sample = client.quarantine().isolate(file, SampleReason.SUSPICIOUS);
        workUntilAtRest(sample.id());

        assertThat(atServer(sample.id()).state().orElseThrow().text()).isEqualTo("infected");
        assertThat(atServer(sample.id()).sequenceNeeded()).contains(Sequence.of(2));
        assertThat(client.place().active().sequence()).contains(Sequence.of(2));
        assertThat(disposition(sample.id())).isEqualTo("repaired");
        assertThat(Files.readAllBytes(file)).isEqualTo(clean);
    }

    @Test
    void whatIsCleanComesBackByteForByte() throws IOException {
        byte[] clean = program(5_000, 2);
        Path file = write("clean tool", clean);
        client.quarantine().recordCheckup(file);

        Sample sample = client.quarantine().isolate(file, SampleReason.SUSPICIOUS);
        workUntilAtRest(sample.id());

        assertThat(atServer(sample.id()).status()).isEqualTo(SampleStatus.UNNEEDED);
        assertThat(atServer(sample.id()).state().orElseThrow().text()).isEqualTo("uninfected");
        assertThat(disposition(sample.id())).isEqualTo("restored");
        assertThat(Files.readAllBytes(file)).isEqualTo(clean);
    }

    @Test
    void nothingOfAnEmptyFileIsLost() throws IOException {
        Path file = write("leer und größer.txt", new byte[0]);

        Sample sample = client.quarantine().isolate(file, SampleReason.MANUAL);
        workUntilAtRest(sample.id());

        assertThat(disposition(sample.id())).isEqualTo("restored");
        assertThat(file).isEmptyFile();
    }

    @Test
    void whileTheGatewayIsDownTheServerKeepsItsSamplesAndGoesOnAfterwards() throws IOException {
        Path file = write("tool", program(3_000, 3));
        client.quarantine().recordCheckup(file);
        gatewayIsDown = true;

        Sample sample = client.quarantine().isolate(file, SampleReason.SUSPICIOUS);
        List<String> complaints = new ArrayList<>();
        for (int round = 0; round < 10; round++) {
            complaints.addAll(work());
        }
        assertThat(atServer(sample.id()).status()).isEqualTo(SampleStatus.RELEASED);
        assertThat(complaints).anyMatch(complaint -> complaint.contains("gateway is down"));

        gatewayIsDown = false;
        workUntilAtRest(sample.id());
        assertThat(disposition(sample.id())).isEqualTo("restored");
    }

    @Test
    void whatIsHeldBackGoesWhenAPersonSaysSo() throws IOException {
        client.close();
        server.close();
        settings = settings.policies(
                Handling.MANUAL, Handling.MANUAL, Handling.MANUAL, AutomaticOperation.REPAIR_AND_RESTORE);
        openServer();
        openClient();
        byte[] clean = program(2_000, 8);
        Path file = write("tool", clean);
        client.quarantine().recordCheckup(file);
        Files.write(file, body(), StandardOpenOption.APPEND);
        SampleId id = client.quarantine().isolate(file, SampleReason.SUSPICIOUS).id();

        work();
        assertThat(client.quarantine().show(id).status()).isEqualTo(SampleStatus.HELD);
        client.quarantine().forward(id);
        work();
        work();
        assertThat(atServer(id).status()).isEqualTo(SampleStatus.HELD);
        server.actions().submit(id, 500);
        workUntil(() -> atServer(id).status() == SampleStatus.AVAILABLE);
        server.actions().deliver(id);
        workUntilAtRest(id);

        assertThat(Files.readAllBytes(file)).isEqualTo(clean);
    }

    private interface Condition {
        boolean holds() throws IOException;
    }

    private void workUntil(Condition condition) throws IOException {
        for (int round = 0; round < ROUNDS && !condition.holds(); round++) {
            work();
        }
        assertThat(condition.holds()).isTrue();
    }

    @Test
    void aContentThatIsLostHoldsNobodyUp() throws IOException {
        Path lost = write("lost", program(3_000, 5));
        Path kept = write("kept", program(3_000, 6));
        client.quarantine().recordCheckup(kept);
        Sample first = client.quarantine().isolate(lost, SampleReason.SUSPICIOUS);
        Sample second = client.quarantine().isolate(kept, SampleReason.SUSPICIOUS);
        deleteContent(folder.resolve("client"), first);

        workUntilAtRest(second.id());

        Sample failed = client.quarantine().show(first.id());
        assertThat(failed.status()).isEqualTo(SampleStatus.ERROR);
        assertThat(failed.faults()).isNotEmpty();
    }

    @Test
    void aClientWithoutAServerSubmitsItselfAndGetsItsFileBackRepaired() throws IOException {
        client.close();
        client = ClientPlace.open(
                config("client"), ClientProfile.submitting(new Upstream(to(gateway.place()), serverAccount)));
        byte[] clean = program(7_000, 9);
        Path file = write("tool", clean);
        client.quarantine().recordCheckup(file);
        Files.write(file, body(), StandardOpenOption.APPEND);

        SampleId id = client.quarantine().isolate(file, SampleReason.SUSPICIOUS).id();
        workUntil(() -> client.quarantine().show(id).status() == SampleStatus.INSTALLED);

        assertThat(Files.readAllBytes(file)).isEqualTo(clean);
        assertThat(server.place().samples().find(id)).as("at the server").isEmpty();
    }

    @Test
    void aClientWithoutAServerGetsACleanFileBack() throws IOException {
        client.close();
        client = ClientPlace.open(
                config("client"), ClientProfile.submitting(new Upstream(to(gateway.place()), serverAccount)));
        gateway.place().active().install(firstDefinitions());
        byte[] clean = program(7_000, 10);
        Path file = write("tool", clean);
        client.quarantine().recordCheckup(file);

        SampleId id = client.quarantine().isolate(file, SampleReason.SUSPICIOUS).id();
        workUntil(() -> disposition(id).equals("restored"));

        assertThat(Files.readAllBytes(file)).isEqualTo(clean);
    }

    @Test
    void sectorsOfADiskGoAllTheWayToAnExpert() throws IOException {
        byte[] disk = program(16 * 512, 11);
        Path image = write("disk.img", disk);
        SampleId id = client.quarantine()
                .isolateSectors(
                        image,
                        Geometry.parse("2/2/4 chs 512 bytes"),
                        Sectors.parse("0/0/0-0/1/3 1/1/3"),
                        SampleReason.SUSPICIOUS)
                .id();

        workUntil(() -> isDeferred(analysis.place()));

        Sample analysed = analysis.place()
                .samples()
                .list(SampleStore.Query.all())
                .samples()
                .get(0);
        assertThat(analysed.find(Attributes.SAMPLE_TYPE)).contains(SampleType.SECTOR);
        assertThat(analysed.attributes().text("X-Sample-Sector")).contains("0/0/0-0/1/3 1/1/3");
        assertThat(analysed.size()).isEqualTo(9 * 512);
        assertThat(disposition(id)).isEqualTo("isolated");
        assertThat(Files.readAllBytes(image)).isEqualTo(disk);
    }

    private static boolean isDeferred(Place place) throws IOException {
        return place.samples().list(SampleStore.Query.all()).samples().stream()
                .anyMatch(sample -> sample.state().orElseThrow().text().equals("deferred"));
    }

    private static void deleteContent(Path home, Sample sample) throws IOException {
        try (Stream<Path> files = Files.walk(home)) {
            Path content = files.filter(file -> file.getFileName()
                            .toString()
                            .startsWith(sample.digest().toString()))
                    .findFirst()
                    .orElseThrow();
            Files.delete(content);
        }
    }

    @Test
    void placesThatStopAndStartInTheMiddleGoOn() throws IOException {
        byte[] clean = program(9_000, 4);
        Path file = write("tool", clean);
        client.quarantine().recordCheckup(file);
        Files.write(file, body(), StandardOpenOption.APPEND);

        Sample sample = client.quarantine().isolate(file, SampleReason.SUSPICIOUS);
        for (int round = 0; round < ROUNDS && !isAtRest(sample.id()); round++) {
            work();
            restartEverything();
        }

        assertThat(isAtRest(sample.id())).as("at rest").isTrue();
        assertThat(Files.readAllBytes(file)).isEqualTo(clean);
    }

    @Test
    void twoFilesOfTheSameInfectionNeedOneSetOnly() throws IOException {
        List<SampleId> ids = new ArrayList<>();
        for (int number = 1; number <= 2; number++) {
            Path file = write("tool" + number, program(4_000 * number, number));
            client.quarantine().recordCheckup(file);
            Files.write(file, body(), StandardOpenOption.APPEND);
            ids.add(client.quarantine().isolate(file, SampleReason.SUSPICIOUS).id());
        }

        for (SampleId id : ids) {
            workUntilAtRest(id);
            assertThat(disposition(id)).isEqualTo("repaired");
        }
        assertThat(analysis.place().definitions().sequences()).containsExactly(Sequence.of(1), Sequence.of(2));
    }

    private void restartEverything() throws IOException {
        client.close();
        server.close();
        gateway.close();
        analysis.close();
        analysis = AnalysisPlace.open(
                config("analysis"), Customers.of(List.of(gatewayAccount)), key, Laboratory.standard());
        openGateway();
        openServer();
        openClient();
    }

    private void workUntilAtRest(SampleId id) throws IOException {
        for (int round = 0; round < ROUNDS && !isAtRest(id); round++) {
            List<String> complaints = work();
            assertThat(complaints).as("stations that failed").isEmpty();
        }
        assertThat(isAtRest(id))
                .as("at rest; history %s", atServer(id).history())
                .isTrue();
    }

    /** Calls every station once, a second after the last time. */
    private List<String> work() {
        clock.advance(Duration.ofSeconds(1));
        List<String> complaints = new ArrayList<>();
        for (Place place : List.of(client.place(), server.place(), gateway.place(), analysis.place())) {
            for (Station station : place.stations()) {
                try {
                    var unused = station.work();
                } catch (IOException e) {
                    complaints.add(station.name() + ": " + e.getMessage());
                }
            }
        }
        return complaints;
    }

    private boolean isAtRest(SampleId id) throws IOException {
        Sample held = client.quarantine().show(id);
        Optional<Sample> forwarded = server.place().samples().find(id);
        boolean done = held.status() == SampleStatus.INSTALLED
                || held.status() == SampleStatus.UNNEEDED && !disposition(id).equals("isolated");
        return done && forwarded.isPresent() && forwarded.get().status().isFinal();
    }

    private Sample atServer(SampleId id) throws IOException {
        return server.place().samples().find(id).orElseThrow();
    }

    private String disposition(SampleId id) throws IOException {
        return client.quarantine().show(id).find(CordonFields.DISPOSITION).orElseThrow();
    }

    private Path write(String name, byte[] bytes) throws IOException {
        return Files.write(Files.createDirectories(folder.resolve("files")).resolve(name), bytes);
    }

    private PlaceConfig config(String name) {
        return PlaceConfig.at(folder.resolve(name))
                .with(settings)
                .with(clock)
                .trusting(key.trusted())
                .telling((transaction, failure) -> failures.add(name + ": " + failure));
    }

    private Transport to(Place place) {
        return new LoopbackTransport(place.desk(), clock);
    }

    /** The line to whatever gateway is open at the moment. */
    private final class GatewayLine implements Transport {
        @Override
        public Received send(Request request) throws IOException {
            if (gatewayIsDown) {
                throw new IOException("the gateway is down");
            }
            return to(gateway.place()).send(request);
        }

        @Override
        public void close() {}
    }

    private Customer customer(String account) {
        byte[] secret = new byte[24];
        random.nextBytes(secret);
        return new Customer(
                CustomerIdentifier.parse("TEST-" + account + " gold"),
                BaseEncoding.base16().encode(secret));
    }

    private DefinitionPackage firstDefinitions() throws IOException {
        String line = "EICAR-Test-File:0:*:" + BaseEncoding.base16().lowerCase().encode(eicar()) + "\n";
        return DefinitionPackage.sign(
                new DefinitionSet(
                        Sequence.of(1),
                        new DailyVersion(LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC), 1),
                        clock.instant(),
                        ImmutableSortedMap.of("base.ndb", ByteSource.wrap(line.getBytes(StandardCharsets.US_ASCII)))),
                key);
    }

    private static byte[] eicar() {
        String text = "X5O!P%@AP[4\\PZX54(P^)7CC)7}$" + "EICAR-STANDARD-ANTIVIRUS-" + "TEST-FILE!$H+H*";
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static byte[] program(int size, long seed) {
        byte[] program = new byte[size];
        new Random(seed).nextBytes(program);
        byte[] magic = {0x7f, 'E', 'L', 'F'};
        System.arraycopy(magic, 0, program, 0, magic.length);
        return program;
    }

    private static byte[] body() {
        byte[] body = new byte[500];
        new Random(4711).nextBytes(body);
        return Arrays.copyOf(body, body.length);
    }
}
