package dev.cordon.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.io.BaseEncoding;
import com.google.common.io.ByteSource;
import com.google.common.primitives.Bytes;
import com.google.gson.JsonElement;
import dev.cordon.attribute.Attributes;
import dev.cordon.attribute.CordonFields;
import dev.cordon.attribute.CustomerIdentifier;
import dev.cordon.attribute.SampleType;
import dev.cordon.clamav.RealClamd;
import dev.cordon.codec.EncodedContent;
import dev.cordon.codec.Header;
import dev.cordon.codec.Mask;
import dev.cordon.codec.Spooling;
import dev.cordon.exchange.SampleContents;
import dev.cordon.protocol.Customer;
import dev.cordon.protocol.Received;
import dev.cordon.protocol.Request;
import dev.cordon.protocol.Transaction;
import dev.cordon.sample.Checkup;
import dev.cordon.transport.HttpTransport;
import dev.cordon.transport.HttpTransportConfig;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Places that run with a real clamd. */
class ClamdRunTest {
    private static final Duration ENOUGH = Duration.ofMinutes(2);
    private static final String MARK = "harmless words of this test";

    @TempDir
    private Path temporary;

    private final List<AutoCloseable> open = new ArrayList<>();
    private Path folder = Path.of("");
    private Path log = Path.of("");

    @BeforeEach
    void findTheRealFolder() throws IOException {
        folder = temporary.toRealPath();
        log = Files.createFile(folder.resolve("log"));
    }

    @AfterEach
    void end() throws Exception {
        for (AutoCloseable one : open) {
            one.close();
        }
    }

    private <C extends AutoCloseable> C opened(C one) {
        open.add(0, one);
        return one;
    }

    private RealClamd clamd() throws IOException {
        return opened(RealClamd.start(Files.createDirectory(folder.resolve("clamd"))));
    }

    private Running start(String place, String... more) throws IOException {
        List<String> line = new ArrayList<>(List.of(place, "run", "--home", home(place)));
        line.addAll(List.of(more));
        return opened(Running.start(log, line.toArray(String[]::new)));
    }

    private String home(String place) {
        return folder.resolve(place).toString();
    }

    /** The built-in engine leaves the signature out, so that it is clamd that finds the file. */
    @Test
    void aServerFindsWithClamdWhatItsDefinitionsKnow() throws Exception {
        RealClamd clamd = clamd();
        String set = pageSet();
        Path page = Files.writeString(folder.resolve("page"), "<html><body>" + MARK + "</body></html>\n");
        Running server = start(
                "server",
                "--trust",
                folder.resolve("key.pub").toString(),
                "--engine",
                "clamd:unix:" + clamd.socket() + ",databases=" + clamd.databases());

        Cordon.succeed("definitions", "install", set, "--home", home("server"));
        Cordon.succeed("client", "isolate", page.toString(), "--home", home("client"));
        Running client = start("client", "--server", "http://" + server.address());

        await(() -> first("server")
                .filter(sample -> sample.contains("\"virus\":\"Page\""))
                .isPresent());
        assertThat(client.stop()).isEqualTo(143);
        assertThat(server.stop()).isEqualTo(143);
    }

    private String pageSet() throws IOException {
        Path databases = Files.createDirectory(folder.resolve("databases"));
        Files.writeString(
                databases.resolve("a.ndb"),
                "Page:3:*:"
                        + BaseEncoding.base16().lowerCase().encode(MARK.getBytes(StandardCharsets.US_ASCII))
                        + "\n");
        String key = folder.resolve("key").toString();
        Cordon.succeed("definitions", "key", key);
        return Cordon.succeed(
                        "definitions",
                        "build",
                        databases.toString(),
                        "--sequence",
                        "7",
                        "--key",
                        key,
                        "--out",
                        folder.toString())
                .out()
                .lines()
                .findFirst()
                .orElseThrow();
    }

    private Optional<String> first(String place) {
        return Cordon.succeed(place, "list", "--json", "--home", home(place)).json().getAsJsonArray().asList().stream()
                .map(JsonElement::toString)
                .findFirst();
    }

    @Test
    void aCentrePublishesNothingWhileAClamdThatTestsIsGone() throws Exception {
        RealClamd clamd = clamd();
        clamd.close();
        Customer customer = customer();
        Running centre = start(
                "analysis", "--test-engine", "clamd:127.0.0.1:" + clamd.port() + ",databases=" + clamd.databases());

        submit(centre, customer);

        await(() -> said("cordon: build waits: clamd:127.0.0.1:" + clamd.port() + " does not take the definitions ("));
        assertThat(Files.readString(log)).contains("; see that it runs and reads " + clamd.databases());
        assertThat(published()).isEqualTo(1);
        clamd.startAgain();
        await(() -> published() == 2);
        await(() -> said("cordon: build works again"));
        assertThat(centre.stop()).isEqualTo(143);
    }

    private int published() {
        return Cordon.succeed("analysis", "definitions", "--json", "--home", home("analysis"))
                .json()
                .getAsJsonArray()
                .size();
    }

    private Customer customer() throws IOException {
        Properties given = new Properties();
        given.load(
                new StringReader(Cordon.succeed("analysis", "customers", "add", "GW gold", "--home", home("analysis"))
                        .out()));
        return new Customer(
                CustomerIdentifier.parse(given.getProperty("customer.identifier")),
                given.getProperty("customer.credentials"));
    }

    /** Submits a program to which something was added since it was recorded. */
    private void submit(Running centre, Customer customer) throws IOException {
        byte[] program = Bytes.concat(new byte[] {'M', 'Z'}, noise(3000, 1));
        Header.Builder header = Header.builder()
                .set(Attributes.SAMPLE_TYPE, SampleType.FILE)
                .set(CordonFields.SUBMISSION, "submission")
                .set(
                        Attributes.SAMPLE_CHECKUP,
                        Checkup.of(ByteSource.wrap(program)).text());
        customer.sign(header);
        SampleContents contents = new SampleContents(Mask.standard(), 1 << 20, new Spooling(1 << 20, folder));
        HttpTransportConfig way = HttpTransportConfig.to(URI.create("http://" + centre.address()));
        try (EncodedContent content = contents.capture(new ByteArrayInputStream(Bytes.concat(program, noise(300, 2))));
                HttpTransport transport = new HttpTransport(way, InstantSource.system());
                Received reply = transport.send(new Request(
                        Transaction.SUBMIT_SAMPLE,
                        header.setAll(content.fields()).build(),
                        content.wire()))) {
            assertThat(reply.header().has(Attributes.ANALYSIS_COOKIE)).isTrue();
        }
    }

    private static byte[] noise(int length, int seed) {
        byte[] noise = new byte[length];
        new Random(seed).nextBytes(noise);
        return noise;
    }

    private boolean said(String words) throws IOException {
        return Files.readString(log).contains(words);
    }

    /** What is waited for. */
    @FunctionalInterface
    private interface Condition {
        boolean holds() throws IOException;
    }

    private void await(Condition condition) throws IOException {
        long end = System.nanoTime() + ENOUGH.toNanos();
        while (!condition.holds()) {
            assertThat(System.nanoTime())
                    .as("the places say: %s", Files.readString(log))
                    .isLessThan(end);
        }
    }
}
