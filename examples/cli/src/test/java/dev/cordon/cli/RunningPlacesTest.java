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
