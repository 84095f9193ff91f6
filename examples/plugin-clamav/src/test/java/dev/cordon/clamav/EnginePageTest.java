package dev.cordon.clamav;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cordon.place.PlaceConfig;
import dev.cordon.scan.SignatureEngine;
import dev.cordon.spi.Engine;
import dev.cordon.testkit.ShownCode;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What the page shows of the code is the code. With {@code -Dcordon.write-pages=true} the page is brought up to date
 * instead.
 */
class EnginePageTest {
    private static final Path PAGE = Path.of("..", "..", "docs", "plugins", "engine.md");
    private static final Path SOURCES = Path.of("src", "test", "java", "dev", "cordon", "clamav");

    private static PlaceConfig wired(Path home, Path databases) {
        // wiring: begin
        Clamd clamd =
                new Clamd(ClamdConfig.unix(Path.of("/run/clamav/clamd.ctl")).upTo(50 << 20));
        Engine engine = new ClamdEngine(clamd, databases, new SignatureEngine());
        PlaceConfig config = PlaceConfig.at(home).with(new TwoEngines(new SignatureEngine(), engine));
        // wiring: end
        return config;
    }

    @Test
    void whatIsWiredIsThePlacesEngine(@TempDir Path home) {
        assertThat(wired(home, home).engine()).isInstanceOf(TwoEngines.class);
    }

    @ParameterizedTest
    @CsvSource({
        "example, TwoEngines.java, // docs/plugins/engine.md",
        "contract, TwoEnginesContractTest.java, class TwoEnginesContractTest",
        "wiring, EnginePageTest.java, // wiring",
    })
    void thePageShowsTheCodeAsItIsCompiled(String region, String file, String mark) throws IOException {
        new ShownCode(PAGE, "examples/plugin-clamav").check(region, SOURCES.resolve(file), mark);
    }
}
