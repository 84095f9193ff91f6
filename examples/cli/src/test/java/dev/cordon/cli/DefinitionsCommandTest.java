package dev.cordon.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DefinitionsCommandTest {
    @TempDir
    private Path folder;

    private Path databases = Path.of("");
    private String key = "";

    @BeforeEach
    void makeKeyAndDatabases() throws IOException {
        databases = Files.createDirectory(folder.resolve("databases"));
        Files.writeString(databases.resolve("a.ndb"), "Known:0:*:6b6e6f776e\n");
        Files.writeString(databases.resolve("README"), "no database");
        key = folder.resolve("key").toString();
        Cordon.succeed("definitions", "key", key);
    }

    private Cordon.Run build(String sequence) {
        return Cordon.run(
                "definitions",
                "build",
                databases.toString(),
                "--sequence",
                sequence,
                "--set-version",
                "2026.01.02.003",
                "--key",
                key,
                "--out",
                folder.toString());
    }

    @Test
    void theSecretHalfOfAKeyIsForItsOwnerOnly() throws IOException {
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(Path.of(key))))
                .isEqualTo("rw-------");
    }

    @Test
    void aKeyThatIsThereIsLeftAlone() throws IOException {
        String before = Files.readString(Path.of(key));

        assertThat(Cordon.run("definitions", "key", key).exit()).isEqualTo(1);

        assertThat(Path.of(key)).hasContent(before);
    }

    @Test
    void aPackageIsBuiltShownAndVerified() {
        String packaged = folder.resolve("00000042.all.zip").toString();

        assertThat(build("42").out()).isEqualTo(packaged + "\n");

        JsonObject shown = JsonParser.parseString(Cordon.succeed("definitions", "show", packaged, "--json")
                        .out())
                .getAsJsonObject();
        assertThat(shown.get("sequence").getAsInt()).isEqualTo(42);
        assertThat(shown.get("version").getAsString()).isEqualTo("2026.01.02.003");
        assertThat(shown.get("databases").getAsJsonArray()).hasSize(1);
        JsonObject verified = JsonParser.parseString(
                        Cordon.succeed("definitions", "verify", packaged, "--trust", key + ".pub", "--json")
                                .out())
                .getAsJsonObject();
        assertThat(verified.remove("unsupported").getAsJsonArray()).isEmpty();
        assertThat(verified).isEqualTo(shown);
    }

    @Test
    void whatTheBuiltInEngineLeavesOutIsTold() throws IOException {
        Files.writeString(databases.resolve("b.ndb"), "Page:3:*:3c68746d6c3e\n");

        assertThat(build("42").out()).contains("not used by the built-in engine: b.ndb line 1: ");
        String packaged = folder.resolve("00000042.all.zip").toString();
        assertThat(Cordon.succeed("definitions", "verify", packaged, "--trust", key + ".pub", "--json")
                        .json()
                        .getAsJsonObject()
                        .get("unsupported")
                        .getAsJsonArray())
                .hasSize(1);
    }

    @Test
    void aPackageThatIsThereIsLeftAlone() {
        assertThat(build("42").exit()).isZero();

        assertThat(build("42").err()).contains("it is there already");
    }

    @Test
    void packagesAreListedTheNewestFirst() {
        assertThat(build("9").exit()).isZero();
        assertThat(build("10").exit()).isZero();

        String list = Cordon.succeed("definitions", "list", folder.toString()).out();

        assertThat(list).containsSubsequence("00000010", "00000009");
    }

    @Test
    void aChangedPackageIsNotVerified() throws IOException {
        assertThat(build("42").exit()).isZero();
        Path packaged = folder.resolve("00000042.all.zip");
        byte[] bytes = Files.readAllBytes(packaged);
        bytes[bytes.length / 2] ^= 1;
        Files.write(packaged, bytes);

        Cordon.Run run = Cordon.run("definitions", "verify", packaged.toString(), "--trust", key + ".pub");

        assertThat(run.exit()).isEqualTo(1);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).startsWith("cordon: unpackage: ");
    }

    @Test
    void databasesThatMakeNoSenseAreNotPacked() throws IOException {
        Files.writeString(databases.resolve("b.ndb"), "Broken:0:*:zz\n");

        Cordon.Run run = build("42");

        assertThat(run.exit()).isEqualTo(1);
        assertThat(run.err()).startsWith("cordon: unpackage: ").contains("b.ndb");
        assertThat(folder.resolve("00000042.all.zip")).doesNotExist();
    }

    @Test
    void aKeyThatOthersMayReadIsNotUsed() throws IOException {
        Files.setPosixFilePermissions(Path.of(key), PosixFilePermissions.fromString("rw-r--r--"));

        assertThat(build("42").err()).contains("others may have read");
        assertThat(folder.resolve("00000042.all.zip")).doesNotExist();
    }
}
