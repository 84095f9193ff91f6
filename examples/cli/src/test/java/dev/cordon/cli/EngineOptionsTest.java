package dev.cordon.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which scanners can be named, and what a person is told of those that can't be used. */
class EngineOptionsTest {
    @TempDir
    private Path temporary;

    private Path folder = Path.of("");
    private String home = "";

    @BeforeEach
    void makeAHome() throws IOException {
        folder = temporary.toRealPath();
        home = Files.createDirectory(folder.resolve("home")).toString();
    }

    private void assertRefused(int exit, String reason, String... line) {
        Cordon.Run run = Cordon.run(line);
        assertThat(run.err()).startsWith("cordon: " + reason);
        assertThat(run.exit()).isEqualTo(exit);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "other",
                "clamd:127.0.0.1:3310",
                "clamd:127.0.0.1:3310,databases=",
                "clamd:127.0.0.1,databases=/tmp",
                "clamd:unix:socket,databases=/tmp",
                "clamd:127.0.0.1:3310,databases=/tmp,upTo=much",
                "clamd:127.0.0.1:3310,databases=/tmp,folder=/tmp",
                "icap://127.0.0.1/scan"
            })
    void anEngineIsTheBuiltInOneOrAClamdWithItsFolder(String engine) {
        assertRefused(
                2,
                "--engine: signature, clamd:HOST:PORT,databases=DIR or clamd:unix:PATH,databases=DIR expected",
                "server",
                "run",
                "--home",
                home,
                "--engine",
                engine);
    }

    @ParameterizedTest
    @ValueSource(strings = {"signature", "icap://host", "icap://host/scan,upTo=0", "clamd:host:1,databases=/tmp"})
    void whatIsAskedBesideItHasDefinitionsOfItsOwn(String scanner) {
        assertRefused(
                2,
                "--also: clamd:HOST:PORT, clamd:unix:PATH, icap://HOST:PORT/SERVICE or icaps://HOST:PORT/SERVICE",
                "server",
                "run",
                "--home",
                home,
                "--also",
                scanner);
    }

    @Test
    void aFolderThatClamdCanNotReadIsNamed() {
        Path none = folder.resolve("none");

        assertRefused(
                1,
                "cannot write into " + none + "; databases= names the DatabaseDirectory of clamd on this machine",
                "server",
                "run",
                "--home",
                home,
                "--engine",
                "clamd:127.0.0.1:1,databases=" + none);
    }

    @Test
    void twoEnginesDoNotShareAFolder() {
        String engine = "clamd:127.0.0.1:1,databases=" + folder;

        assertRefused(
                1,
                "two engines have the folder " + folder + "; each needs a clamd with a folder of its own",
                "analysis",
                "run",
                "--home",
                home,
                "--test-engine",
                engine,
                "--test-engine",
                engine);
    }

    @ParameterizedTest
    @CsvSource({"--engine, signature", "--also, icap://127.0.0.1/scan"})
    void aCentreScansWithTheBuiltInEngine(String option, String value) {
        assertRefused(
                2,
                "--engine, --also: an analysis centre scans with the built-in engine; --test-engine has its definitions "
                        + "tested in others",
                "analysis",
                "run",
                "--home",
                home,
                option,
                value);
    }

    @Test
    void soItDoesWhateverItsSettingsSay() throws IOException {
        Files.writeString(Path.of(home, "cordon.properties"), "scan.also=icap://127.0.0.1/scan\n");

        assertRefused(
                1,
                "scan.engine, scan.also: an analysis centre scans with the built-in engine; scan.testEngines has its "
                        + "definitions tested in others",
                "analysis",
                "run",
                "--home",
                home);
    }

    @Test
    void aGatewayBeforeACentreTestsNothing() {
        assertRefused(
                2,
                "--corpus, --model, --test-engine: the centre of --analysis has its own",
                "gateway",
                "run",
                "--home",
                home,
                "--analysis",
                "http://127.0.0.1:1",
                "--test-engine",
                "clamd:127.0.0.1:1,databases=" + folder);
    }

    /** A second opinion that can't be had clears nothing, also where the command opens the home itself. */
    @Test
    void aPlaceThatRestsAsksWhomItsSettingsName() throws IOException {
        String key = folder.resolve("key").toString();
        Path databases = Files.createDirectory(folder.resolve("databases"));
        Files.writeString(databases.resolve("a.ndb"), "Known:0:*:6b6e6f776e\n");
        Cordon.succeed("definitions", "key", key);
        String set = Cordon.succeed(
                        "definitions",
                        "build",
                        databases.toString(),
                        "--sequence",
                        "1",
                        "--key",
                        key,
                        "--out",
                        folder.toString())
                .out()
                .strip();
        Cordon.succeed("definitions", "install", set, "--trust", key + ".pub", "--home", home);
        Path file = Files.writeString(folder.resolve("file"), "clean");
        String id = Cordon.succeed("client", "isolate", file.toString(), "--home", home)
                .out()
                .strip();
        Path settings = Path.of(home, "cordon.properties");

        Files.writeString(settings, "scan.also=icap://127.0.0.1:1/scan\n");
        assertThat(Cordon.run("client", "restore", id, "--home", home).exit()).isEqualTo(1);
        assertThat(file).doesNotExist();

        Files.writeString(settings, "");
        Cordon.succeed("client", "restore", id, "--home", home);
        assertThat(file).hasContent("clean");
    }
}
