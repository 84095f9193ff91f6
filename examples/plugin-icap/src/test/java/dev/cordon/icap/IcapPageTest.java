package dev.cordon.icap;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cordon.place.PlaceConfig;
import dev.cordon.scan.SignatureEngine;
import dev.cordon.spi.Engine;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What the page shows of the code is the code. With {@code -Dcordon.write-pages=true} the page is brought up to date
 * instead.
 */
class IcapPageTest {
    private static final Path PAGE = Path.of("..", "..", "docs", "plugins", "icap.md");
    private static final Path SOURCE = Path.of("src", "test", "java", "dev", "cordon", "icap", "IcapPageTest.java");
    private static final boolean WRITE = Boolean.getBoolean("cordon.write-pages");

    private static PlaceConfig wired(Path home) {
        // wiring: begin
        IcapService service = new IcapService(IcapConfig.to(URI.create("icap://127.0.0.1/avscan")));
        Engine engine = new SecondOpinion(new SignatureEngine(), service.scanner());
        PlaceConfig config = PlaceConfig.at(home).with(engine);
        // wiring: end
        return config;
    }

    @Test
    void whatIsWiredIsThePlacesEngine(@TempDir Path home) {
        assertThat(wired(home).engine()).isInstanceOf(SecondOpinion.class);
    }

    @Test
    void thePageShowsTheCodeAsItIsCompiled() throws IOException {
        String expected = between(Files.readString(SOURCE), "// wiring: begin\n", "// wiring: end");
        String begin = "<!-- wiring -->\n```java\n";
        String page = Files.readString(PAGE);
        String shown = between(page, begin, "```");
        String wanted = expected.stripIndent().stripTrailing() + "\n";
        if (WRITE) {
            Files.writeString(PAGE, page.replace(begin + shown + "```", begin + wanted + "```"));
            return;
        }
        assertThat(shown)
                .as("the page is out of date; run: mvn -pl examples/plugin-icap -am test -Dcordon.write-pages=true")
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
