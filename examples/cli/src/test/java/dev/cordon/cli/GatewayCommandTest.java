package dev.cordon.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cordon.attribute.CustomerIdentifier;
import dev.cordon.definition.SigningKey;
import dev.cordon.definition.TrustedKeys;
import dev.cordon.testkit.Simultaneously;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** What is typed about gateways and analysis centres; the loop over all of them is elsewhere. */
class GatewayCommandTest {
    @TempDir
    private Path temporary;

    private Path home = Path.of("");

    @BeforeEach
    void nameTheHome() throws IOException {
        home = temporary.toRealPath().resolve("gateway");
    }

    @Test
    void theCredentialsOfACustomerArePrintedOnceAndKeptNowhere() throws IOException {
        String printed = add("ACME gold");

        assertThat(printed).matches("customer.identifier=ACME gold\ncustomer.credentials=[0-9A-F]{48}\n");
        String credentials = printed.strip().substring(printed.lastIndexOf('=') + 1);
        assertThat(Files.readString(home.resolve("customers"))).doesNotContain(credentials);
    }

    @Test
    void aCustomerWhoIsAddedAgainHasNewCredentials() {
        assertThat(add("ACME gold")).isNotEqualTo(add("ACME gold"));
        assertThat(list()).isEqualTo("ACME gold\n");
    }

    @Test
    void aCustomerWhoIsRemovedIsOneNoMore() {
        add("ACME gold");
        add("OTHER platinum");
        Cordon.succeed("gateway", "customers", "remove", "ACME gold", "--home", home.toString());

        assertThat(list()).isEqualTo("OTHER platinum\n");
    }

    @Test
    void whoIsNoCustomerCanNotBeRemoved() {
        add("ACME gold");

        Cordon.Run run = Cordon.run("gateway", "customers", "remove", "OTHER gold", "--home", home.toString());

        assertThat(run.exit()).isEqualTo(1);
        assertThat(run.err()).isEqualTo("cordon: there is no customer OTHER gold\n");
        assertThat(list()).isEqualTo("ACME gold\n");
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "there are no such permissions")
    void customersThatOthersMayHaveWrittenAreNotBelieved() throws IOException {
        add("ACME gold");
        Files.setPosixFilePermissions(home.resolve("customers"), PosixFilePermissions.fromString("rw-rw-r--"));

        Cordon.Run run = Cordon.run("gateway", "customers", "list", "--home", home.toString());

        assertThat(run.exit()).isEqualTo(1);
        assertThat(run.err()).contains("others may have written", "customers");
    }

    @Test
    void customersThatAreAddedAtTheSameTimeAreAllThere() throws Exception {
        Simultaneously.run(
                8, number -> () -> new CustomersFile(home).enrol(CustomerIdentifier.parse("C" + number + " gold")));

        assertThat(new CustomersFile(home).read().identifiers()).hasSize(8);
    }

    @Test
    void nobodyIsLostWhileAnotherProcessChangesTheCustomers() throws Exception {
        add("ACME gold");
        try (FileChannel channel = FileChannel.open(home.resolve("customers.lock"), StandardOpenOption.WRITE)) {
            var unused = channel.lock();

            assertThatThrownBy(() -> new CustomersFile(home).remove(CustomerIdentifier.parse("ACME gold")))
                    .as("waits for the lock; in one process that is refused")
                    .isInstanceOf(OverlappingFileLockException.class);
        }
        assertThat(list()).isEqualTo("ACME gold\n");
    }

    @Test
    void aKeyIsMadeOnceByAllWhoBeginAtTheSameTime() throws Exception {
        Set<String> keys = ConcurrentHashMap.newKeySet();
        Simultaneously.run(
                8, number -> () -> keys.add(new SigningFiles(home).key().text()));

        assertThat(keys).hasSize(1);
    }

    @Test
    void aGatewayWithoutCustomersRunsAndSaysSo() throws Exception {
        Path log = temporary.resolve("log");
        try (Running gateway = Running.start(log, "gateway", "run", "--home", home.toString())) {
            gateway.stop();
        }

        assertThat(log).content().contains("nobody can submit yet; cordon gateway customers add CUSTOMER --home");
    }

    @Test
    void aCustomerHasAServiceClass() {
        Cordon.Run run = Cordon.run("gateway", "customers", "add", "ACME", "--home", home.toString());

        assertThat(run.exit()).isEqualTo(2);
        assertThat(run.err()).contains("an account with its service class expected");
    }

    @Test
    void aDamagedFileOfCustomersIsNamedWithTheLineAndNotShown() throws IOException {
        add("ACME gold");
        Files.writeString(home.resolve("customers"), "# ours\nsecret nonsense\n");

        Cordon.Run run = Cordon.run("gateway", "run", "--home", home.toString());

        assertThat(run.exit()).isEqualTo(1);
        assertThat(run.err()).contains("customers: line 2").doesNotContain("nonsense");
    }

