package dev.cordon.store;

import com.google.common.collect.ImmutableSortedSet;
import com.google.common.collect.Iterables;
import dev.cordon.sample.Column;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Rows of samples that stand at the same status and the same analysis state, in the order of every column.
 *
 * <p>In most columns they all show the same word, or nothing, and so are in the order of their arrival. Another column
 * gets an order of its own when somebody asks for it first: orders that nobody asks for would make every sample slower
 * to take in. Not safe for use by many threads.
 */
final class Shelf {
    private final NavigableSet<Row> arrival = new TreeSet<>(Row.ARRIVAL);

    /** The columns in which not all rows show the same word, or did not once. */
    private final Set<Column> mixed = EnumSet.noneOf(Column.class);

    private final Map<Column, NavigableSet<Row>> own = new EnumMap<>(Column.class);

    /** Returns the shelf of some rows, one or more. */
    static Shelf of(Collection<Row> rows) {
        Shelf shelf = new Shelf();
        shelf.arrival.addAll(sorted(Row.ARRIVAL, rows));
        rows.forEach(shelf::compare);
        return shelf;
    }

    /** Sets that are made of sorted ones are made without looking for the place of each element. */
    private static ImmutableSortedSet<Row> sorted(Comparator<Row> order, Collection<Row> rows) {
        return ImmutableSortedSet.copyOf(order, rows);
    }

    void add(Row row) {
        if (!arrival.isEmpty()) {
            compare(row);
        }
        arrival.add(row);
        own.values().forEach(rows -> rows.add(row));
    }

    /** Takes note of the columns in which a row shows another word than those that are here. */
    private void compare(Row row) {
        Row one = arrival.first();
        for (Column column : Row.COLUMNS) {
            if (!row.order(column).equals(one.order(column))) {
                mixed.add(column);
            }
        }
    }

    private NavigableSet<Row> ordered(Column column) {
        Comparator<Row> order = Row.by(column);
        NavigableSet<Row> rows = new TreeSet<>(order);
        rows.addAll(sorted(order, arrival));
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
        boolean isOwn = mixed.contains(column);
        NavigableSet<Row> ascending = isOwn ? own.computeIfAbsent(column, this::ordered) : arrival;
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
