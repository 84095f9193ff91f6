package dev.cordon.jetty;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import com.google.common.collect.ImmutableMap;
import com.google.common.io.ByteSource;
import dev.cordon.codec.Header;
import dev.cordon.place.PlaceConfig;
import dev.cordon.place.ServerPlace;
import dev.cordon.protocol.Desk;
import dev.cordon.protocol.Received;
import dev.cordon.protocol.Reply;
import dev.cordon.protocol.Request;
import dev.cordon.protocol.Transaction;
import dev.cordon.sample.Sample;
import dev.cordon.sample.SampleId;
import dev.cordon.testkit.Certificates;
import dev.cordon.testkit.RealPart;
import dev.cordon.transport.HttpListenerConfig;
import dev.cordon.transport.HttpProxy;
import dev.cordon.transport.HttpTransport;
import dev.cordon.transport.HttpTransportConfig;
import dev.cordon.transport.Secret;
import dev.cordon.transport.Tls;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With nginx and squid in between, and curl for a client. */
class RealPartsTest {
    private static final InstantSource CLOCK = InstantSource.system();
    private static final Duration ENOUGH = Duration.ofSeconds(60);
    private static final Secret TOKEN = Secret.of("of-places");

    @TempDir
    private static Path keys;

    private static Path authority = Path.of("");
    private static Path pem = Path.of("");
    private static Tls place = Tls.standard();
    private static Tls believing = Tls.standard();

    private final List<AutoCloseable> open = new ArrayList<>();

    @TempDir
    private Path folder;

    @BeforeAll
    static void sign() throws Exception {
        Certificates ours = Certificates.of("ours", keys);
        authority = ours.file();
        Path store = ours.signed("place", "dns:localhost,dns:place.example,ip:127.0.0.1");
        pem = ours.pem("place");
        place = Tls.standard().provingWith(store, Certificates.PASSWORD);
        believing = Tls.standard().believing(authority);
    }

    /** Squid works as a user of its own. */
    @BeforeEach
    void letOthersIn() throws IOException {
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxrwxrwx"));
    }

    @AfterEach
    void close() throws Exception {
        for (AutoCloseable closeable : open) {
            closeable.close();
        }
    }

    @Test
    void contentGoesBothWaysThroughNginx() throws Exception {
        URI front = nginx(listen(JettyListenerConfig.of(guarded()), echo()));

        assertThat(echoes(HttpTransportConfig.to(front).with(believing).authenticating(TOKEN)))
                .isTrue();
    }

    @Test
    void whatNginxSaysForItselfIsNotTakenForOurs() throws Exception {
        URI front = nginx(URI.create("http://127.0.0.1:" + RealPart.freePort()));

        assertThatIOException()
                .isThrownBy(() -> echoes(HttpTransportConfig.to(front).with(believing)))
                .withMessageContaining("HTTP status 502");
    }

    @Test
    void curlSubmitsAMessageMadeByHandThroughNginx() throws Exception {
        RealPart curl = RealPart.named("curl");
        ServerPlace server =
                ServerPlace.open(PlaceConfig.at(folder.resolve("home")), Optional.empty(), name -> Optional.empty());
        open.add(server);
        URI front =
                nginx(listen(JettyListenerConfig.of(guarded()), server.place().desk()));
        Path content = Files.writeString(
                folder.resolve("content"), "rmzt8I2JaOlr8+2Pb4pq9u1uCvVtj2iIjfNtiu6I942k70KB8/CPAUECTlTXpKU=\r\n");

        String answer = curl.run(
                "--silent",
                "--show-error",
                "--include",
                "--cacert",
                authority.toString(),
                "--header",
                "Authorization: Bearer " + TOKEN.value(),
                "--header",
                "Content-Type:",
                "--header",
                "Expect: 100-continue",
                "--header",
                "cordon-sample-id: by-hand-1",
                "--header",
                "x-checksum-method: md5",
                "--header",
                "x-content-checksum: 483C356AA7835F9A70B04C52E7A5611D",
                "--header",
                "x-content-compression: deflate",
                "--header",
                "x-content-scrambling: xor-vampish",
                "--header",
                "x-content-encoding: base64",
                "--header",
                "x-sample-type: file",
                "--header",
                "x-sample-size: 46",
                "--header",
                "x-sample-checksum: 30EC5E02491CC098F54DE64C05E643E0",
                "--data-binary",
                "@" + content,
                front + "/cordon/1/forward-sample");

        assertThat(answer)
                .contains("HTTP/1.1 200")
                .contains("X-Sample-Status: ")
                .doesNotContain("X-Error");
        Optional<Sample> held = server.place().samples().find(new SampleId("by-hand-1"));
        assertThat(held).isPresent();
    }