    @Test
    void theKeyStaysTheSameOverRestarts() throws Exception {
        TrustedKeys first = keyAfterARun();

        assertThat(keyAfterARun().text()).isEqualTo(first.text());
        assertThat(SigningKey.parse(
                                Files.readString(home.resolve("signing.key")).strip())
                        .trusted()
                        .text())
                .isEqualTo(first.text());
    }

    private TrustedKeys keyAfterARun() throws Exception {
        try (Running running = Running.start("gateway", "run", "--home", home.toString())) {
            assertThat(running.stop()).isEqualTo(143);
        }
        return TrustedKeys.parse(Files.readString(home.resolve("signing.pub")).strip());
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "the permissions are those of POSIX")
    void aDamagedKeyIsNotReplaced() throws IOException {
        Files.createDirectories(home);
        Path key = Files.writeString(home.resolve("signing.key"), "secret nonsense");
        Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-------"));

        Cordon.Run run = Cordon.run("analysis", "run", "--home", home.toString());

        assertThat(run.err()).contains("signing.key: no signing key").doesNotContain("nonsense");
        assertThat(key).hasContent("secret nonsense");
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "the permissions are those of POSIX")
    void aKeyThatOthersMayHaveReadIsNotUsed() throws IOException {
        Files.createDirectories(home);
        Path key = Files.writeString(home.resolve("signing.key"), "secret");
        Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-r--r--"));

        assertThat(Cordon.run("analysis", "run", "--home", home.toString()).err())
                .contains("others may have read or written");
    }

    @Test
    void aCustomerMayHaveAnyName() {
        add("Müller gold");
        add("Möller gold");

        assertThat(list()).isEqualTo("Müller gold\nMöller gold\n");
    }

    @Test
    void beyondLoopbackItWantsTls() {
        assertThat(Cordon.run("gateway", "run", "--home", home.toString(), "--listen", "0.0.0.0:0")
                        .err())
                .contains("without TLS only a loopback address is listened on");
    }

    @Test
    void optionsThatMakeNoSenseAreRefused() throws IOException {
        String token = Files.writeString(temporary.resolve("token"), "secret").toString();
        assertThat(Cordon.run("gateway", "run", "--home", home.toString(), "--token", token)
                        .err())
                .contains("--token: customers prove themselves with their credentials");
        assertThat(Cordon.run(
                                "gateway",
                                "run",
                                "--home",
                                home.toString(),
                                "--analysis",
                                "http://127.0.0.1:9",
                                "--corpus",
                                temporary.toString())
                        .err())
                .contains("--corpus, --model, --test-engine: the centre of --analysis has its own");
        assertThat(Cordon.run("gateway", "run", "--home", home.toString(), "--analysis", "http://127.0.0.1:9")
                        .err())
                .contains("set customer.identifier and customer.credentials");
    }

    @Test
    void aTargetsFileIsRefusedWithTheLineThatMakesNoSense() throws IOException {
        Path targets = Files.writeString(temporary.resolve("targets"), "# clients\n\nA http://127.0.0.1:9\nB\n");
        String server = temporary.resolve("server").toString();
        assertThat(Cordon.run("server", "run", "--home", server, "--targets", targets.toString())
                        .err())
                .contains("targets: line 4: the GUID of a client and its address expected");

        Files.writeString(targets, "A http://127.0.0.1:9\nA http://127.0.0.1:10\n");
        assertThat(Cordon.run("server", "run", "--home", server, "--targets", targets.toString())
                        .err())
                .contains("targets: line 2: a client that is there already");
    }

    @Test
    void aHashOfATokenIsNotSentToTargets() throws IOException {
        Path token = temporary.resolve("token");
        Cordon.succeed("token", token.toString());
        Path targets = Files.writeString(temporary.resolve("targets"), "A http://127.0.0.1:9\n");

        assertThat(Cordon.run(
                                "server",
                                "run",
                                "--home",
                                temporary.resolve("server").toString(),
                                "--targets",
                                targets.toString(),
                                "--token",
                                token + ".hash")
                        .err())
                .contains("it has the hash of a token, not the token");
    }

    @Test
    void aHomeKeepsTheNameOfItsClient() throws IOException {
        Path client = temporary.resolve("client");
        Path file = Files.writeString(temporary.resolve("file"), "content", StandardCharsets.US_ASCII);
        Cordon.succeed("client", "isolate", file.toRealPath().toString(), "--home", client.toString());
        String guid = Files.readString(client.resolve("platform.guid"));

        Cordon.succeed("client", "list", "--home", client.toString());

        assertThat(guid).matches("[0-9A-F]{32}\n").isEqualTo(Files.readString(client.resolve("platform.guid")));
    }

    private String add(String customer) {
        return Cordon.succeed("gateway", "customers", "add", customer, "--home", home.toString())
                .out();
    }

    private String list() {
        return Cordon.succeed("gateway", "customers", "list", "--home", home.toString())
                .out();
    }
}
