package dev.cordon.store;

import com.google.common.collect.Iterables;
import dev.cordon.sample.Column;
import java.util.EnumMap;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Rows of samples that stand at the same status and the same analysis state, in the order of every column.
 *
 * <p>In most columns they all show the same word, or nothing, and so are in the order of their arrival. A column gets an
 * order of its own when the first row comes that shows another word there. Not safe for use by many threads.
 */
final class Shelf {
    private final NavigableSet<Row> arrival = new TreeSet<>(Row.ARRIVAL);
    private final Map<Column, NavigableSet<Row>> own = new EnumMap<>(Column.class);

    void add(Row row) {
        if (!arrival.isEmpty()) {
            Row one = arrival.first();
            for (Column column : Row.COLUMNS) {
                if (!own.containsKey(column) && !row.order(column).equals(one.order(column))) {
                    own.put(column, ordered(column));
                }
            }
        }
        arrival.add(row);
        own.values().forEach(rows -> rows.add(row));
    }

    private NavigableSet<Row> ordered(Column column) {
        NavigableSet<Row> rows = new TreeSet<>(Row.by(column));
        rows.addAll(arrival);
        return rows;
    }

    void remove(Row row) {
        arrival.remove(row);
        own.values().forEach(rows -> rows.remove(row));
    }

    boolean isEmpty() {
        return arrival.isEmpty();
    }

    /**
     * Returns the rows in the order of a column.
     *
     * @param after a row in whose place the row before stood; empty for all rows
     */
    Iterable<Row> rows(Column column, boolean descending, Optional<Row> after) {
        boolean isOwn = own.containsKey(column);
        NavigableSet<Row> ascending = own.getOrDefault(column, arrival);
        NavigableSet<Row> rows = descending ? ascending.descendingSet() : ascending;
        if (after.isEmpty() || rows.isEmpty()) {
            return rows;
        }
        int word = isOwn ? 0 : rows.first().order(column).compareTo(after.get().order(column));
        if (word == 0) {
            return rows.tailSet(after.get(), false);
        }
        boolean isBehind = descending ? word < 0 : word > 0;
        return isBehind ? rows : Iterables.limit(rows, 0);
    }
}
