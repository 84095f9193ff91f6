package dev.cordon.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableSortedMap;
import com.google.common.io.ByteSource;
import com.google.gson.JsonObject;
import dev.cordon.analysis.Laboratory;
import dev.cordon.attribute.DailyVersion;
import dev.cordon.attribute.Sequence;
import dev.cordon.cli.running.FirstDefinitions;
import dev.cordon.definition.DefinitionPackage;
import dev.cordon.definition.DefinitionSet;
import dev.cordon.definition.SigningKey;
import dev.cordon.gateway.Customers;
import dev.cordon.place.AnalysisPlace;
import dev.cordon.place.ClientPlace;
import dev.cordon.place.Place;
import dev.cordon.place.PlaceConfig;
import dev.cordon.place.ServerPlace;
import dev.cordon.sample.Platform;
import dev.cordon.station.Station;
import dev.cordon.transport.LoopbackTransport;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a person types about definitions, at places that run and at places that don't. */
class DefinitionVerbsTest {
    private static final Instant DAY = Instant.parse("2026-01-02T03:04:05Z");

    @TempDir
    private Path temporary;

    private Path folder = Path.of("");

    @BeforeEach
    void findTheRealFolder() throws IOException {
        folder = temporary.toRealPath();
    }

    @Test
    void theCentreCertifiesAndGoesBackWhileItRests() throws Exception {
        centre("analysis");

        assertThatTheCentreObeys("analysis");
    }

    @Test
    void theCentreCertifiesAndGoesBackWhileItRuns() throws Exception {
        centre("analysis");

        try (Running running = Running.start("analysis", "run", "--home", home("analysis"))) {
            assertThatTheCentreObeys("analysis");
            assertThat(running.stop()).isEqualTo(143);
        }
        assertThat(folder.resolve("analysis/operator.address")).doesNotExist();
    }

    @Test
    void aCentreInsideAGatewayCertifiesAndGoesBackWhileItRests() throws Exception {
        inside();

        assertThatTheCentreObeys("gateway");
    }

    @Test
    void aCentreInsideAGatewayCertifiesAndGoesBackWhileItRuns() throws Exception {
        inside();

        try (Running running = Running.start("gateway", "run", "--home", home("gateway"))) {
            assertThatTheCentreObeys("gateway");
            assertThat(running.stop()).isEqualTo(143);
        }
    }

    private void assertThatTheCentreObeys(String place) {
        succeed(place, "certify", "2");
        assertThat(definitions(place)).containsExactly("1", "2 certified in use");

        succeed(place, "go-back", "1");
        assertThat(definitions(place)).containsExactly("1 in use", "2 certified withdrawn");

        assertRefused("superseded: the definitions are not older than those in use", place, "go-back", "1");
        assertRefused("abandoned: the definitions were withdrawn", place, "certify", "2");
        assertRefused("unavailable: the definitions are not here", place, "certify", "3");
    }

    @Test
    void nothingWaitsForAnExpertAtFirstAndNobodyUnknownIsDecidedAbout() throws Exception {
        centre("analysis");
        inside();

        for (String place : List.of("analysis", "gateway")) {
            assertThat(Cordon.succeed(place, "deferred", "--json", "--home", home(place))
                            .out()
                            .strip())
                    .isEqualTo("[]");
            assertRefused("there is no such sample", place, "decide", "nobody", "--again");
        }
    }

    @Test
    void anExpertDecidesOneThingAtATime() throws Exception {
        centre("analysis");

        for (String[] wrong : new String[][] {
            {}, {"--again", "--conclude", "uninfected"}, {"--conclude", "deferred"}, {"--repair", "A:truncate:1:00"}
        }) {
            assertThat(Cordon.run(Stream.concat(
                                            Stream.of("analysis", "decide", "nobody", "--home", home("analysis")),
                                            Stream.of(wrong))
                                    .toArray(String[]::new))
                            .exit())
                    .as("%s", List.of(wrong))
                    .isEqualTo(2);
        }
    }

