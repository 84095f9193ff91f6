package dev.cordon.cli;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.io.Resources;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;

/** Tables of facts beside the tests, with a tab between cells and the heads in the first line. */
final class CatalogueTables {
    private static final Splitter CELLS = Splitter.on('\t');

    private CatalogueTables() {}

    static ImmutableList<ImmutableMap<String, String>> read(String name) throws IOException {
        List<String> lines =
                Resources.readLines(Resources.getResource(CatalogueTables.class, name), StandardCharsets.UTF_8);
        List<String> heads = CELLS.splitToList(lines.get(0));
        return lines.stream()
                .skip(1)
                .map(line -> row(heads, CELLS.splitToList(line)))
                .collect(ImmutableList.toImmutableList());
    }

    private static ImmutableMap<String, String> row(List<String> heads, List<String> cells) {
        return IntStream.range(0, heads.size()).boxed().collect(ImmutableMap.toImmutableMap(heads::get, cells::get));
    }
}
