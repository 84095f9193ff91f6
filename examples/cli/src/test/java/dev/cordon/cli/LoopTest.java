package dev.cordon.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import com.google.common.primitives.Bytes;
import com.google.gson.JsonObject;
import dev.cordon.cli.running.FirstDefinitions;
import dev.cordon.jetty.Squid;
import dev.cordon.testkit.Certificates;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Client, server and gateway as processes of their own, with TLS and a proxy between them; each of them is killed. */
class LoopTest {
    private static final Duration ENOUGH = Duration.ofMinutes(2);
    private static final Set<String> REST = Set.of("installed", "unneeded");
    private static final String QUICK = """
            interval=100ms
            statusInterval=500ms
            definitionsInterval=1s
            confirmInterval=1s
            retryInterval=1s
            backoff.first=200ms
            backoff.longest=1s
            """;

    @TempDir
    private Path temporary;

    private final List<AutoCloseable> open = new ArrayList<>();
    private final Random random = new Random(1);
    private Path folder = Path.of("");
    private Path quick = Path.of("");
    private Certificates authority;
    private String[] tls = {};
    private int made;

    @BeforeEach
    void makeKeys() throws Exception {
        folder = temporary.toRealPath();
        // Squid works as a user of its own.
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxrwxrwx"));
        authority = Certificates.of("ours", folder);
        Path store = authority.signed("place", "dns:localhost,dns:place.example,ip:127.0.0.1");
        tls = new String[] {
            "--key-store", store.toString(),
            "--key-store-password",
                    write("password", Certificates.PASSWORD.value()).toString(),
            "--server-ca", authority.file().toString(),
            "--token", write("token", "shared-by-client-and-server").toString()
        };
        quick = write("quick.properties", QUICK);
    }

    @AfterEach
    void end() throws Exception {
        for (AutoCloseable one : open) {
            one.close();
        }
    }

    @Test
    void everySampleComesToRestAlthoughEachPlaceIsKilled() throws Exception {
        String account = Cordon.succeed("gateway", "customers", "add", "TEST gold", "--home", home("gateway"))
                .out();
        Squid squid = opened(Squid.start(folder));
        Running gateway = gateway("127.0.0.1:0");
        String[] server = server(account, gateway.address(), squid.port());
        Running serving = server("127.0.0.1:0", server);
        String[] client = client(serving.address());
        Running forwarding = client("127.0.0.1:0", client);
        String clientAddress = forwarding.address();
        write("targets", guid() + " https://" + clientAddress + "\n");
        serving.kill();
        serving = server(serving.address(), server);

        List<Suspect> suspects = new ArrayList<>(isolate());
        await("server", sample -> true);
        gateway.kill();
        suspects.addAll(isolate());
        gateway = gateway(gateway.address());
        await("server", sample -> sample.has("submitted"));
        serving.kill();
        suspects.addAll(isolate());
        serving = server(serving.address(), server);
        await("client", sample -> status(sample).equals("submitted"));
        forwarding.kill();
        forwarding = client(clientAddress, client);
        suspects.addAll(isolate());

        awaitAll("client", suspects.size());
        awaitAll("server", suspects.size());
        assertThat(Files.readString(folder.resolve("access.log"))).contains("CONNECT place.example:");
        for (Suspect suspect : suspects) {
            suspect.check();
        }
        for (Running place : List.of(forwarding, serving, gateway)) {
            assertThat(place.stop()).isEqualTo(143);
        }
    }

    /**
     * A file that was isolated.
     *
     * @param file where it was
     * @param good what it is to be in the end; empty if it is to stay in quarantine
     */
    private record Suspect(Path file, List<Byte> good) {
        void check() throws IOException {
            if (good.isEmpty()) {
                assertThat(file).doesNotExist();
            } else {
                assertThat(Files.readAllBytes(file)).as("%s", file).isEqualTo(Bytes.toArray(good));
            }
        }
    }

