package dev.cordon.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import dev.cordon.analysis.Laboratory;
import dev.cordon.gateway.Customers;
import dev.cordon.place.AnalysisPlace;
import dev.cordon.place.PlaceConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** An administrator puts definitions to use at a place by hand. */
class InstallCommandTest {
    @TempDir
    private Path temporary;

    private Path folder = Path.of("");
    private Path home = Path.of("");
    private String key = "";

    @BeforeEach
    void makeAHomeThatTrustsAKey() throws IOException {
        folder = temporary.toRealPath();
        home = Files.createDirectory(folder.resolve("home"));
        key = key("key");
        Files.copy(Path.of(key + ".pub"), home.resolve("trusted.pub"));
    }

    private String key(String name) {
        String made = folder.resolve(name).toString();
        Cordon.succeed("definitions", "key", made);
        return made;
    }

    private String set(int sequence) throws IOException {
        return set(sequence, key, "Known:0:*:6b6e6f776e\n");
    }

    private String set(int sequence, String signing, String lines) throws IOException {
        Path databases = Files.createDirectories(folder.resolve("databases"));
        Files.writeString(databases.resolve("a.ndb"), lines);
        Path out = Files.createTempDirectory(folder, "out");
        return Cordon.succeed(
                        "definitions",
                        "build",
                        databases.toString(),
                        "--sequence",
                        Integer.toString(sequence),
                        "--set-version",
                        "2026.01.02.003",
                        "--key",
                        signing,
                        "--out",
                        out.toString())
                .out()
                .lines()
                .findFirst()
                .orElseThrow();
    }

    private Cordon.Run install(String set, String... options) {
        return Cordon.run(
                Stream.concat(Stream.of("definitions", "install", set, "--home", home.toString()), Stream.of(options))
                        .toArray(String[]::new));
    }

    private void assertRefused(String reason, Cordon.Run run) {
        assertThat(run.err()).isEqualTo("cordon: " + reason + "\n");
        assertThat(run.exit()).isEqualTo(1);
        assertThat(run.out()).isEmpty();
    }

    private String trusted() throws IOException {
        return Files.readString(home.resolve("trusted.pub")).strip();
    }

    /** Returns the sequences that the home keeps, that in use with a star. */
    private List<String> kept(String place) {
        List<String> kept = new ArrayList<>();
        Cordon.succeed(place, "definitions", "--json", "--home", home.toString())
                .json()
                .getAsJsonArray()
                .forEach(set -> kept.add(set.getAsJsonObject().get("sequence").getAsInt()
                        + (set.getAsJsonObject().get("inUse").getAsBoolean() ? "*" : "")));
        return kept;
    }

    @ParameterizedTest
    @ValueSource(strings = {"server", "client"})
    void aSetIsPutToUseAtAPlaceThatRests(String place) throws IOException {
        assertThat(install(set(41)).out()).isEqualTo("definitions 00000041 (2026.01.02.003) are in use\n");
        assertThat(install(set(42)).exit()).isZero();

        assertThat(kept(place)).containsExactly("41", "42*");
    }

    @ParameterizedTest
    @CsvSource({"server, --listen, 127.0.0.1:0", "client, --server, http://127.0.0.1:9"})
    void aSetIsPutToUseAtAPlaceThatRuns(String place, String option, String value) throws Exception {
        String set = set(42);
        try (Running running = Running.start(place, "run", "--home", home.toString(), option, value)) {
            assertThat(install(set).out()).isEqualTo("definitions 00000042 (2026.01.02.003) are in use\n");
            assertRefused("superseded: newer definitions are in use", install(set(41)));
            assertThat(kept(place)).containsExactly("42*");
            assertThat(running.stop()).isEqualTo(143);
        }
        assertThat(kept(place)).containsExactly("42*");
    }

    @Test
    void aRecordSaysWhatIsInUseNowAndWhatTheEngineLeavesOut() throws IOException {
        String set = set(42, key, "Page:3:*:3c68746d6c3e\nKnown:0:*:6b6e6f776e\n");

        JsonObject record = install(set, "--json").json().getAsJsonObject();

        assertThat(record.remove("unsupported")
                        .getAsJsonArray()
                        .get(0)
                        .getAsJsonObject()
                        .get("line")
                        .getAsInt())
                .isEqualTo(1);
        assertThat(record.toString())
                .isEqualTo("{\"sequence\":42,\"version\":\"2026.01.02.003\",\"certified\":false,\"inUse\":true,"
                        + "\"withdrawn\":false,\"installed\":true}");
        assertThat(install(set, "--json")
                        .json()
                        .getAsJsonObject()
                        .get("installed")
                        .getAsBoolean())
                .isFalse();
    }

    @Test
    void anOlderSetIsRefusedAndSoIsOneThatWasWithdrawn() throws IOException {
        String first = set(41);
        String second = set(42);
        assertThat(install(first).exit()).isZero();
        assertThat(install(second).exit()).isZero();

        assertRefused("superseded: newer definitions are in use", install(first));
        Cordon.succeed("server", "go-back", "41", "--home", home.toString());
        assertRefused("abandoned: the definitions were withdrawn", install(second));

        assertThat(kept("server")).containsExactly("41*", "42");
    }

