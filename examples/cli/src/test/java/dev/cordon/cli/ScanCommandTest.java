package dev.cordon.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ScanCommandTest {
    /** The bytes of "known". */
    private static final String LINE = "Known:0:*:6b6e6f776e\n";

    @TempDir
    private Path folder;

    private Path databases = Path.of("");
    private Path clean = Path.of("");
    private Path infected = Path.of("");

    @BeforeEach
    void makeFiles() throws IOException {
        databases = Files.createDirectory(folder.resolve("databases"));
        Files.writeString(databases.resolve("a.ndb"), LINE);
        Path files = Files.createDirectories(folder.resolve("files").resolve("deeper"));
        clean = Files.writeString(files.resolve("clean"), "nothing in here");
        infected = Files.writeString(files.resolve("infected"), "this is known");
    }

    private static JsonObject one(Cordon.Run run) {
        return JsonParser.parseString(run.out()).getAsJsonArray().get(0).getAsJsonObject();
    }

    @Test
    void nothingIsFoundInACleanFile() {
        Cordon.Run run = Cordon.run("scan", clean.toString(), "--definitions", databases.toString(), "--json");

        assertThat(run.exit()).isZero();
        assertThat(one(run).get("file").getAsString()).isEqualTo(clean.toString());
        assertThat(one(run).get("result").getAsString()).isEqualTo("nodetect");
        assertThat(one(run).get("virus").isJsonNull()).isTrue();
        assertThat(one(run).get("complete").getAsBoolean()).isTrue();
    }

    @Test
    void whatIsFoundIsNamedAndEndsWithOne() {
        Cordon.Run run = Cordon.answer("scan", infected.toString(), "--definitions", databases.toString(), "--json");

        assertThat(run.exit()).isEqualTo(1);
        assertThat(one(run).get("result").getAsString()).isEqualTo("norepair");
        assertThat(one(run).get("virus").getAsString()).isEqualTo("Known");
    }

    @Test
    void ofAFolderEverythingIsScanned() {
        Cordon.Run run = Cordon.answer(
                "scan", folder.resolve("files").toString(), "--definitions", databases.toString(), "--json");

        JsonArray scanned = JsonParser.parseString(run.out()).getAsJsonArray();
        assertThat(scanned).hasSize(2);
        assertThat(run.exit()).isEqualTo(1);
    }

    @Test
    void aPersonIsToldWhatWasFoundAndHowManyAreClean() {
        Cordon.Run run =
                Cordon.answer("scan", folder.resolve("files").toString(), "--definitions", databases.toString());

        assertThat(run.out())
                .contains("norepair", "Known", "infected", "2 scanned: nothing found in 1, something in 1")
                .doesNotContain(clean.toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"clamd:127.0.0.1:1", "icap://127.0.0.1:1/scan", "icaps://127.0.0.1:1/scan"})
    void whatCantBeScannedEndsWithTwo(String engine) {
        Cordon.Run run = Cordon.answer("scan", clean.toString(), "--engine", engine, "--json");

        assertThat(run.exit()).isEqualTo(2);
        assertThat(one(run).get("result").getAsString()).isEqualTo("badscan");
        assertThat(one(run).get("complete").getAsBoolean()).isFalse();
    }

    @Test
    void aPackageIsBelievedIfAKnownKeyHasSignedIt() {
        String key = folder.resolve("key").toString();
        Cordon.succeed("definitions", "key", key);
        Cordon.succeed(
                "definitions",
                "build",
                databases.toString(),
                "--sequence",
                "42",
                "--key",
                key,
                "--out",
                folder.toString());
        String packaged = folder.resolve("00000042.all.zip").toString();
        String other = folder.resolve("other").toString();
        Cordon.succeed("definitions", "key", other);

        assertThat(Cordon.answer("scan", infected.toString(), "--definitions", packaged, "--trust", key + ".pub")
                        .exit())
                .isEqualTo(1);
        Cordon.Run doubted =
                Cordon.run("scan", infected.toString(), "--definitions", packaged, "--trust", other + ".pub");
        assertThat(doubted.exit()).isEqualTo(2);
        assertThat(doubted.out()).isEmpty();
        assertThat(doubted.err()).isEqualTo("cordon: unpackage: no trusted key has signed this definitions set\n");
        assertThat(Cordon.run("scan", infected.toString(), "--definitions", packaged)
                        .exit())
                .isEqualTo(2);
    }

    @Test
    void definitionsThatMakeNoSenseScanNothing() throws IOException {
        Files.writeString(databases.resolve("b.ndb"), "Broken:0:*:zz\n");

        Cordon.Run run = Cordon.run("scan", clean.toString(), "--definitions", databases.toString());

        assertThat(run.exit()).isEqualTo(2);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).startsWith("cordon: unpackage: ").contains("b.ndb");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "other",
                "clamd:",
                "clamd:host",
                "clamd:host:port",
                "clamd:host:99999",
                "icap:",
                "icap://host",
                "icap://host:port/scan",
                "icaps:",
                "icaps://host",
                "icapss://host/scan"
            })
    void anEngineThatThereIsNotIsWrongUsage(String engine) {
        assertThat(Cordon.run("scan", clean.toString(), "--engine", engine).exit())
                .isEqualTo(2);
    }

    @Test
    void aFileThatIsNotThereIsRefused() {
        Cordon.Run run = Cordon.run("scan", folder.resolve("gone").toString(), "--definitions", databases.toString());

        assertThat(run.exit()).isEqualTo(2);
        assertThat(run.err()).startsWith("cordon: cannot read ");
    }

    @Test
    void aLinkToAFolderIsFollowed() throws IOException {
        Path link = Files.createSymbolicLink(folder.resolve("link"), folder.resolve("files"));

        Cordon.Run run = Cordon.answer("scan", link.toString(), "--definitions", databases.toString(), "--json");

        assertThat(JsonParser.parseString(run.out()).getAsJsonArray()).hasSize(2);
        assertThat(run.exit()).isEqualTo(1);
    }

    @Test
    void whereNothingWasScannedNothingIsClean() throws IOException {
        Path empty = Files.createDirectory(folder.resolve("empty"));

        assertThat(Cordon.answer("scan", empty.toString(), "--definitions", databases.toString())
                        .exit())
                .isEqualTo(2);
    }
}
