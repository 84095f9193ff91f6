package dev.cordon.icap;

import dev.cordon.testkit.Certificates;
import dev.cordon.transport.Tls;
import java.nio.file.Path;
import javax.net.ServerSocketFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** TLS changes nothing of what is asked, of what is believed, and of how long is waited. */
class IcapScannerOverTlsTest extends IcapScannerTest {
    @TempDir
    private static Path folder;

    private static Tls server = Tls.standard();
    private static Tls client = Tls.standard();

    @BeforeAll
    static void sign() throws Exception {
        Certificates authority = Certificates.of("authority", folder);
        server = Tls.standard().provingWith(authority.signed("server", "ip:127.0.0.1"), Certificates.PASSWORD);
        client = Tls.standard().believing(authority.file());
    }

    @Override
    ServerSocketFactory sockets() {
        return new SecureSockets(server, socket -> {});
    }

    @Override
    IcapConfig asking(IcapConfig config) {
        return config.with(client);
    }
}
