package dev.cordon.cli;

import com.google.common.collect.ImmutableList;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;

/** Rows of text for people: aligned, and folded where they would not fit into a line. */
final class Table {
    /**
     * One column.
     *
     * @param title what stands above it
     * @param widest how wide it may become; {@link #REST} for what the others leave
     */
    record Column(String title, int widest) {}

    /** The width of the column that takes what the others leave. */
    static final int REST = 0;

    private static final int NARROWEST_REST = 24;
    private static final String GAP = "  ";

    private final ImmutableList<Column> columns;
    private final List<ImmutableList<String>> rows = new ArrayList<>();

    Table(Column... columns) {
        this.columns = ImmutableList.copyOf(columns);
        row(this.columns.stream().map(Column::title).toArray(String[]::new));
    }

    /** Adds a row with a cell for each column. */
    void row(String... cells) {
        rows.add(ImmutableList.copyOf(cells));
    }

    /** Adds a line of its own, with an empty one above it. */
    void heading(String text) {
        rows.add(ImmutableList.of());
        rows.add(ImmutableList.of(text));
    }

    void print(PrintWriter out, int width) {
        int[] widths = widths(width);
        for (ImmutableList<String> row : rows) {
            if (row.size() == columns.size()) {
                printRow(row, widths, out);
            } else {
                row.forEach(out::print);
                out.print('\n');
            }
        }
    }

    private int[] widths(int width) {
        int[] widths = new int[columns.size()];
        int taken = GAP.length() * (widths.length - 1);
        for (int i = 0; i < widths.length; i++) {
            int widest = columns.get(i).widest();
            widths[i] = widest == REST ? 0 : Math.min(widest, longest(i));
            taken += widths[i];
        }
        for (int i = 0; i < widths.length; i++) {
            if (columns.get(i).widest() == REST) {
                widths[i] = Math.max(NARROWEST_REST, width - taken);
            }
        }
        return widths;
    }

    private int longest(int column) {
        return rows.stream()
                .filter(row -> row.size() == columns.size())
                .mapToInt(row -> length(row.get(column)))
                .max()
                .orElse(0);
    }

    private static void printRow(ImmutableList<String> row, int[] widths, PrintWriter out) {
        List<List<String>> cells = new ArrayList<>();
        for (int i = 0; i < widths.length; i++) {
            cells.add(fold(row.get(i), widths[i]));
        }
        int height = cells.stream().mapToInt(List::size).max().orElse(0);
        for (int line = 0; line < height; line++) {
            StringBuilder text = new StringBuilder();
            for (int i = 0; i < widths.length; i++) {
                String part = line < cells.get(i).size() ? cells.get(i).get(line) : "";
                text.append(part)
                        .append(" ".repeat(Math.max(0, widths[i] - length(part))))
                        .append(GAP);
            }
            out.print(text.toString().stripTrailing());
            out.print('\n');
        }
    }

    /** Returns the text in pieces of at most the width: words stay whole where they fit into a line. */
    static List<String> fold(String text, int width) {
        List<String> lines = new ArrayList<>();
        String rest = text;
        while (length(rest) > width) {
            int end = rest.offsetByCodePoints(0, width);
            int blank = rest.lastIndexOf(' ', end);
            int cut = blank > 0 ? blank : end;
            lines.add(rest.substring(0, cut).stripTrailing());
            rest = rest.substring(cut).stripLeading();
        }
        lines.add(rest);
        return lines;
    }

    private static int length(String text) {
        return text.codePointCount(0, text.length());
    }
}
