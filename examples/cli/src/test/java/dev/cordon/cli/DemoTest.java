package dev.cordon.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.Iterables;
import com.google.common.hash.Hashing;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The closed loop over real HTTP. */
class DemoTest {
    private record Run(int exit, String out, String err) {}

    @Test
    void itsOwnSamplesEndAsTheyShould() {
        List<JsonObject> outcomes = outcomes(run("demo", "--json"));

        assertThat(outcomes).hasSize(3);
        assertThat(text(outcomes.get(0), "status")).isEqualTo("installed");
        assertThat(text(outcomes.get(0), "virus")).isEqualTo("EICAR-Test-File");
        assertThat(outcomes.get(0).get("restored").getAsBoolean()).isFalse();
        assertThat(text(outcomes.get(1), "state")).isEqualTo("infected");
        assertThat(text(outcomes.get(1), "sequence")).isEqualTo("00000002");
        assertThat(outcomes.get(1).get("restored").getAsBoolean()).isTrue();
        assertThat(text(outcomes.get(2), "state")).isEqualTo("uninfected");
        assertThat(outcomes.get(2).get("restored").getAsBoolean()).isTrue();
    }

    @Test
    void everyLineOfTheTimelineIsAnObject() {
        List<JsonObject> lines = lines(run("demo", "--json"));

        for (JsonObject line : lines.subList(0, lines.size() - 1)) {
            assertThat(line.keySet()).contains("time", "sample", "place", "status", "state", "event");
        }
        assertThat(lines.subList(0, lines.size() - 1).stream().map(line -> text(line, "place")))
                .contains("client", "server", "gateway", "analysis");
    }

    @Test
    void theFileThatIsRepairedIsTheOneFromBefore(@TempDir Path folder) throws IOException {
        Path home = folder.resolve("home");

        JsonObject repaired =
                outcomes(run("demo", "--json", "--home", home.toString())).get(1);

        Path file = Path.of(text(repaired, "path"));
        assertThat(file).hasSize(24_000);
        assertThat(text(repaired, "sha256")).isEqualTo(sha256(Files.readAllBytes(file)));
    }

    @Test
    void filesOfTheUserGoTheSameWayAndAreNotTouched(@TempDir Path folder) throws IOException {
        byte[] random = new byte[3_000_000];
        new Random(5).nextBytes(random);
        Path large = Files.write(folder.resolve("large"), random);
        Path twin = Files.write(folder.resolve("Zwilling mit Leerzeichen und Ümläuten"), random);
        Path empty = Files.createFile(folder.resolve("empty"));

        List<JsonObject> outcomes =
                outcomes(run("demo", "--json", large.toString(), twin.toString(), empty.toString()));

        assertThat(outcomes)
                .hasSize(3)
                .allMatch(outcome -> outcome.get("restored").getAsBoolean());
        assertThat(outcomes.stream().map(outcome -> text(outcome, "file")))
                .containsExactly(large.toString(), twin.toString(), empty.toString());
        assertThat(outcomes.stream().map(outcome -> text(outcome, "sha256")))
                .containsExactly(sha256(random), sha256(random), sha256(new byte[0]));
        assertThat(Files.readAllBytes(large)).isEqualTo(random);
    }

    @Test
    void aPersonSeesATableAndHowEachFileEnded() {
        Run run = run("demo");

        assertThat(run.exit()).isZero();
        assertThat(run.out()).contains("TIME", "PLACE", "repaired and restored", "restored as it was", "isolated;");
    }

    @Test
    void aFileThatIsNotThereIsNamed() {
        Run run = run("demo", "nowhere.exe");

        assertThat(run.exit()).isEqualTo(1);
        assertThat(run.err().lines()).hasSize(1);
        assertThat(run.err()).startsWith("cordon: ").contains("nowhere.exe");
    }

    private static List<JsonObject> outcomes(Run run) {
        assertThat(run.exit()).as("exit code; %s", run.err()).isZero();
        assertThat(run.err()).isEmpty();
        JsonObject last = Iterables.getLast(lines(run));
        return StreamSupport.stream(last.getAsJsonArray("outcome").spliterator(), false)
                .map(JsonElement::getAsJsonObject)
                .toList();
    }

    private static List<JsonObject> lines(Run run) {
        return run.out()
                .lines()
                .map(line -> JsonParser.parseString(line).getAsJsonObject())
                .toList();
    }

    private static String text(JsonObject object, String name) {
        return object.get(name).isJsonNull() ? "" : object.get(name).getAsString();
    }

    private static String sha256(byte[] bytes) {
        return Hashing.sha256().hashBytes(bytes).toString();
    }

    private static Run run(String... arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int exit = Main.run(
                arguments,
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8));
        return new Run(exit, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }
}