    @Test
    void otherBytesUnderAKnownSequenceAreRefused() throws IOException {
        assertThat(install(set(42)).exit()).isZero();

        assertRefused(
                "declined: there are other definitions under this sequence already",
                install(set(42, key, "Other:0:*:6b6e6f776e\n")));
    }

    @Test
    void nobodyIsTrustedOnFirstUse() throws IOException {
        Files.delete(home.resolve("trusted.pub"));

        assertRefused("unpackage: no trusted key has signed this definitions set", install(set(42)));

        assertThat(home.resolve("trusted.pub")).doesNotExist();
        assertThat(kept("server")).isEmpty();
    }

    @Test
    void whoIsTrustedByHandIsTrustedFromThenOn() throws IOException {
        Files.delete(home.resolve("trusted.pub"));

        assertThat(install(set(42), "--trust", key + ".pub").exit()).isZero();

        assertThat(trusted()).isEqualTo(Files.readString(Path.of(key + ".pub")).strip());
        assertThat(install(set(43)).exit()).isZero();
    }

    @Test
    void nobodyElseIsTrustedWhereTheSetIsRefused() throws IOException {
        String other = key("other");
        String before = trusted();

        assertRefused(
                "unpackage: no trusted key has signed this definitions set",
                install(set(42), "--trust", other + ".pub"));

        assertThat(trusted()).isEqualTo(before);
        assertThat(kept("server")).isEmpty();
    }

    @Test
    void keysThatWouldNotBelieveTheSetInUseAreNotTaken() throws IOException {
        String other = key("other");
        assertThat(install(set(42)).exit()).isZero();

        assertRefused(
                "unpackage: no trusted key has signed this definitions set",
                install(set(43, other, "Known:0:*:6b6e6f776e\n"), "--trust", other + ".pub"));

        assertThat(kept("server")).containsExactly("42*");
    }

    @Test
    void aPlaceThatRunsTakesNoOtherKeys() throws Exception {
        String before = trusted();
        String set = set(42);
        try (Running running = Running.start("server", "run", "--home", home.toString())) {
            assertRefused(
                    "unavailable: a place that runs takes no other keys; stop it, or start it with --trust",
                    install(set, "--trust", key("other") + ".pub"));
            assertThat(running.stop()).isEqualTo(143);
        }
        assertThat(trusted()).isEqualTo(before);
    }

    @Test
    void aDamagedSetChangesNothing() throws IOException {
        assertThat(install(set(41)).exit()).isZero();
        Path set = Path.of(set(42));
        byte[] bytes = Files.readAllBytes(set);
        bytes[bytes.length / 2] ^= 1;
        Files.write(set, bytes);

        Cordon.Run run = install(set.toString());

        assertThat(run.err()).startsWith("cordon: unpackage: ");
        assertThat(kept("server")).containsExactly("41*");
    }

    @Test
    void whoAnalysesMakesTheDefinitions() throws Exception {
        try (AnalysisPlace centre = Centre.open(
                PlaceConfig.at(home), Customers::none, new SigningFiles(home).key(), Laboratory.standard())) {
            assertThat(centre.place().active().sequence()).isPresent();
        }

        assertRefused(
                "declined: who has signing.key analyses and makes the definitions; install them at a server, client or gateway",
                install(set(42)));
    }

    @Test
    void aHomeThatIsNotThereIsNotMade() throws IOException {
        String set = set(42);
        Files.delete(home.resolve("trusted.pub"));
        Files.delete(home);

        assertRefused("there is no quarantine at " + home, install(set, "--trust", key + ".pub"));

        assertThat(home).doesNotExist();
    }

    @Test
    void setsThatAreNotNeededAreRemovedAtAPlaceThatRestsAndOneThatRuns() throws Exception {
        for (int sequence = 41; sequence <= 45; sequence++) {
            assertThat(install(set(sequence)).exit()).isZero();
        }

        assertThat(Cordon.succeed("definitions", "prune", "--home", home.toString())
                        .out())
                .isEqualTo("00000041\n00000042\n");
        assertThat(kept("server")).containsExactly("43", "44", "45*");
        try (Running running = Running.start("server", "run", "--home", home.toString())) {
            assertThat(Cordon.succeed("definitions", "prune", "--keep", "1", "--json", "--home", home.toString())
                            .json()
                            .toString())
                    .isEqualTo("{\"removed\":[43]}");
            assertThat(running.stop()).isEqualTo(143);
        }
        assertThat(kept("server")).containsExactly("44", "45*");
        assertThat(Cordon.run("definitions", "prune", "--keep", "0", "--home", home.toString())
                        .exit())
                .isEqualTo(2);
    }

    @Test
    void itTellsHowItIsUsed() {
        assertThat(Cordon.succeed("definitions", "install", "--help").out())
                .startsWith("Usage: cordon definitions install ");
        assertThat(Cordon.run("definitions", "install", "set").exit()).isEqualTo(2);
    }
}
