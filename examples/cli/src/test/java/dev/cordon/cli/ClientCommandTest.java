package dev.cordon.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClientCommandTest {
    @TempDir
    private Path temporary;

    private Path folder = Path.of("");
    private String home = "";

    @BeforeEach
    void findTheRealFolder() throws IOException {
        folder = temporary.toRealPath();
        home = folder.resolve("home").toString();
    }

    @Test
    void isolatePrintsAnIdForEachFileAndRemovesIt() throws IOException {
        Path one = file("one.txt", "1");
        Path two = file("two.txt", "2");

        Cordon.Run run = Cordon.succeed("client", "isolate", one.toString(), two.toString(), "--home", home);

        assertThat(run.out().lines()).hasSize(2).allMatch(id -> id.matches("[0-9a-f]{32}"));
        assertThat(one).doesNotExist();
        assertThat(two).doesNotExist();
    }

    @Test
    void aFileThatCanNotBeIsolatedIsNamedAfterThoseThatWere() throws IOException {
        Path one = file("one.txt", "1");

        Cordon.Run run = Cordon.run(
                "client", "isolate", one.toString(), folder.resolve("none").toString(), "--home", home);

        assertThat(run.exit()).isEqualTo(1);
        assertThat(run.out().lines()).hasSize(1);
        assertThat(run.err()).startsWith("cordon: missing: " + folder.resolve("none") + ": ");
    }

    @Test
    void listHasTheFieldsThatScriptsRelyOn() throws IOException {
        Path one = file("one.txt", "1");
        String id = isolate(one);

        JsonObject sample = Cordon.succeed("client", "list", "--home", home, "--json")
                .json()
                .getAsJsonArray()
                .get(0)
                .getAsJsonObject();

        assertThat(sample.get("id").getAsString()).isEqualTo(id);
        assertThat(sample.get("file").getAsString()).isEqualTo(one.toString());
        assertThat(sample.get("status").getAsString()).isEqualTo("released");
        assertThat(sample.keySet())
                .contains("user", "computer", "domain", "received", "submitted", "state", "virus", "needed", "errors");
    }

    @Test
    void listTellsWhatHasBecomeOfAFile() throws IOException {
        String id = isolate(file("one.txt", "1"));

        assertThat(listed("disposition")).isEqualTo("isolated");

        Cordon.succeed("client", "restore", id, "--home", home, "--unscanned");

        assertThat(listed("disposition")).isEqualTo("restored");
        assertThat(Cordon.succeed("client", "list", "--home", home).out()).contains(" restored ");
    }

    private String listed(String field) {
        return Cordon.succeed("client", "list", "--home", home, "--json")
                .json()
                .getAsJsonArray()
                .get(0)
                .getAsJsonObject()
                .get(field)
                .getAsString();
    }

    @Test
    void showHasAttributesActionsAndErrors() throws IOException {
        String id = isolate(file("one.txt", "1"));

        JsonObject sample = Cordon.succeed("client", "show", id, "--home", home, "--json")
                .json()
                .getAsJsonObject();

        assertThat(sample.getAsJsonObject("attributes").get("X-Sample-Size").getAsString())
                .isEqualTo("1");
        assertThat(sample.getAsJsonArray("actions")).hasSize(2);
        assertThat(sample.getAsJsonArray("errors")).isEmpty();
    }

    @Test
    void restoreRefusesWithoutDefinitionsUnlessItMayGoUnscanned() throws IOException {
        Path one = file("one.txt", "content");
        String id = isolate(one);

        Cordon.Run refused = Cordon.run("client", "restore", id, "--home", home);
        assertThat(refused.exit()).isEqualTo(1);
        assertThat(refused.err()).startsWith("cordon: declined: ");
        assertThat(one).doesNotExist();

        Cordon.succeed("client", "restore", id, "--home", home, "--unscanned");
        assertThat(one).hasContent("content");
    }

    @Test
    void restoreToAFolderWritesNothingOverAFileThatIsThere() throws IOException {
        String id = isolate(file("one.txt", "content"));
        Path other = Files.createDirectory(folder.resolve("other"));
        Path occupied = Files.writeString(other.resolve("one.txt"), "mine");

        Cordon.Run refused =
                Cordon.run("client", "restore", id, "--home", home, "--unscanned", "--to", other.toString());

        assertThat(refused.exit()).isEqualTo(1);
        assertThat(occupied).hasContent("mine");
    }

    @Test
    void whatIsDeletedIsGone() throws IOException {
        String id = isolate(file("one.txt", "1"));

        Cordon.succeed("client", "delete", id, "--home", home);

        assertThat(Cordon.run("client", "show", id, "--home", home).err()).contains("there is no such sample");
        assertThat(Cordon.succeed("client", "list", "--home", home, "--json")
                        .json()
                        .getAsJsonArray())
                .isEmpty();
    }

    @Test
    void forwardWithoutAnIdPutsAllInLine() throws IOException {
        String one = isolate(file("one.txt", "1"));
        String two = isolate(file("two.txt", "2"));

        assertThat(Cordon.succeed("client", "forward", "--home", home).out().lines())
                .containsExactlyInAnyOrder(one, two);
    }

    @Test
    void aMistypedHomeIsRefusedAndNotMade() {
        Cordon.Run run = Cordon.run("client", "list", "--home", home);

        assertThat(run.err()).isEqualTo("cordon: there is no quarantine at " + home + "\n");
        assertThat(Path.of(home)).doesNotExist();
    }

    @Test
    void whatIsNoIdIsWrongUsage() {
        Cordon.Run run = Cordon.run("client", "show", "../secret", "--home", home);

        assertThat(run.exit()).isEqualTo(2);
        assertThat(run.err()).contains("an id as list prints it expected");
    }

    @Test
    void anUnknownReasonIsWrongUsage() throws IOException {
        Cordon.Run run =
                Cordon.run("client", "isolate", file("one.txt", "1").toString(), "--home", home, "--reason", "mood");

        assertThat(run.exit()).isEqualTo(2);
        assertThat(folder.resolve("one.txt")).exists();
    }

    private String isolate(Path file) {
        return Cordon.succeed("client", "isolate", file.toString(), "--home", home)
                .out()
                .strip();
    }

    private Path file(String name, String content) throws IOException {
        return Files.write(folder.resolve(name), content.getBytes(StandardCharsets.UTF_8));
    }
}
