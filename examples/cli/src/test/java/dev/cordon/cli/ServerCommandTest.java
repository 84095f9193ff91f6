package dev.cordon.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import dev.cordon.attribute.SampleReason;
import dev.cordon.place.ClientPlace;
import dev.cordon.place.PlaceConfig;
import dev.cordon.place.ServerPlace;
import dev.cordon.sample.Platform;
import dev.cordon.station.Station;
import dev.cordon.transport.LoopbackTransport;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an operator types about a server that does not run, with one sample in it for each name. */
class ServerCommandTest {
    @TempDir
    private Path temporary;

    private Path folder = Path.of("");
    private String home = "";

    @BeforeEach
    void findTheRealFolder() throws IOException {
        folder = temporary.toRealPath();
        home = folder.resolve("server").toString();
    }

    @Test
    void listHasTheFieldsThatScriptsRelyOn() throws IOException {
        forward("one.txt");

        JsonObject sample = list().get(0).getAsJsonObject();

        assertThat(sample.get("file").getAsString())
                .isEqualTo(folder.resolve("one.txt").toString());
        assertThat(sample.get("status").getAsString()).isEqualTo("quarantined");
        assertThat(sample.keySet())
                .contains(
                        "id",
                        "user",
                        "computer",
                        "domain",
                        "received",
                        "submitted",
                        "state",
                        "virus",
                        "needed",
                        "errors");
    }

    @Test
    void listShowsWhatIsAskedForInTheOrderThatIsAskedFor() throws IOException {
        forward("b.txt", "a.txt", "c.txt");

        assertThat(files("--order", "-file")).containsExactly("c.txt", "b.txt", "a.txt");
        assertThat(files("--where", "file=" + folder.resolve("b.txt"))).containsExactly("b.txt");
        assertThat(files("--where", "status=held")).isEmpty();
    }

    @Test
    void aPageSaysHowToGoOn() throws IOException {
        forward("a.txt", "b.txt", "c.txt");

        String first = page();
        assertThat(first).contains("a.txt", "b.txt").doesNotContain("c.txt").contains("go on with --after ");

        String next = first.substring(first.lastIndexOf(' ') + 1).strip();
        assertThat(page("--after", next)).contains("c.txt").doesNotContain("a.txt", "--after");
    }

    @Test
    void whatIsNoColumnIsWrongUsage() {
        assertThat(Cordon.run("server", "list", "--home", home, "--where", "mood=good")
                        .exit())
                .isEqualTo(2);
        assertThat(Cordon.run("server", "list", "--home", home, "--where", "status")
                        .exit())
                .isEqualTo(2);
        assertThat(Cordon.run("server", "list", "--home", home, "--where", "received=today")
                        .exit())
                .isEqualTo(2);
        assertThat(Cordon.run("server", "list", "--home", home, "--order", "mood")
                        .exit())
                .isEqualTo(2);
        assertThat(Cordon.run("server", "list", "--home", home, "--limit", "0").exit())
                .isEqualTo(2);
    }

    @Test
    void showSaysWhatCanBeDone() throws IOException {
        String id = forward("one.txt").get(0);

        assertThat(Cordon.succeed("server", "show", id, "--home", home).out())
                .contains("What can be done: restart, repair, restore, delete");
        assertThat(Cordon.succeed("server", "show", id, "--home", home, "--json")
                        .json()
                        .getAsJsonObject()
                        .getAsJsonArray("allowed"))
                .hasSize(4);
    }

    @Test
    void whatIsNotAllowedIsDeclinedInOneLineThatSaysWhatIs() throws IOException {
        String id = forward("one.txt").get(0);

        for (String action : List.of("submit", "deliver", "hold")) {
            Cordon.Run run = Cordon.run("server", action, id, "--home", home);
            assertThat(run.exit()).isEqualTo(1);
            assertThat(run.err())
                    .startsWith("cordon: declined: cannot " + action)
                    .contains("what can be done: restart, repair, restore, delete");
        }
    }

