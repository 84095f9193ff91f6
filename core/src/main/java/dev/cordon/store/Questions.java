package dev.cordon.store;

import com.google.common.collect.ImmutableList;
import dev.cordon.sample.Question;
import dev.cordon.spi.SampleStore.Query;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The rows of all samples by what they ask of an analysis. Most questions are those of one sample, and such a sample
 * costs no listing of its own. Not safe for use by many threads.
 */
final class Questions {
    private final Map<Question, Row> alone = new HashMap<>();
    private final Map<Question, Listing> together = new HashMap<>();

    void add(Question question, Row row) {
        Optional<Listing> others = Optional.ofNullable(together.get(question));
        if (others.isPresent()) {
            others.get().add(row);
            return;
        }
        Optional<Row> other = Optional.ofNullable(alone.remove(question));
        if (other.isPresent()) {
            together.put(question, listing(other.get(), row));
        } else {
            alone.put(question, row);
        }
    }

    private static Listing listing(Row... rows) {
        Listing listing = new Listing();
        for (Row row : rows) {
            listing.add(row);
        }
        return listing;
    }

    void remove(Question question, Row row) {
        Optional<Listing> others = Optional.ofNullable(together.get(question));
        if (others.isEmpty()) {
            alone.remove(question);
            return;
        }
        others.get().remove(row);
        if (others.get().isEmpty()) {
            together.remove(question);
        }
    }

    /** Returns the rows of a page of the samples of a question and, if there is one, the first of the next page. */
    ImmutableList<Row> page(Question question, Query query) {
        Optional<Listing> several = Optional.ofNullable(together.get(question));
        Optional<Row> one = Optional.ofNullable(alone.get(question));
        return several.or(() -> one.map(Questions::listing))
                .map(listing -> listing.page(query))
                .orElse(ImmutableList.of());
    }
}
