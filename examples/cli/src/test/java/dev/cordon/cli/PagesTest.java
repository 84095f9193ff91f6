package dev.cordon.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What the pages show of the code is the code. With {@code -Dcordon.write-pages=true} the pages are brought up to date
 * instead.
 */
class PagesTest {
    private static final Path ROOT = Path.of("..", "..");
    private static final boolean WRITE = Boolean.getBoolean("cordon.write-pages");

    @ParameterizedTest
    @MethodSource("pages")
    void aReferencePageIsWhatTheCodeSays(String name, Supplier<String> text) throws IOException {
        Path page = ROOT.resolve("docs").resolve(name);
        if (WRITE) {
            Files.writeString(page, text.get());
            return;
        }
        assertThat(page)
                .as("%s is out of date; run: %s", name, Pages.COMMAND)
                .content()
                .isEqualTo(text.get());
    }

    static Stream<Arguments> pages() {
        return Stream.of(
                page("attributes.md", AttributesPage::text),
                page("vocabulary.md", VocabularyPage::text),
                page("lifecycles.md", LifecyclesPage::text));
    }

    private static Arguments page(String name, Supplier<String> text) {
        return Arguments.of(name, text);
    }

    @Test
    void everyLinkBetweenThePagesLeadsSomewhere() throws IOException {
        Pattern link = Pattern.compile("]\\(([a-z]+\\.md)?(#[^)]*)?\\)");
        for (Arguments reference : pages().toList()) {
            String name = (String) reference.get()[0];
            Matcher links = link.matcher(Files.readString(ROOT.resolve("docs").resolve(name)));
            while (links.find()) {
                String page = Optional.ofNullable(links.group(1)).orElse(name);
                String text = Files.readString(ROOT.resolve("docs").resolve(page));
                String anchor = Optional.ofNullable(links.group(2)).orElse("");

                assertThat(anchors(text)).as("%s in %s", links.group(), name).contains(anchor);
            }
        }
    }

    /** Returns where a link into a page may lead; the page itself is one of the places. */
    private static List<String> anchors(String page) {
        Stream<String> headings = page.lines()
                .filter(line -> line.startsWith("#"))
                .map(line -> Markdown.anchor(line.replaceFirst("^#+ ", "")));
        return Stream.concat(Stream.of(""), headings).toList();
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
                .as("%s is out of date; run: %s", page.getFileName(), Pages.COMMAND)
                .isEqualTo(expected);
    }

    private static String between(String text, String begin, String end) {
        int from = text.indexOf(begin);
        assertThat(from).as("the mark %s", begin.strip()).isNotNegative();
        int to = text.indexOf(end, from + begin.length());
        assertThat(to).as("the mark %s", end).isNotNegative();
        return text.substring(from + begin.length(), to);
    }
}
