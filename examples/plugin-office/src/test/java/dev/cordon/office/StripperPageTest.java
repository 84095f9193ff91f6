package dev.cordon.office;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.io.ByteSource;
import dev.cordon.agent.StripPolicy;
import dev.cordon.place.PlaceConfig;
import dev.cordon.place.Settings;
import dev.cordon.spi.Stripper;
import dev.cordon.strip.OoxmlStripper;
import dev.cordon.strip.StripperChain;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
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
    private static final boolean WRITE = Boolean.getBoolean("cordon.write-pages");

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
        String source = Files.readString(SOURCES.resolve(file));
        String expected = mark.startsWith("//")
                ? between(source, mark + ": begin\n", mark + ": end")
                : source.substring(source.indexOf(mark));
        String begin = "<!-- " + region + " -->\n```java\n";
        String page = Files.readString(PAGE);
        String shown = between(page, begin, "```");
        String wanted = expected.stripIndent().stripTrailing() + "\n";
        if (WRITE) {
            Files.writeString(PAGE, page.replace(begin + shown + "```", begin + wanted + "```"));
            return;
        }
        assertThat(shown)
                .as("the page is out of date; run: mvn -pl examples/plugin-office -am test -Dcordon.write-pages=true")
                .isEqualTo(wanted);
    }

    private static String between(String text, String begin, String end) {
        int from = text.indexOf(begin);
        assertThat(from).as("the mark %s", begin.strip()).isNotNegative();
        int to = text.indexOf(end, from + begin.length());
        assertThat(to).as("the mark %s", end).isNotNegative();
        return text.substring(from + begin.length(), to);
    }
}
