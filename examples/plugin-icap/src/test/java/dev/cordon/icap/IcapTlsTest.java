package dev.cordon.icap;

import static dev.cordon.icap.FakeIcap.NOTHING;
import static dev.cordon.icap.FakeIcap.answering;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.io.BaseEncoding;
import com.google.common.io.ByteSource;
import com.google.common.primitives.Bytes;
import dev.cordon.spi.Scanner;
import dev.cordon.testkit.Certificates;
import dev.cordon.transport.Tls;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;
import javax.net.ssl.SSLServerSocket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who is spoken to over TLS, and who is not. */
class IcapTlsTest {
    private static final ByteSource CONTENT = ByteSource.wrap("what is to be scanned".getBytes(US_ASCII));
    private static final String HERE = "ip:127.0.0.1";
    private static final String INSECURE = "there is no secure connection to the ICAP server";
    private static final Duration SHORT = Duration.ofMillis(300);

    @TempDir
    private static Path folder;

    private static Tls server = Tls.standard();
    private static Tls elsewhere = Tls.standard();
    private static Tls expired = Tls.standard();
    private static Tls client = Tls.standard();
    private static Tls known = Tls.standard();
    private static Tls unknown = Tls.standard();

    private final Closing closing = new Closing();

    @BeforeAll
    static void sign() throws Exception {
        Certificates ours = Certificates.of("ours", folder);
        Certificates others = Certificates.of("others", folder);
        client = Tls.standard().believing(ours.file());
        server = client.provingWith(ours.signed("server", HERE), Certificates.PASSWORD);
        elsewhere = client.provingWith(ours.signed("elsewhere", "dns:elsewhere.example"), Certificates.PASSWORD);
        expired = client.provingWith(ours.expired("expired", HERE), Certificates.PASSWORD);
        known = client.provingWith(ours.signed("known", "dns:known.example"), Certificates.PASSWORD);
        unknown = client.provingWith(others.signed("unknown", "dns:unknown.example"), Certificates.PASSWORD);
    }

    @AfterEach
    void close() throws Exception {
        closing.close();
    }

    private FakeIcap fake(Tls proving, Consumer<SSLServerSocket> settings) throws IOException {
        return closing.later(new FakeIcap(new SecureSockets(proving, settings), "", answering(NOTHING)));
    }

    private FakeIcap fake(Tls proving) throws IOException {
        return fake(proving, socket -> {});
    }

    private IcapConfig stranger(Stranger.Meeting meeting) throws IOException {
        return closing.later(new Stranger(meeting)).config().with(client);
    }

    private Scanner.Report scan(IcapConfig config) {
        Scanner scanner = closing.later(new IcapService(config)).scanner();
        return scanner.scan(new Scanner.Request(CONTENT));
    }

    private void assertCleared(IcapConfig config) {
        assertThat(scan(config).verdict()).isEqualTo(new Scanner.NothingDetected());
    }

    private void assertRefused(IcapConfig config, Scanner.Obstacle obstacle, String reason) {
        Scanner.Report report = scan(config);
        assertThat(report.verdict()).isEqualTo(new Scanner.NotScanned(obstacle, reason));
        assertThat(report.coverage().complete()).isFalse();
    }

    private void assertInsecure(IcapConfig config) {
        assertRefused(config, Scanner.Obstacle.FAULT, INSECURE);
    }

    // Who is believed.

    @Test
    void asksAServerThatProvesToBeIt() throws IOException {
        FakeIcap fake = fake(server);

        assertCleared(fake.config().with(client));

        assertThat(fake.asked()).hasSize(2).allMatch(head -> head.contains(" icaps://127.0.0.1:"));
    }

    @Test
    void tellsNothingToAServerThatNobodyVouchesFor() throws IOException {
        FakeIcap fake = fake(server);

        assertInsecure(fake.config());

        assertThat(fake.asked()).isEmpty();
    }

    @Test
    void tellsNothingToAServerOfAnotherName() throws IOException {
        FakeIcap fake = fake(elsewhere);

        assertInsecure(fake.config().with(client));

        assertThat(fake.asked()).isEmpty();
    }

