package dev.cordon.jetty;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableMap;
import dev.cordon.protocol.Desk;
import dev.cordon.spi.Listener;
import dev.cordon.testkit.Certificates;
import dev.cordon.testkit.ShownCode;
import dev.cordon.transport.HttpListenerConfig;
import dev.cordon.transport.Secret;
import dev.cordon.transport.Tls;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What the page shows of the code is the code. With {@code -Dcordon.write-pages=true} the page is brought up to date
 * instead.
 */
class ListenerPageTest {
    private static final Path PAGE = Path.of("..", "..", "docs", "plugins", "listener.md");
    private static final Path SOURCES = Path.of("src", "test", "java", "dev", "cordon", "jetty");

    private static Listener wired(Desk desk, Path keyStore, Secret password, Path clients, Secret token)
            throws IOException {
        // wiring: begin
        HttpListenerConfig http = HttpListenerConfig.loopback(0).requiring(token);
        Tls tls = Tls.standard().provingWith(keyStore, password).believing(clients);
        Listener listener = JettyListener.open(JettyListenerConfig.of(http).with(tls), desk, InstantSource.system());
        // wiring: end
        return listener;
    }

    @Test
    void whatIsWiredListens(@TempDir Path folder) throws Exception {
        Certificates ours = Certificates.of("ours", folder);
        Path store = ours.signed("place", "dns:localhost");
        Desk desk = new Desk(ImmutableMap.of(), (transaction, failure) -> {});

        try (Listener listener = wired(desk, store, Certificates.PASSWORD, ours.file(), Secret.of("token"))) {
            assertThat(listener.address().getScheme()).isEqualTo("https");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "example, SmallListener.java, // docs/plugins/listener.md",
        "contract, SmallListenerContractTest.java, class SmallListenerContractTest",
        "wiring, ListenerPageTest.java, // wiring",
    })
    void thePageShowsTheCodeAsItIsCompiled(String region, String file, String mark) throws IOException {
        new ShownCode(PAGE, "examples/plugin-jetty").check(region, SOURCES.resolve(file), mark);
    }
}
