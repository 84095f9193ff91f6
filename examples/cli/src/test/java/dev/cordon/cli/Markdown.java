package dev.cordon.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Puts a page together: paragraphs, headings, lists and tables with an empty line between them. */
final class Markdown {
    private final List<String> blocks = new ArrayList<>();

    Markdown heading(int level, String text) {
        return block("#".repeat(level) + " " + text);
    }

    /** Adds text as it is; what stands in one paragraph may be broken into lines. */
    Markdown text(String text) {
        return block(text.strip());
    }

    Markdown list(List<String> items) {
        return block(items.stream().map(item -> "- " + item).collect(Collectors.joining("\n")));
    }

    Markdown code(String language, String text) {
        return block("```" + language + "\n" + text.strip() + "\n```");
    }

    Markdown table(List<String> heads, Stream<List<String>> rows) {
        List<String> lines = new ArrayList<>();
        lines.add(row(heads));
        lines.add(row(heads.stream().map(head -> "---").toList()));
        rows.map(Markdown::row).forEach(lines::add);
        return block(String.join("\n", lines));
    }

    private static String row(List<String> cells) {
        return cells.stream().map(cell -> cell.replace("|", "\\|")).collect(Collectors.joining(" | ", "| ", " |"));
    }

    private Markdown block(String text) {
        blocks.add(text);
        return this;
    }

    static String code(String text) {
        return text.isEmpty() ? "" : "`" + text + "`";
    }

    /** Returns the name of a heading in an address. */
    static String anchor(String heading) {
        return "#"
                + heading.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9 -]", "").replace(' ', '-');
    }

    @Override
    public String toString() {
        return String.join("\n\n", blocks) + "\n";
    }
}
