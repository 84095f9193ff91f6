package dev.cordon.store;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.base.Splitter;
import com.google.common.io.BaseEncoding;
import dev.cordon.sample.Column;
import dev.cordon.sample.Sample;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;

/**
 * Where a sample stands in a list: by what it shows in a column and then by its arrival.
 *
 * @param order {@link Column#order(Sample)} of the column
 * @param received when it was received
 * @param id its id
 */
record Place(String order, Instant received, String id) implements Comparable<Place> {
    private static final Comparator<Place> ORDER =
            Comparator.comparing(Place::order).thenComparing(Place::received).thenComparing(Place::id);
    private static final BaseEncoding LETTERS = BaseEncoding.base64Url().omitPadding();

    static Place of(Sample sample, Column column) {
        return new Place(column.order(sample), sample.received(), sample.id().value());
    }

    /** Returns the place as a word without blanks, for {@link #parse}. */
    String format() {
        return LETTERS.encode((received + " " + id + " " + order).getBytes(StandardCharsets.UTF_8));
    }

    static Place parse(String word) {
        List<String> parts =
                Splitter.on(' ').limit(3).splitToList(new String(LETTERS.decode(word), StandardCharsets.UTF_8));
        checkArgument(parts.size() == 3, "the page before is not one of this list");
        try {
            return new Place(parts.get(2), Instant.parse(parts.get(0)), parts.get(1));
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("the page before is not one of this list", e);
        }
    }

    @Override
    public int compareTo(Place other) {
        return ORDER.compare(this, other);
    }
}