    @Test
    void aGatewayObeysTheOrderOfTheCentreInsideItAtOnce() throws Exception {
        SigningKey key = inside();
        install(key, both -> both.gateway().place());

        succeed("gateway", "certify", "2");
        succeed("gateway", "go-back", "1");

        try (GatewayWithCentre both = GatewayWithCentre.open(new Home(folder.resolve("gateway"), () -> DAY), key)) {
            assertThat(both.gateway().place().active().sequence()).contains(Sequence.of(1));
            assertThat(both.gateway().place().active().certification(Sequence.of(2)))
                    .isPresent();
        }
    }

    @Test
    void aCentreThatIsElsewhereIsNamed() throws Exception {
        String settings = Cordon.succeed("gateway", "customers", "add", "ACME gold", "--home", home("gateway"))
                .out();
        assertRefused(
                "unavailable: no analysis centre is inside this gateway; use cordon analysis in the home of the centre",
                "gateway",
                "certify",
                "1");
        assertThat(folder.resolve("gateway/signing.key")).doesNotExist();

        Files.writeString(folder.resolve("gateway/cordon.properties"), settings);
        try (Running running =
                Running.start("gateway", "run", "--home", home("gateway"), "--analysis", "http://127.0.0.1:9")) {
            assertRefused(
                    "unavailable: the analysis centre is at http://127.0.0.1:9; use cordon analysis in its home there",
                    "gateway",
                    "go-back",
                    "1");
            assertThat(running.stop()).isEqualTo(143);
        }
    }

    @Test
    void whereNoCentreIsNoneIsMade() throws IOException {
        Files.createDirectory(folder.resolve("analysis"));

        assertRefused("unavailable: there is no analysis centre in this home", "analysis", "definitions");
        assertThat(folder.resolve("analysis")).isEmptyDirectory();
    }

    @ParameterizedTest
    @ValueSource(strings = {"server", "client"})
    void aPlaceGoesBackWhileItRests(String place) throws Exception {
        trusting(place);

        assertThatItGoesBack(place);
    }

    @ParameterizedTest
    @CsvSource({"server, --listen, 127.0.0.1:0", "client, --server, http://127.0.0.1:9"})
    void aPlaceGoesBackWhileItRuns(String place, String option, String value) throws Exception {
        trusting(place);

        try (Running running = Running.start(place, "run", "--home", home(place), option, value)) {
            assertThatItGoesBack(place);
            assertThat(running.stop()).isEqualTo(143);
        }
        assertThat(folder.resolve(place + "/commands.address")).doesNotExist();
    }

    private void assertThatItGoesBack(String place) {
        assertThat(definitions(place)).containsExactly("1", "2 in use");

        succeed(place, "go-back", "1");

        assertThat(definitions(place)).containsExactly("1 in use", "2 withdrawn");
        assertThat(succeed(place, "definitions")).contains("SEQUENCE", "withdrawn", "2026.01.02.001");
        assertRefused("superseded: the definitions are not older than those in use", place, "go-back", "2");
    }

    @Test
    void aSequenceIsANumber() {
        assertThat(Cordon.run("server", "go-back", "old", "--home", home("server"))
                        .exit())
                .isEqualTo(2);
    }

    @Test
    void aRolloutIsShownStoppedAndResumedWhileTheServerRuns() throws Exception {
        trusting("server");
        Files.writeString(folder.resolve("server/rollout"), """
                cordon-rollout 1
                00000002
                going
                confirmed\tA
                waiting\tB
                """);

        try (Running running = Running.start("server", "run", "--home", home("server"))) {
            assertThat(succeed("server", "rollout"))
                    .startsWith("Definitions 00000002: beyond the first ring\n")
                    .containsPattern("1 +confirmed +A\n2 +waiting +B\n");
            assertThat(succeed("server", "rollout", "stop"))
                    .startsWith("Definitions 00000002: stopped (by a person)\n");
            JsonObject stopped = Cordon.succeed("server", "rollout", "--home", home("server"), "--json")
                    .json()
                    .getAsJsonObject();
            assertThat(stopped.get("state").getAsString()).isEqualTo("stopped");
            assertThat(stopped.getAsJsonArray("computers").get(1).toString())
                    .isEqualTo("{\"name\":\"B\",\"ring\":2,\"standing\":\"waiting\"}");
            assertThat(succeed("server", "rollout", "resume")).contains("beyond the first ring");
            assertRefused("declined: no rollout was stopped", "server", "rollout", "resume");
            assertThat(running.stop()).isEqualTo(143);
        }
    }