    @Test
    void curlHearsWhatIsWrongWithItsMessage() throws Exception {
        RealPart curl = RealPart.named("curl");
        URI address = listen(JettyListenerConfig.of(guarded()).with(place), echo());

        assertThat(curl.run(
                        "--silent",
                        "--show-error",
                        "--include",
                        "--cacert",
                        authority.toString(),
                        "--header",
                        "X-Sample-File: Größe",
                        "--header",
                        "Authorization: Bearer " + TOKEN.value(),
                        "--data-binary",
                        "x",
                        address + "/cordon/1/forward-sample"))
                .contains("HTTP/1.1 400")
                .contains("X-Error: malformed");
    }

    @Test
    void aTunnelLeadsThroughSquidForWhomItKnows() throws Exception {
        URI address = listen(JettyListenerConfig.of(guarded()).with(place), echo());
        HttpTransportConfig way = HttpTransportConfig.to(URI.create("https://place.example:" + address.getPort()))
                .with(believing)
                .authenticating(TOKEN);
        HttpProxy squid = squid();

        assertThat(echoes(way.through(squid.as("office", Secret.of("let-us-out")))))
                .isTrue();
        for (HttpProxy stranger : List.of(squid, squid.as("office", Secret.of("wrong")))) {
            assertThatIOException()
                    .isThrownBy(() -> echoes(way.through(stranger)))
                    .withMessageContaining("does not accept who we say we are")
                    .withMessageNotContaining("wrong");
        }
    }

    @Test
    void thePlaceBehindATunnelDoesNotHearTheLoginOfTheProxy() throws Exception {
        ServerSocket server = place.context().getServerSocketFactory().createServerSocket(0);
        open.add(server);
        CompletableFuture<String> head = CompletableFuture.supplyAsync(() -> head(server));
        HttpTransportConfig way = HttpTransportConfig.to(URI.create("https://place.example:" + server.getLocalPort()))
                .with(believing)
                .through(squid().as("office", Secret.of("let-us-out")));

        new HttpTransport(way.within(ENOUGH, ENOUGH), CLOCK)
                .send(Request.of(Transaction.QUERY_STATUS, Header.empty()))
                .close();

        assertThat(head.get(60, TimeUnit.SECONDS))
                .startsWith("POST /cordon/1/query-status ")
                .doesNotContainIgnoringCase("proxy-");
    }

