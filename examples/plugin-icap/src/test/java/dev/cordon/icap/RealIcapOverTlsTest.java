package dev.cordon.icap;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.io.BaseEncoding;
import com.google.common.io.ByteSource;
import dev.cordon.spi.Scanner;
import dev.cordon.testkit.Certificates;
import dev.cordon.testkit.Simultaneously;
import dev.cordon.transport.Tls;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** With a real c-icap that speaks TLS with OpenSSL. */
class RealIcapOverTlsTest {
    private static final String KNOWN = "what this test knows";
    private static final String DATABASE =
            "Known:0:*:" + BaseEncoding.base16().lowerCase().encode(KNOWN.getBytes(US_ASCII)) + "\n";
    private static final Scanner.Verdict FOUND = new Scanner.Detected("Known.UNOFFICIAL");
    private static final Scanner.Verdict CLEAN = new Scanner.NothingDetected();
    private static final Scanner.Verdict INSECURE =
            new Scanner.NotScanned(Scanner.Obstacle.FAULT, "there is no secure connection to the ICAP server");

    @TempDir
    private static Path keys;

    private static Path server = Path.of("");
    private static Path authority = Path.of("");
    private static Tls client = Tls.standard();
    private static Tls known = Tls.standard();

    private final Closing closing = new Closing();

    @TempDir
    private Path folder;

    @BeforeAll
    static void sign() throws Exception {
        Certificates ours = Certificates.of("ours", keys);
        ours.signed("server", "ip:127.0.0.1");
        server = ours.pem("server");
        authority = ours.file();
        client = Tls.standard().believing(authority);
        known = client.provingWith(ours.signed("known", "dns:known.example"), Certificates.PASSWORD);
    }

    @AfterEach
    void close() throws Exception {
        closing.close();
    }

    private RealIcap start(String options) throws IOException {
        return closing.later(RealIcap.secured(folder, DATABASE, "cert=" + server + " key=" + server + options));
    }

    private Scanner scanner(IcapConfig config) {
        return closing.later(new IcapService(config)).scanner();
    }

    private Scanner.Verdict scan(IcapConfig config, ByteSource content) {
        return scan(scanner(config), content);
    }

    private static Scanner.Verdict scan(Scanner scanner, ByteSource content) {
        return scanner.scan(new Scanner.Request(content)).verdict();
    }

    private static ByteSource known() {
        return ByteSource.wrap(KNOWN.getBytes(US_ASCII));
    }

    private static ByteSource noise(int size) {
        byte[] noise = new byte[size];
        new Random(7).nextBytes(noise);
        return ByteSource.wrap(noise);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " tls-options=SSL_OP_NO_TLSv1_3"})
    void scans(String options) throws Exception {
        Scanner scanner = scanner(start(options).secured("avscan").with(client));

        assertThat(scan(scanner, known())).isEqualTo(FOUND);
        assertThat(scan(scanner, ByteSource.concat(noise(1 << 20), known()))).isEqualTo(FOUND);
        for (int size : new int[] {0, 1, 1023, 1024, 1025, 1 << 20}) {
            assertThat(scan(scanner, noise(size))).as("%s bytes", size).isEqualTo(CLEAN);
        }
        assertThat(Simultaneously.run(4, number -> () -> scan(scanner, number % 2 == 0 ? known() : noise(5000))))
                .containsExactly(FOUND, CLEAN, FOUND, CLEAN);
    }

    @Test
    void clearsWhatIsGivenBackAsItWas() throws IOException {
        assertThat(scan(start("").secured("echo").with(client), noise(1024))).isEqualTo(CLEAN);
    }

    @Test
    void isNotAskedIfNobodyVouchesForIt() throws IOException {
        assertThat(scan(start("").secured("avscan"), known())).isEqualTo(INSECURE);
    }

    @Test
    void isNotAskedIfItSpeaksOldVersionsOnly() throws IOException {
        RealIcap icap = start(" ciphers=ALL:@SECLEVEL=0 tls-options=SSL_OP_NO_TLSv1_3|SSL_OP_NO_TLSv1_2");

        assertThat(scan(icap.secured("avscan").with(client), known())).isEqualTo(INSECURE);
    }

    @Test
    void isProvedThatItsClientIsKnown() throws IOException {
        RealIcap icap = start(" client_ca=" + authority + " cafile=" + authority);

        assertThat(scan(icap.secured("avscan").with(known), known())).isEqualTo(FOUND);
        assertThat(scan(icap.secured("avscan").with(client), known())).isInstanceOf(Scanner.NotScanned.class);
    }
}
