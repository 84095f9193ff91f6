package dev.cordon.jetty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.google.common.collect.ImmutableMap;
import com.google.common.io.ByteSource;
import dev.cordon.codec.Header;
import dev.cordon.protocol.Desk;
import dev.cordon.protocol.Received;
import dev.cordon.protocol.Reply;
import dev.cordon.protocol.Request;
import dev.cordon.protocol.Transaction;
import dev.cordon.testkit.Certificates;
import dev.cordon.testkit.SettableClock;
import dev.cordon.transport.HttpListenerConfig;
import dev.cordon.transport.HttpTransport;
import dev.cordon.transport.HttpTransportConfig;
import dev.cordon.transport.Secret;
import dev.cordon.transport.Tls;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who is believed over TLS, at both ends. */
class TlsTest {
    private static final SettableClock CLOCK = SettableClock.at(Instant.parse("2026-01-01T10:00:00Z"));
    private static final String HERE = "dns:localhost,ip:127.0.0.1";

    @TempDir
    private static Path folder;

    private static Path authority = Path.of("");
    private static Tls place = Tls.standard();
    private static Tls elsewhere = Tls.standard();
    private static Tls caller = Tls.standard();
    private static Tls stranger = Tls.standard();

    private final List<AutoCloseable> open = new ArrayList<>();

    @BeforeAll
    static void sign() throws Exception {
        Certificates ours = Certificates.of("ours", folder);
        Certificates others = Certificates.of("others", folder);
        authority = ours.file();
        place = Tls.standard().provingWith(ours.signed("place", HERE), Certificates.PASSWORD);
        elsewhere =
                Tls.standard().provingWith(ours.signed("elsewhere", "dns:elsewhere.example"), Certificates.PASSWORD);
        caller = Tls.standard()
                .provingWith(ours.signed("caller", "dns:caller.example"), Certificates.PASSWORD)
                .believing(authority);
        stranger = Tls.standard()
                .provingWith(others.signed("stranger", "dns:stranger.example"), Certificates.PASSWORD)
                .believing(authority);
    }

    @AfterEach
    void close() throws Exception {
        for (AutoCloseable closeable : open) {
            closeable.close();
        }
    }

    @Test
    void whatIsSentArrives() throws IOException {
        URI address = listen(place);

        assertThat(address.getScheme()).isEqualTo("https");
        assertThat(isServed(address, Tls.standard().believing(authority))).isTrue();
    }

    @Test
    void aPlaceThatNobodyBelievesIsNotSpokenTo() throws IOException {
        URI address = listen(place);

        assertThatIOException()
                .isThrownBy(() -> isServed(address, Tls.standard()))
                .withMessage("cannot reach " + address.getAuthority() + ": no secure connection");
    }

    @Test
    void aPlaceUnderAnotherNameIsNotSpokenTo() throws IOException {
        URI address = listen(elsewhere);

        assertThatIOException()
                .isThrownBy(() -> isServed(address, Tls.standard().believing(authority)))
                .withMessageContaining("no secure connection");
    }

    @Test
    void aCallerIsLetInByItsCertificate() throws IOException {
        URI address = listen(place.believing(authority));

        assertThat(isServed(address, caller)).isTrue();
    }

    @Test
    void aCallerWithoutACertificateIsNotLetIn() throws IOException {
        URI address = listen(place.believing(authority));

        assertThatIOException()
                .isThrownBy(() -> isServed(address, Tls.standard().believing(authority)));
    }

    @Test
    void aCallerWithTheCertificateOfAnotherAuthorityIsNotLetIn() throws IOException {
        URI address = listen(place.believing(authority));

        assertThatIOException().isThrownBy(() -> isServed(address, stranger));
    }

    @Test
    void whoSpeaksInClearIsNotAnswered() throws IOException {
        URI address = listen(place);

        assertThatIOException()
                .isThrownBy(() -> isServed(
                        URI.create("http://" + address.getAuthority()),
                        Tls.standard().believing(authority)));
    }

