package dev.cordon.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** What is typed while a client or server runs, and after one was killed. */
class RunningPlacesTest {
    private static final Duration ENOUGH = Duration.ofSeconds(60);

    @TempDir
    private Path temporary;

    private Path folder = Path.of("");
    private String server = "";
    private String client = "";

    @BeforeEach
    void nameTheHomes() throws IOException {
        folder = temporary.toRealPath();
        server = folder.resolve("server").toString();
        client = folder.resolve("client").toString();
    }

    @Test
    void whatWasAcknowledgedIsThereAfterTheServerWasKilled() throws Exception {
        List<String> ids = new ArrayList<>();
        String address;
        try (Running first = Running.start("server", "run", "--home", server);
                Running forwarding =
                        Running.start("client", "run", "--home", client, "--server", "http://" + first.address())) {
            address = first.address();
            for (int number = 0; number < 20; number++) {
                ids.add(isolate("file" + number));
            }
            awaitSubmitted(1);
            first.kill();
            List<String> acknowledged = submitted();
            assertThat(ids("server", "--home", server)).containsAll(acknowledged);

            try (Running second = Running.start("server", "run", "--home", server, "--listen", address)) {
                awaitSubmitted(ids.size());
                assertThat(ids("server", "--home", server)).containsExactlyInAnyOrderElementsOf(ids);
                assertThat(forwarding.stop()).isEqualTo(143);
                assertThat(second.stop()).isEqualTo(143);
            }
        }
    }

    @Test
    void aClientThatRunsDoesWhatIsTyped() throws Exception {
        try (Running running = Running.start("client", "run", "--home", client, "--server", "http://127.0.0.1:9")) {
            Path file = folder.resolve("one.txt");
            String id = isolate("one.txt");
            assertThat(file).doesNotExist();
            assertThat(ids("client", "--home", client)).containsExactly(id);

            Cordon.Run refused = Cordon.run("client", "restore", id, "--home", client);
            assertThat(refused.err()).startsWith("cordon: declined: ");
            assertThat(refused.exit()).isEqualTo(1);

            Cordon.succeed("client", "restore", id, "--home", client, "--unscanned");
            assertThat(file).hasContent("one.txt");
            assertThat(running.stop()).isEqualTo(143);
        }
    }