    @Test
    void aSampleIsRestoredToANewFileUnscanned() throws IOException {
        String id = forward("one.txt").get(0);
        Path to = folder.resolve("back.txt");

        assertThat(Cordon.run("server", "restore", id, "--home", home, "--to", to.toString())
                        .err())
                .startsWith("cordon: declined: ");
        assertThat(to).doesNotExist();
        assertThat(Cordon.succeed("server", "restore", id, "--home", home, "--to", to.toString(), "--unscanned")
                        .out())
                .isEqualTo(to + "\n");
        assertThat(to).hasContent("one.txt");
        assertThat(Cordon.run("server", "restore", id, "--home", home, "--to", to.toString(), "--unscanned")
                        .exit())
                .isEqualTo(1);
    }

    @Test
    void aSampleIsNotRepairedWithoutDefinitions() throws IOException {
        String id = forward("one.txt").get(0);
        Path to = folder.resolve("back.txt");

        assertThat(Cordon.run("server", "repair", id, "--home", home, "--to", to.toString())
                        .err())
                .startsWith("cordon: declined: ");
        assertThat(to).doesNotExist();
    }

    @Test
    void aSampleIsBegunAgain() throws IOException {
        String id = forward("one.txt").get(0);

        assertThat(Cordon.succeed("server", "restart", id, "--home", home).out())
                .isEqualTo("restart\n");
    }

    @Test
    void whatIsDeletedIsGone() throws IOException {
        String id = forward("one.txt").get(0);

        Cordon.succeed("server", "delete", id, "--home", home);

        assertThat(list()).isEmpty();
        assertThat(Cordon.run("server", "show", id, "--home", home).err()).contains("there is no such sample");
    }

    @Test
    void aMistypedHomeIsRefusedAndNotMade() {
        assertThat(Cordon.run("server", "list", "--home", home).err())
                .isEqualTo("cordon: there is no quarantine at " + home + "\n");
        assertThat(Path.of(home)).doesNotExist();
    }

    @Test
    void oneServerIsNamedAndNotTwo() {
        assertThat(Cordon.run("server", "list").exit()).isEqualTo(2);
        assertThat(Cordon.run("server", "list", "--server", "http://127.0.0.1:9")
                        .exit())
                .isEqualTo(2);
        assertThat(Cordon.run("server", "list", "--home", home, "--server", "http://127.0.0.1:9", "--token", "t")
                        .exit())
                .isEqualTo(2);
    }

    @Test
    void aServerThatDoesNotAnswerIsOneLine() throws IOException {
        Path token = Files.writeString(folder.resolve("token"), "abc");

        assertThat(Cordon.run("server", "list", "--server", "http://127.0.0.1:9", "--token", token.toString())
                        .exit())
                .isEqualTo(1);
    }

    @Test
    void toSubmitTheSettingsNameACustomer() {
        assertThat(Cordon.run("server", "run", "--home", home, "--gateway", "http://127.0.0.1:9")
                        .err())
                .contains("customer.identifier");
    }

    /** Returns the ids of files that a client has forwarded. */
    private List<String> forward(String... names) throws IOException {
        InstantSource clock = InstantSource.system();
        try (ServerPlace server =
                        ServerPlace.open(PlaceConfig.at(Path.of(home)), Optional.empty(), name -> Optional.empty());
                ClientPlace client = ClientPlace.open(
                        PlaceConfig.at(folder.resolve("client")),
                        new LoopbackTransport(server.place().desk(), clock),
                        Platform.here())) {
            for (String name : names) {
                Path file = Files.writeString(folder.resolve(name), name, StandardCharsets.US_ASCII);
                var unused = client.quarantine().isolate(file, SampleReason.MANUAL);
            }
            for (Station station : client.place().stations()) {
                var unused = station.work();
            }
        }
        return list().stream()
                .map(sample -> sample.getAsJsonObject().get("id").getAsString())
                .toList();
    }

    private List<JsonElement> list(String... options) {
        List<String> arguments = new ArrayList<>(List.of("server", "list", "--home", home, "--json"));
        arguments.addAll(List.of(options));
        return Cordon.succeed(arguments.toArray(String[]::new))
                .json()
                .getAsJsonArray()
                .asList();
    }

    private String page(String... options) {
        List<String> arguments =
                new ArrayList<>(List.of("server", "list", "--home", home, "--order", "file", "--limit", "2"));
        arguments.addAll(List.of(options));
        return Cordon.run(400, arguments.toArray(String[]::new)).out();
    }

    private List<String> files(String... options) {
        return list(options).stream()
                .map(sample -> Path.of(sample.getAsJsonObject().get("file").getAsString()))
                .map(file -> file.getFileName().toString())
                .toList();
    }
}