    @Test
    void onlyTheVersionsFrom12OnAreSpoken() {
        assertThat(Tls.standard().parameters().getProtocols()).containsExactly("TLSv1.3", "TLSv1.2");
    }

    @Test
    void version12IsEnough() throws IOException {
        URI address = listen(place);
        try (SSLSocket socket = (SSLSocket) Tls.standard()
                .believing(authority)
                .context()
                .getSocketFactory()
                .createSocket(address.getHost(), address.getPort())) {
            socket.setEnabledProtocols(new String[] {"TLSv1.2"});
            socket.startHandshake();

            assertThat(socket.getSession().getProtocol()).isEqualTo("TLSv1.2");
        }
    }

    @Test
    void whoBeginsNoHandshakeIsCutOff() throws IOException {
        URI address = listen(standard().with(place).waiting(Duration.ofMillis(300)));

        try (Socket socket = new Socket(address.getHost(), address.getPort())) {
            socket.setSoTimeout(30_000);
            assertThat(socket.getInputStream().read()).isNegative();
        }
    }

    @Test
    void certificatesOfCallersAreEnoughToListenAnywhere() throws IOException {
        HttpListenerConfig everywhere = new HttpListenerConfig(
                "0.0.0.0",
                0,
                Optional.empty(),
                Optional.empty(),
                HttpListenerConfig.loopback(0).limits());
        JettyListenerConfig config = JettyListenerConfig.of(everywhere).with(place.believing(authority));

        assertThat(listen(config).getHost()).isEqualTo("0.0.0.0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> listen(JettyListenerConfig.of(everywhere).with(place)));
    }

    @Test
    void aPlaceWithoutAKeyCannotListenWithTls() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> standard().with(Tls.standard()))
                .withMessageContaining("key");
    }

    @Test
    void filesThatCannotBeUsedAreNamed() throws IOException {
        Path nothing = Files.writeString(folder.resolve("nothing"), "");
        Path store = folder.resolve("place.p12");

        assertThatIOException()
                .isThrownBy(() -> Tls.standard().provingWith(store, Secret.of("wrong-one")))
                .withMessageContaining("place.p12")
                .withMessageNotContaining("wrong-one");
        assertThatIOException()
                .isThrownBy(() -> Tls.standard().provingWith(nothing, Certificates.PASSWORD))
                .withMessageContaining("nothing");
        assertThatIOException()
                .isThrownBy(() -> Tls.standard().believing(nothing))
                .withMessageContaining("nothing");
        assertThatIOException()
                .isThrownBy(() -> Tls.standard().believing(store))
                .withMessageContaining("place.p12");
    }

    private static JettyListenerConfig standard() {
        return JettyListenerConfig.of(HttpListenerConfig.loopback(0));
    }

    private URI listen(Tls tls) throws IOException {
        return listen(standard().with(tls));
    }

    private URI listen(JettyListenerConfig config) throws IOException {
        Desk desk = new Desk(
                ImmutableMap.of(
                        Transaction.FORWARD_SAMPLE,
                        request -> new Reply(
                                Header.empty(),
                                ByteSource.wrap(request.content().readAllBytes()))),
                (transaction, failure) -> {});
        JettyListener listener = JettyListener.open(config, desk, CLOCK);
        open.add(listener);
        return listener.address();
    }

    private static boolean isServed(URI address, Tls tls) throws IOException {
        byte[] content = new byte[300_000];
        HttpTransport transport =
                new HttpTransport(HttpTransportConfig.to(address).with(tls), CLOCK);
        try (Received reply = transport
                .send(new Request(Transaction.FORWARD_SAMPLE, Header.empty(), ByteSource.wrap(content)))
                .orThrow()) {
            return reply.content().readAllBytes().length == content.length;
        }
    }
}