    @Test
    void tellsNothingToAServerWhoseCertificateHasRunOut() throws IOException {
        FakeIcap fake = fake(expired);

        assertInsecure(fake.config().with(client));

        assertThat(fake.asked()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void provesItselfWhereThatIsWanted(String version) throws IOException {
        IcapConfig config = fake(server, socket -> wanting(socket, version)).config();

        assertCleared(config.with(known));
        assertThat(scan(config.with(client)).verdict()).isInstanceOf(Scanner.NotScanned.class);
        assertThat(scan(config.with(unknown)).verdict()).isInstanceOf(Scanner.NotScanned.class);
    }

    private static void wanting(SSLServerSocket socket, String version) {
        socket.setNeedClientAuth(true);
        socket.setEnabledProtocols(new String[] {version});
    }

    @Test
    void saysThatAServerIsThereOnlyIfItIsBelieved() throws IOException {
        IcapConfig config = fake(server).config();

        assertThat(closing.later(new IcapService(config.with(client))).isThere())
                .isTrue();
        assertThat(closing.later(new IcapService(config)).isThere()).isFalse();
    }

    // What is spoken.

    /** A server that can do no better; it hears that its version is the reason. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2})
    void speaksNothingBeforeTls12(int minor) throws Exception {
        LinkedBlockingQueue<String> alerts = new LinkedBlockingQueue<>();
        IcapConfig config = stranger(caller -> {
            DataInputStream said = new DataInputStream(caller.getInputStream());
            record(said);
            caller.getOutputStream().write(serverHello(minor));
            alerts.add(BaseEncoding.base16().encode(record(said)));
        });

        assertInsecure(config);

        // fatal, protocol_version (RFC 8446, section 6)
        assertThat(alerts.take()).isEqualTo("0246");
    }

    private static byte[] record(DataInputStream in) throws IOException {
        in.skipNBytes(3);
        byte[] record = new byte[in.readUnsignedShort()];
        in.readFully(record);
        return record;
    }

    /** Chooses SSL 3.0, TLS 1.0 or 1.1, and TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA, which they have (RFC 4346, section 7.4.1.3). */
    private static byte[] serverHello(int minor) {
        byte version = (byte) minor;
        byte[] head = {22, 3, version, 0, 42, 2, 0, 0, 38, 3, version};
        return Bytes.concat(head, new byte[32], new byte[] {0, (byte) 0xc0, 0x13, 0});
    }

    @Test
    void clearsNothingByAnAnswerInClear() throws IOException {
        assertInsecure(stranger(caller -> {
            caller.getOutputStream().write((FakeIcap.OPTIONS + "\r\n" + NOTHING).getBytes(US_ASCII));
            hear(caller);
        }));
    }

    @Test
    void clearsNothingInClearWhereTlsIsSpoken() throws IOException {
        URI secured = fake(server).config().service();

        Scanner.Report report = scan(IcapConfig.to(URI.create("icap://" + secured.getAuthority() + "/scan")));

        assertThat(report.verdict()).isInstanceOf(Scanner.NotScanned.class);
    }

    @Test
    void takesARecordThatIsTooLongForAFault() throws IOException {
        assertInsecure(stranger(caller -> {
            caller.getOutputStream().write(new byte[] {22, 3, 3, (byte) 0xff, (byte) 0xff});
            caller.getOutputStream().write(new byte[0xffff]);
            hear(caller);
        }));
    }

    // How long is waited.

    @Test
    void bearsNoSilenceInTheHandshake() throws IOException {
        IcapConfig config = stranger(IcapTlsTest::hear);

        assertRefused(
                config.connectingWithin(SHORT), Scanner.Obstacle.TIMEOUT, "the ICAP server has not answered in time");
    }

    /** Records that each have a byte of a long message, that change nothing, that are empty, and that only warn. */
    @ParameterizedTest
    @ValueSource(strings = {"160303000102", "140303000101", "1603030000", "1503030002015A"})
    void bearsNoHandshakeWithoutEnd(String record) throws IOException {
        byte[] bytes = BaseEncoding.base16().decode(record);
        IcapConfig config = stranger(caller -> {
            while (true) {
                caller.getOutputStream().write(bytes);
            }
        });

        assertThat(scan(config.connectingWithin(SHORT)).verdict()).isInstanceOf(Scanner.NotScanned.class);
    }

    @Test
    void takesAnEndInTheHandshakeForAFault() throws IOException {
        assertRefused(
                stranger(caller -> record(new DataInputStream(caller.getInputStream()))),
                Scanner.Obstacle.FAULT,
                "the ICAP server or the way to it has failed");
    }

    /** A way on which everything arrives in pieces. */
    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void putsRecordsTogetherThatArriveByteByByte(String version) throws IOException {
        FakeIcap fake = fake(server, socket -> socket.setEnabledProtocols(new String[] {version}));
        int port = fake.config().port();
        IcapConfig config = stranger(caller -> {
            try (Socket way = new Socket("127.0.0.1", port)) {
                way.setTcpNoDelay(true);
                caller.setTcpNoDelay(true);
                Thread back = new Thread(() -> pass(way, caller), "way back");
                back.setDaemon(true);
                back.start();
                pass(caller, way);
            }
        });

        assertCleared(config);
    }

    private static void pass(Socket from, Socket to) {
        try {
            for (int next = from.getInputStream().read();
                    next >= 0;
                    next = from.getInputStream().read()) {
                to.getOutputStream().write(next);
            }
        } catch (IOException e) {
            // The test is over.
        }
    }

    private static void hear(Socket caller) throws IOException {
        var unused = caller.getInputStream().readAllBytes();
    }
}