    @Test
    void aServerIsOperatedFromElsewhereWithItsToken() throws Exception {
        try (Running running = Running.start("server", "run", "--home", server)) {
            String url = "http://" + running.address();
            String token = folder.resolve("server/operator.token").toString();
            String wrong = Files.writeString(folder.resolve("wrong"), "wrong").toString();

            assertThat(ids("server", "--server", url, "--token", token)).isEmpty();
            assertThat(Cordon.run("server", "list", "--server", url, "--token", wrong)
                            .exit())
                    .isEqualTo(1);
        }
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "the permissions are those of POSIX")
    void homeAddressAndTokenAreForTheOwnerOnly() throws Exception {
        try (Running running = Running.start("server", "run", "--home", server)) {
            assertThat(running.address()).isNotEmpty();
            for (String name : List.of("operator.token", "operator.address")) {
                assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(Path.of(server, name))))
                        .as(name)
                        .isEqualTo("rw-------");
            }
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(Path.of(server))))
                    .as("the home")
                    .isEqualTo("rwx------");
        }
    }

    @Test
    void theAddressOfAKilledProcessIsNotBelieved() throws Exception {
        try (Running running = Running.start("client", "run", "--home", client, "--server", "http://127.0.0.1:9")) {
            running.kill();
        }
        assertThat(Path.of(client, "operator.address")).exists();

        assertThat(ids("client", "--home", client)).isEmpty();
    }

    @Test
    void nobodyRunsASecondTimeInOneHome() throws Exception {
        try (Running running = Running.start("server", "run", "--home", server)) {
            assertThat(running.address()).isNotEmpty();
            assertThat(Cordon.run("server", "run", "--home", server).err()).contains("has the store open");
        }
    }

    @Test
    void clientAndServerProveThemselvesToEachOtherOverHttps() throws Exception {
        String[] place = keys("place");
        String[] caller = keys("caller");
        try (Running running = Running.start(
                        "server",
                        "run",
                        "--home",
                        server,
                        "--key-store",
                        place[0],
                        "--key-store-password",
                        place[1],
                        "--client-ca",
                        caller[2]);
                Running forwarding = Running.start(
                        "client",
                        "run",
                        "--home",
                        client,
                        "--server",
                        "https://" + running.address(),
                        "--key-store",
                        caller[0],
                        "--key-store-password",
                        caller[1],
                        "--server-ca",
                        place[2])) {
            String id = isolate("one.txt");
            awaitSubmitted(1);

            assertThat(ids("server", "--home", server)).containsExactly(id);
            assertThat(Cordon.run(
                                    "server",
                                    "list",
                                    "--server",
                                    "https://" + running.address(),
                                    "--token",
                                    server + "/operator.token",
                                    "--server-ca",
                                    place[2])
                            .exit())
                    .as("without a certificate")
                    .isEqualTo(1);
            assertThat(forwarding.stop()).isEqualTo(143);
        }
    }

    @Test
    void networkOptionsThatNeedEachOtherAreNamed() throws IOException {
        String file = Files.writeString(folder.resolve("file"), "nothing").toString();
        assertThat(Cordon.run("server", "run", "--home", server, "--client-ca", file)
                        .err())
                .contains("--client-ca: --key-store is needed, too");
        assertThat(Cordon.run("server", "run", "--home", server, "--key-store", file)
                        .err())
                .contains("--key-store and --key-store-password: each needs the other one");
        assertThat(Cordon.run("server", "run", "--home", server, "--download", "https://a.example")
                        .err())
                .contains("--download: --gateway is needed, too");
        assertThat(Cordon.run("client", "run", "--home", client, "--server", "http://a.example", "--proxy", "nonsense")
                        .err())
                .contains("--proxy: HOST:PORT expected");
        assertThat(Cordon.run(
                                "client",
                                "run",
                                "--home",
                                client,
                                "--server",
                                "http://a.example",
                                "--proxy",
                                "a:1",
                                "--proxy-login",
                                file)
                        .err())
                .contains("a user, a colon and a password expected")
                .doesNotContain("nothing");
    }

    /** Returns a key store, the file with its password and its certificate, which is its own authority. */
    private String[] keys(String name) throws IOException, InterruptedException {
        String store = folder.resolve(name + ".p12").toString();
        String certificate = folder.resolve(name + ".pem").toString();
        String password = Files.writeString(folder.resolve(name + ".password"), "changeit\n")
                .toString();
        keytool(
                "-genkeypair",
                "-keystore",
                store,
                "-alias",
                name,
                "-dname",
                "CN=" + name,
                "-keyalg",
                "EC",
                "-ext",
                "san=ip:127.0.0.1",
                "-ext",
                "bc:c");
        keytool("-exportcert", "-rfc", "-keystore", store, "-alias", name, "-file", certificate);
        return new String[] {store, password, certificate};
    }

    private static void keytool(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
        command.addAll(List.of(arguments));
        command.addAll(List.of("-storetype", "PKCS12", "-storepass", "changeit"));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
    }

    private String isolate(String name) throws IOException {
        Path file = Files.writeString(folder.resolve(name), name, StandardCharsets.US_ASCII);
        return Cordon.succeed("client", "isolate", file.toString(), "--home", client)
                .out()
                .strip();
    }

    private void awaitSubmitted(int count) {
        long end = System.nanoTime() + ENOUGH.toNanos();
        while (submitted().size() < count) {
            assertThat(System.nanoTime())
                    .as("time until %s are submitted", count)
                    .isLessThan(end);
        }
    }

    /** Returns the samples that the client has an acknowledgement for. */
    private List<String> submitted() {
        return samples("client", "--home", client)
                .filter(sample ->
                        sample.getAsJsonObject().get("status").getAsString().equals("submitted"))
                .map(sample -> sample.getAsJsonObject().get("id").getAsString())
                .toList();
    }

    private static List<String> ids(String who, String... where) {
        return samples(who, where)
                .map(sample -> sample.getAsJsonObject().get("id").getAsString())
                .toList();
    }

    private static Stream<JsonElement> samples(String who, String... where) {
        String[] arguments = Stream.concat(Stream.of(who, "list", "--json"), Stream.of(where))
                .toArray(String[]::new);
        return Cordon.succeed(arguments).json().getAsJsonArray().asList().stream();
    }
}