    private static String head(ServerSocket server) {
        try (Socket socket = server.accept()) {
            StringBuilder head = new StringBuilder();
            InputStream in = socket.getInputStream();
            int next = 0;
            while (next >= 0 && head.indexOf("\r\n\r\n") < 0) {
                next = in.read();
                head.append((char) next);
            }
            socket.getOutputStream().write("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n".getBytes(US_ASCII));
            return head.toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void plainHttpGoesThroughSquidForWhomItKnows() throws Exception {
        URI address = listen(JettyListenerConfig.of(HttpListenerConfig.loopback(0)), echo());
        HttpTransportConfig way = HttpTransportConfig.to(URI.create("http://place.example:" + address.getPort()));
        HttpProxy squid = squid();

        assertThat(echoes(way.through(squid.as("office", Secret.of("let-us-out")))))
                .isTrue();
        assertThat(Files.readString(folder.resolve("access.log"))).contains("POST http://place.example:");
        assertThatIOException()
                .isThrownBy(() -> echoes(way.through(squid)))
                .withMessageContaining("does not accept who we say we are");
    }

    @Test
    void aPlaceUnderAnotherNameIsNotSpokenToThroughATunnel() throws Exception {
        URI address = listen(JettyListenerConfig.of(guarded()).with(place), echo());
        HttpTransportConfig way = HttpTransportConfig.to(URI.create("https://other.example:" + address.getPort()))
                .with(believing)
                .authenticating(TOKEN)
                .through(squid().as("office", Secret.of("let-us-out")));

        assertThatIOException().isThrownBy(() -> echoes(way)).withMessageContaining("no secure connection");
    }

    private URI nginx(URI behind) throws Exception {
        RealPart nginx = RealPart.named("nginx");
        int port = RealPart.freePort();
        Path config = Files.writeString(folder.resolve("nginx.conf"), """
                daemon off;
                master_process off;
                pid %1$s/nginx.pid;
                error_log stderr;
                events {}
                http {
                    access_log off;
                    client_body_temp_path %1$s/client;
                    proxy_temp_path %1$s/proxy;
                    fastcgi_temp_path %1$s/fastcgi;
                    uwsgi_temp_path %1$s/uwsgi;
                    scgi_temp_path %1$s/scgi;
                    client_max_body_size 0;
                    large_client_header_buffers 8 64k;
                    proxy_buffer_size 64k;
                    proxy_buffers 8 64k;
                    server {
                        listen 127.0.0.1:%2$d ssl;
                        ssl_certificate %3$s;
                        ssl_certificate_key %3$s;
                        location / {
                            proxy_pass %4$s;
                            proxy_http_version 1.1;
                            proxy_set_header Connection "";
                            proxy_request_buffering off;
                            proxy_buffering off;
                        }
                    }
                }
                """.formatted(folder, port, pem, behind));
        open.add(0, nginx.serving(port, folder.resolve("nginx.log"), "-c", config.toString(), "-p", folder.toString()));
        return URI.create("https://localhost:" + port);
    }

    private HttpProxy squid() throws Exception {
        Squid squid = Squid.start(folder);
        open.add(0, squid);
        return HttpProxy.at("localhost", squid.port());
    }

    private static HttpListenerConfig guarded() {
        return HttpListenerConfig.loopback(0).requiring(TOKEN);
    }

    private URI listen(JettyListenerConfig config, Desk desk) throws IOException {
        JettyListener listener = JettyListener.open(config, desk, CLOCK);
        open.add(0, listener);
        return listener.address();
    }

    private static Desk echo() {
        return new Desk(
                ImmutableMap.of(
                        Transaction.FORWARD_SAMPLE,
                        request -> new Reply(
                                request.header(),
                                ByteSource.wrap(request.content().readAllBytes()))),
                (transaction, failure) -> {});
    }

    /** Returns whether what is sent comes back, names, content and all. */
    private static boolean echoes(HttpTransportConfig way) throws IOException {
        byte[] content = new byte[3 << 20];
        new Random(1).nextBytes(content);
        Header header = Header.builder()
                .set("X-Sample-File", "a".repeat(20_000))
                .set("X-Platform-QServer-WinINet-Encryption", "128")
                .build();
        HttpTransport transport = new HttpTransport(way.within(ENOUGH, ENOUGH), CLOCK);
        try (Received reply = transport
                .send(new Request(Transaction.FORWARD_SAMPLE, header, ByteSource.wrap(content)))
                .orThrow()) {
            return ByteSource.wrap(content)
                            .contentEquals(ByteSource.wrap(reply.content().readAllBytes()))
                    && reply.header().fields().containsAll(header.fields());
        }
    }
}
