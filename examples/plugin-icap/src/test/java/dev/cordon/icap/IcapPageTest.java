package dev.cordon.icap;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cordon.place.PlaceConfig;
import dev.cordon.scan.SignatureEngine;
import dev.cordon.spi.Engine;
import dev.cordon.testkit.Certificates;
import dev.cordon.testkit.ShownCode;
import dev.cordon.transport.Secret;
import dev.cordon.transport.Tls;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What the page shows of the code is the code. With {@code -Dcordon.write-pages=true} the page is brought up to date
 * instead.
 */
class IcapPageTest {
    private static final Path PAGE = Path.of("..", "..", "docs", "plugins", "icap.md");
    private static final Path SOURCE = Path.of("src", "test", "java", "dev", "cordon", "icap", "IcapPageTest.java");

    private static PlaceConfig wired(Path home) {
        // wiring: begin
        IcapService service = new IcapService(IcapConfig.to(URI.create("icap://127.0.0.1/avscan")));
        Engine engine = new SecondOpinion(new SignatureEngine(), service.scanner());
        PlaceConfig config = PlaceConfig.at(home).with(engine);
        // wiring: end
        return config;
    }

    private static IcapConfig secured(Path keyStore, Secret password, Path authorities) throws IOException {
        // tls: begin
        Tls tls = Tls.standard().provingWith(keyStore, password).believing(authorities);
        IcapConfig config =
                IcapConfig.to(URI.create("icaps://scanner.example/avscan")).with(tls);
        // tls: end
        return config;
    }

    @Test
    void whatIsSecuredProvesAndBelieves(@TempDir Path folder) throws Exception {
        Certificates ours = Certificates.of("ours", folder);

        Tls tls = secured(ours.signed("place", "dns:localhost"), Certificates.PASSWORD, ours.file())
                .tls();

        assertThat(tls.hasKey()).isTrue();
        assertThat(tls.hasAuthorities()).isTrue();
    }

    @Test
    void whatIsWiredIsThePlacesEngine(@TempDir Path home) {
        assertThat(wired(home).engine()).isInstanceOf(SecondOpinion.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"wiring", "tls"})
    void thePageShowsTheCodeAsItIsCompiled(String region) throws IOException {
        new ShownCode(PAGE, "examples/plugin-icap").check(region, SOURCE, "// " + region);
    }
}