    /** Isolates a program that something was appended to, a good one, and the test file. */
    private List<Suspect> isolate() throws IOException {
        made++;
        byte[] program = program();
        Path infected = Files.write(folder.resolve("infected" + made), program);
        byte[] other = program();
        Path good = Files.write(folder.resolve("good" + made), other);
        Cordon.succeed("client", "checkup", infected.toString(), good.toString(), "--home", home("client"));
        byte[] body = new byte[600];
        random.nextBytes(body);
        Files.write(infected, Bytes.concat(program, body));
        Path eicar = Files.write(folder.resolve("eicar" + made), FirstDefinitions.eicar());
        Cordon.succeed(
                "client", "isolate", infected.toString(), good.toString(), eicar.toString(), "--home", home("client"));
        return List.of(
                new Suspect(infected, Bytes.asList(program)),
                new Suspect(good, Bytes.asList(other)),
                new Suspect(eicar, List.of()));
    }

    private byte[] program() {
        byte[] noise = new byte[20_000];
        random.nextBytes(noise);
        return Bytes.concat("#!/bin/sh\nexit 0\n".getBytes(StandardCharsets.US_ASCII), noise);
    }

    private Running gateway(String address) throws IOException {
        return start("gateway", address, quick, List.of(tls).subList(0, 6).toArray(String[]::new));
    }

    private String[] server(String account, String gateway, int proxy) throws IOException {
        write("server.properties", QUICK + account);
        write("targets", "");
        String port = gateway.substring(gateway.indexOf(':'));
        return Stream.concat(
                        Stream.of(tls),
                        Stream.of(
                                "--gateway", "https://place.example" + port,
                                "--proxy", "localhost:" + proxy,
                                "--proxy-login",
                                        write("proxy.login", "office:let-us-out")
                                                .toString(),
                                "--targets", folder.resolve("targets").toString(),
                                "--trust", home("gateway") + "/signing.pub"))
                .toArray(String[]::new);
    }

    private Running server(String address, String... more) throws IOException {
        return start("server", address, folder.resolve("server.properties"), more);
    }

    private String[] client(String server) {
        return Stream.concat(
                        Stream.of(tls),
                        Stream.of("--server", "https://" + server, "--trust", home("gateway") + "/signing.pub"))
                .toArray(String[]::new);
    }

    private Running client(String address, String... more) throws IOException {
        return start("client", address, quick, more);
    }

    private Running start(String place, String address, Path settings, String... more) throws IOException {
        String[] arguments = ImmutableList.<String>builder()
                .add(place, "run", "--home", home(place), "--listen", address, "--config", settings.toString())
                .add(more)
                .build()
                .toArray(String[]::new);
        return opened(Running.start(folder.resolve(place + ".log"), arguments));
    }

    private <C extends AutoCloseable> C opened(C place) {
        open.add(0, place);
        return place;
    }

    private String guid() throws IOException {
        return Files.readString(Path.of(home("client"), "platform.guid")).strip();
    }

    private void await(String place, Predicate<JsonObject> sample) throws IOException {
        await(place, () -> samples(place).stream().anyMatch(sample));
    }

    private void awaitAll(String place, int count) throws IOException {
        await(
                place,
                () -> samples(place).stream()
                                .filter(sample -> REST.contains(status(sample)))
                                .count()
                        == count);
    }

    /** What is waited for. */
    @FunctionalInterface
    private interface Condition {
        boolean holds() throws IOException;
    }

    private void await(String place, Condition condition) throws IOException {
        long end = System.nanoTime() + ENOUGH.toNanos();
        while (!condition.holds()) {
            assertThat(System.nanoTime())
                    .as("%s stands at %s; the places say:%n%s", place, samples(place), logs())
                    .isLessThan(end);
        }
    }

    private String logs() throws IOException {
        StringBuilder logs = new StringBuilder();
        for (String place : List.of("client", "server", "gateway")) {
            logs.append(
                    Files.readString(folder.resolve(place + ".log")).indent(4).replace("cordon:", place + ":"));
        }
        return logs.toString();
    }

    private static String status(JsonObject sample) {
        return sample.get("status").getAsString();
    }

    private List<JsonObject> samples(String place) {
        return Cordon.succeed(place, "list", "--json", "--home", home(place)).json().getAsJsonArray().asList().stream()
                .map(sample -> sample.getAsJsonObject())
                .toList();
    }

    private String home(String place) {
        return folder.resolve(place).toString();
    }

    private Path write(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }
}
