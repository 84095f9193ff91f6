package dev.cordon.store;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Iterators;
import com.google.common.collect.Multimaps;
import dev.cordon.sample.Column;
import dev.cordon.spi.SampleStore.Query;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The rows of all samples, in the order of every column.
 *
 * <p>Rows of the same status and analysis state stand together on a {@link Shelf}, so that a page of some statuses is
 * put together from a few of them without a look at the rest. Not safe for use by many threads.
 */
final class Listing {
    private final Map<Standing, Shelf> shelves = new HashMap<>();

    /** Where samples stand, in the words by which these columns are ordered. */
    private record Standing(String status, String state) {
        static Standing of(Row row) {
            return new Standing(row.order(Column.STATUS), row.order(Column.STATE));
        }

        boolean isWanted(Query query) {
            return isWanted(query, Column.STATUS, status) && isWanted(query, Column.STATE, state);
        }

        private static boolean isWanted(Query query, Column column, String order) {
            ImmutableSet<String> wanted = query.where().get(column);
            return wanted.isEmpty() || wanted.stream().map(Column::order).anyMatch(order::equals);
        }
    }

    void add(Row row) {
        shelves.computeIfAbsent(Standing.of(row), standing -> new Shelf()).add(row);
    }

    /** Adds rows while there are none yet. */
    void fill(List<Row> rows) {
        Multimaps.index(rows, Standing::of).asMap().forEach((standing, all) -> shelves.put(standing, Shelf.of(all)));
    }

    void remove(Row row) {
        shelves.computeIfPresent(Standing.of(row), (standing, shelf) -> without(shelf, row));
    }

    private static @Nullable Shelf without(Shelf shelf, Row row) {
        shelf.remove(row);
        return shelf.isEmpty() ? null : shelf;
    }

    boolean isEmpty() {
        return shelves.isEmpty();
    }

    /** Returns the rows of a page and, if there is one, the first of the next page. */
    ImmutableList<Row> page(Query query) {
        boolean byAge = query.order() == Column.AGE;
        Column column = byAge ? Column.RECEIVED : query.order();
        boolean descending = query.descending() != byAge;
        Optional<Row> after = query.after().map(Row::place);
        List<Iterator<Row>> shelved = new ArrayList<>();
        shelves.forEach((standing, shelf) -> {
            if (standing.isWanted(query)) {
                shelved.add(shelf.rows(column, descending, after).iterator());
            }
        });
        Comparator<Row> order = descending ? Row.by(column).reversed() : Row.by(column);
        Iterator<Row> rows = Iterators.filter(Iterators.mergeSorted(shelved, order), row -> row.shows(query.where()));
        int limit = (int) Math.min(query.limit() + 1L, Integer.MAX_VALUE);
        return ImmutableList.copyOf(Iterators.limit(rows, limit));
    }
}
