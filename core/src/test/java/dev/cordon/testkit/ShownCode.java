package dev.cordon.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Holds pages and the code that they show together. With {@code -Dcordon.write-pages=true} a page is brought up to date
 * instead of being checked.
 *
 * @param page the page
 * @param module the module whose tests write it, for those who have to
 */
public record ShownCode(Path page, String module) {
    /**
     * Checks that the page shows, behind a mark of its own, a part of a source.
     *
     * @param region the page has {@code <!-- region -->} and a block of Java after it
     * @param source the file with the code
     * @param mark where it begins {@code // name}, what stands between {@code // name: begin} and {@code // name: end} is
     *     shown; otherwise all from these words to the end of the file
     */
    public void check(String region, Path source, String mark) throws IOException {
        String text = Files.readString(source);
        String code = mark.startsWith("//") ? between(text, mark + ": begin\n", mark + ": end") : from(text, mark);
        check("<!-- " + region + " -->\n```java\n", "```", code.stripIndent().stripTrailing() + "\n");
    }

    private void check(String begin, String end, String wanted) throws IOException {
        String text = Files.readString(page);
        String shown = between(text, begin, end);
        if (Boolean.getBoolean("cordon.write-pages")) {
            Files.writeString(page, text.replace(begin + shown + end, begin + wanted + end));
            return;
        }
        assertThat(shown)
                .as(
                        "%s is out of date; run: mvn -pl %s -am test -Dtest='*Page*Test'"
                                + " -Dsurefire.failIfNoSpecifiedTests=false -Dcordon.write-pages=true",
                        page.getFileName(), module)
                .isEqualTo(wanted);
    }

    private static String from(String text, String mark) {
        assertThat(text).contains(mark);
        return text.substring(text.indexOf(mark));
    }

    private static String between(String text, String begin, String end) {
        int from = text.indexOf(begin);
        assertThat(from).as("the mark %s", begin.strip()).isNotNegative();
        int to = text.indexOf(end, from + begin.length());
        assertThat(to).as("the mark %s", end).isNotNegative();
        return text.substring(from + begin.length(), to);
    }
}
