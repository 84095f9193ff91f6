package dev.cordon.attribute;

import static com.google.common.base.Preconditions.checkState;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.io.Resources;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** A table beside the tests: comma-separated values with a head line, quoted where they hold a comma. */
final class Table {
    private static final Pattern CELL = Pattern.compile("(?:\"([^\"]*)\"|([^,\"]*))(,|$)");

    private Table() {}

    /** Returns the rows as maps from the column's head to the cell. */
    static ImmutableList<ImmutableMap<String, String>> read(String name) {
        List<String> lines = lines(name);
        ImmutableList<String> heads = cells(lines.get(0));
        return lines.stream().skip(1).map(line -> row(heads, cells(line))).collect(ImmutableList.toImmutableList());
    }

    private static List<String> lines(String name) {
        try {
            return Resources.readLines(Resources.getResource(Table.class, name), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ImmutableMap<String, String> row(ImmutableList<String> heads, ImmutableList<String> cells) {
        checkState(heads.size() == cells.size(), "a row has as many cells as the head");
        return IntStream.range(0, heads.size()).boxed().collect(ImmutableMap.toImmutableMap(heads::get, cells::get));
    }

    private static ImmutableList<String> cells(String line) {
        ImmutableList.Builder<String> cells = ImmutableList.builder();
        Matcher cell = CELL.matcher(line);
        boolean more = true;
        while (more) {
            checkState(cell.find(), "a line is made of cells");
            String quoted = cell.group(1);
            cells.add(quoted == null ? cell.group(2) : quoted);
            more = !cell.group(3).isEmpty();
        }
        return cells.build();
    }
}
