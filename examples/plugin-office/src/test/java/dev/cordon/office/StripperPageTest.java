package dev.cordon.office;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.io.ByteSource;
import dev.cordon.agent.StripPolicy;
import dev.cordon.place.PlaceConfig;
import dev.cordon.place.Settings;
import dev.cordon.spi.Stripper;
import dev.cordon.strip.OoxmlStripper;
import dev.cordon.strip.StripperChain;
import dev.cordon.testkit.ShownCode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What the page shows of the code is the code. With {@code -Dcordon.write-pages=true} the page is brought up to date
 * instead.
 */
class StripperPageTest {
    private static final Path PAGE = Path.of("..", "..", "docs", "plugins", "stripper.md");
    private static final Path SOURCES = Path.of("src", "test", "java", "dev", "cordon", "office");

    private static PlaceConfig wired(Path home) {
        // wiring: begin
        Stripper stripper = StripperChain.of(new OoxmlStripper(), new Ole2Stripper(), new FormStripper());
        PlaceConfig config = PlaceConfig.at(home)
                .with(Settings.standard().stripping(StripPolicy.REQUIRED))
                .strippingWith(stripper);
        // wiring: end
        return config;
    }

    @Test
    void whatIsWiredStripsEachKindOfDocument(@TempDir Path home) throws IOException {
        PlaceConfig config = wired(home);

        assertThat(config.settings().strip()).isEqualTo(StripPolicy.REQUIRED);
        assertThat(config.stripper().strip(new Stripper.Request(Ole2Documents.word("x"))))
                .isInstanceOf(Stripper.Stripped.class);
        assertThat(config.stripper()
                        .strip(new Stripper.Request(
                                ByteSource.wrap("FORM 1\nx--script--\n".getBytes(StandardCharsets.US_ASCII)))))
                .isInstanceOf(Stripper.Stripped.class);
    }

    @ParameterizedTest
    @CsvSource({
        "example, FormStripper.java, // docs/plugins/stripper.md",
        "contract, FormStripperContractTest.java, class FormStripperContractTest",
        "wiring, StripperPageTest.java, // wiring",
    })
    void thePageShowsTheCodeAsItIsCompiled(String region, String file, String mark) throws IOException {
        new ShownCode(PAGE, "examples/plugin-office").check(region, SOURCES.resolve(file), mark);
    }
}
