package dev.cordon.alert;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cordon.spi.AlertEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What the pages show of alerts is what the code says. With {@code -Dcordon.write-pages=true} the pages are brought up to
 * date instead.
 */
class PagesTest {
    private static final Path DOCS = Path.of("..", "docs");
    private static final Path SOURCES = Path.of("src", "test", "java", "dev", "cordon", "alert");
    private static final boolean WRITE = Boolean.getBoolean("cordon.write-pages");

    @Test
    void theOperationsHaveTheTableOfEvents() throws IOException {
        check(DOCS.resolve("operations.md"), "<!-- events -->\n", "<!-- /events -->", table());
    }

    private static String table() {
        String rows = Arrays.stream(AlertEvent.values()).map(PagesTest::row).collect(Collectors.joining());
        return "| event | setting | about | told | timeout | the condition | when it is over |\n"
                + "| --- | --- | --- | --- | --- | --- | --- |\n" + rows;
    }

    private static String row(AlertEvent event) {
        return "| `" + event.token() + "` | `alerts." + event.token() + "` | "
                + (event.scope() == AlertEvent.Scope.SAMPLE ? "a sample" : "a service") + " | "
                + (event.isEnabled() ? "yes" : "no") + " | "
                + time(event.timeout()) + " | "
                + event.meaning() + " | "
                + event.over() + " |\n";
    }

    private static String time(Duration time) {
        if (time.isZero()) {
            return "none";
        }
        return time.toMinutes() % 60 == 0 ? time.toHours() + " h" : time.toMinutes() + " min";
    }

    @ParameterizedTest
    @CsvSource({
        "example, ChatSink.java, // docs/plugins/alert-sink.md",
        "contract, ChatSinkContractTest.java, class ChatSinkContractTest",
        "wiring, ChatSinkContractTest.java, // wiring",
    })
    void thePageOfSinksShowsTheCodeAsItIsCompiled(String region, String file, String mark) throws IOException {
        String source = Files.readString(SOURCES.resolve(file));
        String shown = mark.startsWith("//")
                ? between(source, mark + ": begin\n", mark + ": end")
                : mark + between(source, mark, "    // docs: end").stripTrailing() + "\n}";
        check(
                DOCS.resolve("plugins").resolve("alert-sink.md"),
                "<!-- " + region + " -->\n```java\n",
                "```",
                shown.stripIndent().stripTrailing() + "\n");
    }

    private static void check(Path page, String begin, String end, String wanted) throws IOException {
        String text = Files.readString(page);
        String shown = between(text, begin, end);
        if (WRITE) {
            Files.writeString(page, text.replace(begin + shown + end, begin + wanted + end));
            return;
        }
        assertThat(shown)
                .as(
                        "%s is out of date; run: mvn -pl core -am test -Dtest=PagesTest"
                                + " -Dsurefire.failIfNoSpecifiedTests=false -Dcordon.write-pages=true",
                        page.getFileName())
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