    @Test
    void whereThereIsNoRolloutNoneIsStopped() throws Exception {
        trusting("server");

        assertThat(succeed("server", "rollout")).isEqualTo("there was no rollout yet\n");
        assertRefused("declined: there is no rollout to stop", "server", "rollout", "stop");
        assertThat(Cordon.run("server", "rollout", "start", "--home", home("server"))
                        .exit())
                .isEqualTo(2);
    }

    @Test
    void aTargetIsGivenDefinitionsByHand() throws Exception {
        trusting("server");
        SigningKey key = key("analysis");
        Path client = folder.resolve("client");
        try (ClientPlace empty = ClientPlace.open(
                PlaceConfig.at(client).trusting(key.trusted()), new ClientHome.Nowhere(), Platform.here())) {
            assertThat(empty.place().active().sequence()).isEmpty();
        }
        Files.copy(folder.resolve("analysis/signing.pub"), client.resolve("trusted.pub"));
        Path targets = folder.resolve("targets");

        try (Running target = Running.start(
                "client",
                "run",
                "--home",
                home("client"),
                "--server",
                "http://127.0.0.1:9",
                "--listen",
                "127.0.0.1:0")) {
            Files.writeString(targets, "A http://" + target.address() + "\n");
            try (Running server =
                    Running.start("server", "run", "--home", home("server"), "--targets", targets.toString())) {
                assertThat(succeed("server", "deliver-definitions", "2", "A"))
                        .isEqualTo("the target has taken the definitions\n");
                assertThat(succeed("server", "deliver-definitions", "2", "A"))
                        .isEqualTo("the target has these definitions or newer ones\n");
                assertRefused(
                        "unavailable: the computer is not a target that can be reached",
                        "server",
                        "deliver-definitions",
                        "2",
                        "B");
                assertThat(server.stop()).isEqualTo(143);
            }
            assertThat(definitions("client")).containsExactly("2 in use");
        }
    }

    @Test
    void aServerAsksItsGatewayForUpdatedDefinitionsForASample() throws Exception {
        String settings = Cordon.succeed("gateway", "customers", "add", "ACME gold", "--home", home("gateway"))
                .out();
        SigningKey key = inside();
        install(key, both -> both.gateway().place());
        Path client = folder.resolve("client");
        Files.createDirectories(folder.resolve("server"));
        Files.copy(folder.resolve("gateway/signing.pub"), folder.resolve("server/trusted.pub"));
        Files.writeString(folder.resolve("server/cordon.properties"), settings + "submission=manual\n");
        Path file = Files.writeString(folder.resolve("file"), "A file that nobody knows.");
        String id = Cordon.succeed("client", "isolate", file.toString(), "--home", client.toString())
                .out()
                .strip();
        PlaceConfig config = PlaceConfig.at(folder.resolve("server")).trusting(key.trusted());
        try (ServerPlace server = ServerPlace.open(config, Optional.empty(), name -> Optional.empty());
                ClientPlace sending = ClientPlace.open(
                        PlaceConfig.at(client),
                        new LoopbackTransport(server.place().desk(), () -> DAY),
                        Platform.here())) {
            var unused = server.place().active().install(FirstDefinitions.signed(key, DAY));
            for (Station station : sending.place().stations()) {
                if (station.name().equals("forward")) {
                    var wait = station.work();
                }
            }
        }
        assertRefused("unavailable: only a server that runs reaches its gateway", "server", "update", id);

        try (Running gateway = Running.start("gateway", "run", "--home", home("gateway"));
                Running server = Running.start(
                        "server", "run", "--home", home("server"), "--gateway", "http://" + gateway.address())) {
            assertThat(succeed("server", "update", id))
                    .isEqualTo("definitions 00000002 were fetched\nthe sample is not resolved: held\n");
            assertThat(Cordon.succeed("server", "update", id, "--json", "--home", home("server"))
                            .json()
                            .toString())
                    .isEqualTo("{\"id\":\"" + id + "\",\"fetched\":null,\"resolved\":false,\"status\":\"held\"}");
            assertThat(server.stop()).isEqualTo(143);
        }
    }

