package dev.cordon.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What the pages show of the code is the code. With {@code -Dcordon.write-pages=true} the pages are brought up to date
 * instead.
 */
class PagesTest {
    private static final Path ROOT = Path.of("..", "..");
    private static final boolean WRITE = Boolean.getBoolean("cordon.write-pages");

    @ParameterizedTest
    @ValueSource(strings = {"sample", "analysis"})
    void theDesignPageShowsTheLifecycleAsItIs(String lifecycle) throws IOException {
        String diagram =
                "```mermaid\n" + cordon("states", lifecycle, "--mermaid").strip() + "\n```\n";

        check(
                ROOT.resolve("docs/design.md"),
                "<!-- states " + lifecycle + ": begin -->\n",
                "<!-- states " + lifecycle + ": end -->",
                "\n" + diagram + "\n");
    }

    @Test
    void readmeShowsTheEmbeddingAsItIsCompiled() throws IOException {
        String source = Files.readString(Path.of("src/main/java/dev/cordon/cli/embedding/UploadPortal.java"));
        String region = between(source, "    // README: begin\n", "    // README: end")
                .lines()
                .map(line -> line.startsWith("    ") ? line.substring(4) : line)
                .filter(line -> !line.startsWith("/**"))
                .collect(Collectors.joining("\n"));

        check(ROOT.resolve("README.md"), "<!-- embedding -->\n```java\n", "```", region.stripTrailing() + "\n");
    }

    private static void check(Path page, String begin, String end, String expected) throws IOException {
        String text = Files.readString(page);
        String shown = between(text, begin, end);
        if (WRITE) {
            Files.writeString(page, text.replace(begin + shown + end, begin + expected + end));
            return;
        }
        assertThat(shown)
                .as(
                        "%s is out of date; run: mvn -pl examples/cli -am test -Dcordon.write-pages=true",
                        page.getFileName())
                .isEqualTo(expected);
    }

    private static String between(String text, String begin, String end) {
        int from = text.indexOf(begin);
        assertThat(from).as("the mark %s", begin.strip()).isNotNegative();
        int to = text.indexOf(end, from + begin.length());
        assertThat(to).as("the mark %s", end).isNotNegative();
        return text.substring(from + begin.length(), to);
    }

    private static String cordon(String... arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        int exit = Main.run(
                arguments,
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8));
        assertThat(exit).as("exit code").isZero();
        return out.toString(StandardCharsets.UTF_8);
    }
}
