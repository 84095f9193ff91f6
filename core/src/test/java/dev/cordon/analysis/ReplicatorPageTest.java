package dev.cordon.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cordon.spi.Replicator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What the page shows of the code is the code. With {@code -Dcordon.write-pages=true} the page is brought up to date
 * instead.
 */
class ReplicatorPageTest {
    private static final Path PAGE = Path.of("..", "docs", "plugins", "replicator.md");
    private static final Path SOURCES = Path.of("src", "test", "java", "dev", "cordon", "analysis");
    private static final boolean WRITE = Boolean.getBoolean("cordon.write-pages");

    private static Laboratory wired(Replicator other) {
        // wiring: begin
        Laboratory laboratory = Laboratory.standard().with(new TwoReplicators(new ComparingReplicator(), other));
        // wiring: end
        return laboratory;
    }

    @Test
    void whatIsWiredIsWhatTheCentreAsks() {
        Replicator other = request -> new Replicator.NotReplicated("no");

        assertThat(wired(other).replicator()).isInstanceOf(TwoReplicators.class);
        assertThat(Laboratory.standard().replicator()).isInstanceOf(ComparingReplicator.class);
    }

    @ParameterizedTest
    @CsvSource({
        "example, TwoReplicators.java, // docs/plugins/replicator.md",
        "contract, TwoReplicatorsContractTest.java, class TwoReplicatorsContractTest",
        "wiring, ReplicatorPageTest.java, // wiring",
    })
    void thePageShowsTheCodeAsItIsCompiled(String region, String file, String mark) throws IOException {
        String source = Files.readString(SOURCES.resolve(file));
        String shown = mark.startsWith("//")
                ? between(source, mark + ": begin\n", mark + ": end")
                : source.substring(source.indexOf(mark));
        String begin = "<!-- " + region + " -->\n```java\n";
        String wanted = shown.stripIndent().stripTrailing() + "\n";
        String page = Files.readString(PAGE);
        String present = between(page, begin, "```");
        if (WRITE) {
            Files.writeString(PAGE, page.replace(begin + present + "```", begin + wanted + "```"));
            return;
        }
        assertThat(present).as("docs/plugins/replicator.md is out of date").isEqualTo(wanted);
    }

    private static String between(String text, String begin, String end) {
        int from = text.indexOf(begin);
        assertThat(from).as("the mark %s", begin.strip()).isNotNegative();
        int to = text.indexOf(end, from + begin.length());
        assertThat(to).as("the mark %s", end).isNotNegative();
        return text.substring(from + begin.length(), to);
    }
}