    @Test
    void aServerThatRestsKnowsNoTargets() throws Exception {
        trusting("server");

        assertRefused(
                "unavailable: only a server that runs knows its targets", "server", "deliver-definitions", "2", "A");
    }

    private String home(String place) {
        return folder.resolve(place).toString();
    }

    private String succeed(String place, String... words) {
        return Cordon.succeed(line(place, words)).out();
    }

    private void assertRefused(String reason, String place, String... words) {
        Cordon.Run run = Cordon.run(line(place, words));
        assertThat(run.err()).isEqualTo("cordon: " + reason + "\n");
        assertThat(run.exit()).isEqualTo(1);
    }

    private String[] line(String place, String... words) {
        return Stream.of(Stream.of(place), Stream.of(words), Stream.of("--home", home(place)))
                .flatMap(part -> part)
                .toArray(String[]::new);
    }

    /** Returns what is kept at a place, in words. */
    private List<String> definitions(String place) {
        return Cordon.succeed(line(place, "definitions", "--json")).json().getAsJsonArray().asList().stream()
                .map(set -> words(set.getAsJsonObject()))
                .toList();
    }

    private static String words(JsonObject set) {
        return set.get("sequence").getAsInt()
                + (set.get("certified").getAsBoolean() ? " certified" : "")
                + (set.get("inUse").getAsBoolean() ? " in use" : "")
                + (set.get("withdrawn").getAsBoolean() ? " withdrawn" : "");
    }

    private SigningKey key(String place) throws IOException, Refusal {
        return new SigningFiles(folder.resolve(place)).key();
    }

    /** Makes a centre with two sets. */
    private void centre(String place) throws IOException, Refusal {
        SigningKey key = key(place);
        try (AnalysisPlace centre =
                Centre.open(PlaceConfig.at(folder.resolve(place)), Customers::none, key, Laboratory.standard())) {
            var unused = centre.place().active().install(second(key));
        }
    }

    private static DefinitionPackage second(SigningKey key) throws IOException {
        return DefinitionPackage.sign(
                new DefinitionSet(
                        Sequence.of(2),
                        new DailyVersion(LocalDate.of(2026, 1, 2), 1),
                        DAY,
                        ImmutableSortedMap.of(
                                "base.ndb",
                                ByteSource.wrap(
                                        "Test:0:*:00112233445566778899\n".getBytes(StandardCharsets.US_ASCII)))),
                key);
    }

    /** Makes a gateway whose centre has two sets. */
    private SigningKey inside() throws IOException, Refusal {
        SigningKey key = key("gateway");
        install(key, both -> both.centre().place());
        return key;
    }

    @FunctionalInterface
    private interface Which {
        Place of(GatewayWithCentre both);
    }

    private void install(SigningKey key, Which which) throws IOException, Refusal {
        try (GatewayWithCentre both = GatewayWithCentre.open(new Home(folder.resolve("gateway"), () -> DAY), key)) {
            Place place = which.of(both);
            if (place.active().sequence().isEmpty()) {
                var unused = place.active().install(FirstDefinitions.signed(key, DAY));
            }
            var unused = place.active().install(second(key));
        }
    }

    /** Makes a server or client with two sets. */
    private void trusting(String place) throws IOException, Refusal {
        SigningKey key = key("analysis");
        PlaceConfig config = PlaceConfig.at(folder.resolve(place)).trusting(key.trusted());
        if (place.equals("server")) {
            try (ServerPlace server = ServerPlace.open(config, Optional.empty(), name -> Optional.empty())) {
                both(server.place(), key);
            }
        } else {
            try (ClientPlace client = ClientPlace.open(config, new ClientHome.Nowhere(), Platform.here())) {
                both(client.place(), key);
            }
        }
        Files.copy(folder.resolve("analysis/signing.pub"), folder.resolve(place).resolve("trusted.pub"));
    }

    private static void both(Place place, SigningKey key) throws IOException {
        var first = place.active().install(FirstDefinitions.signed(key, DAY));
        var second = place.active().install(second(key));
        assertThat(first && second).isTrue();
    }
}
