package dev.cordon.store;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.base.CharMatcher;
import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSetMultimap;
import com.google.common.io.BaseEncoding;
import dev.cordon.sample.Column;
import dev.cordon.sample.Sample;
import dev.cordon.sample.SampleId;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;

/** What decides where a sample stands in lists. Immutable. */
final class Row {
    /** All columns. */
    static final ImmutableList<Column> COLUMNS = ImmutableList.copyOf(Column.values());

    private static final CharMatcher PLAIN =
            CharMatcher.inRange(' ', '~').and(CharMatcher.isNot('\\')).precomputed();
    private static final Splitter TABS = Splitter.on('\t');
    private static final BaseEncoding LETTERS = BaseEncoding.base64Url().omitPadding();

    /** The order of arrival. */
    static final Comparator<Row> ARRIVAL = Row::compareArrival;

    private final String[] orders;
    private final SampleId id;
    private final long seconds;
    private final int nanos;

    private Row(String[] orders, Instant received, SampleId id) {
        this.orders = orders;
        this.id = id;
        this.seconds = received.getEpochSecond();
        this.nanos = received.getNano();
    }

    /**
     * Returns the row of a sample.
     *
     * @param words gives back the same string for the same word
     */
    static Row of(Sample sample, Words words) {
        String[] orders = new String[COLUMNS.size()];
        for (int column = 0; column < orders.length; column++) {
            orders[column] = words.same(word(COLUMNS.get(column), sample));
        }
        return new Row(orders, sample.received(), sample.id());
    }

    /** The time of arrival, which is also the age, needs no word. */
    private static String word(Column column, Sample sample) {
        return column == Column.RECEIVED || column == Column.AGE ? "" : column.order(sample);
    }

    /** Returns the row without its id, as a line for {@link #parse}. */
    String line() {
        StringBuilder line = new StringBuilder().append(seconds).append('\t').append(nanos);
        for (String order : orders) {
            line.append('\t').append(PLAIN.matchesAllOf(order) ? order : escaped(order));
        }
        return line.toString();
    }

    private static String escaped(String word) {
        StringBuilder escaped = new StringBuilder();
        for (int at = 0; at < word.length(); at++) {
            char letter = word.charAt(at);
            escaped.append(PLAIN.matches(letter) ? String.valueOf(letter) : String.format("\\%04x", (int) letter));
        }
        return escaped.toString();
    }

    /**
     * Reads a line.
     *
     * @param words gives back the same string for the same word
     * @throws IllegalArgumentException if it makes no sense
     */
    static Row parse(SampleId id, String line, Words words) {
        List<String> fields = TABS.splitToList(line);
        checkArgument(fields.size() == 2 + COLUMNS.size(), "a row has all columns");
        String[] orders = new String[COLUMNS.size()];
        for (int column = 0; column < orders.length; column++) {
            orders[column] = words.same(unescaped(fields.get(2 + column)));
        }
        Instant received = Instant.ofEpochSecond(Long.parseLong(fields.get(0)), Integer.parseInt(fields.get(1)));
        return new Row(orders, received, id);
    }

    private static String unescaped(String word) {
        if (word.indexOf('\\') < 0) {
            return word;
        }
        List<String> parts = Splitter.on('\\').splitToList(word);
        StringBuilder letters = new StringBuilder(parts.get(0));
        for (String part : parts.subList(1, parts.size())) {
            checkArgument(part.length() >= 4, "a letter has four digits");
            letters.append((char) Integer.parseInt(part.substring(0, 4), 16)).append(part, 4, part.length());
        }
        return letters.toString();
    }

    SampleId id() {
        return id;
    }

    /** Returns the text by which the row is ordered in a column; empty if that is by its arrival. */
    String order(Column column) {
        return orders[COLUMNS.indexOf(column)];
    }

    /** Returns whether the row shows one of the words that are wanted in each column. */
    boolean shows(ImmutableSetMultimap<Column, String> wanted) {
        return shows(wanted, this::order);
    }

    /** Returns whether a sample shows one of the words that are wanted in each column. */
    static boolean shows(Sample sample, ImmutableSetMultimap<Column, String> wanted) {
        return shows(wanted, column -> column.order(sample));
    }

    private static boolean shows(ImmutableSetMultimap<Column, String> wanted, Function<Column, String> shown) {
        return wanted.asMap().entrySet().stream()
                .allMatch(column ->
                        column.getValue().stream().map(Column::order).anyMatch(shown.apply(column.getKey())::equals));
    }

    /** Returns the order of a column. */
    static Comparator<Row> by(Column column) {
        int position = COLUMNS.indexOf(column);
        return (first, second) -> {
            String one = first.orders[position];
            String other = second.orders[position];
            int order = isSame(one, other) ? 0 : one.compareTo(other);
            return order != 0 ? order : first.compareArrival(second);
        };
    }

    @SuppressWarnings("ReferenceEquality") // two strings may still be equal; the caller compares them then
    private static boolean isSame(String one, String other) {
        return one == other;
    }

    private int compareArrival(Row other) {
        int order = Long.compare(seconds, other.seconds);
        if (order == 0) {
            order = Integer.compare(nanos, other.nanos);
        }
        return order != 0 ? order : id.value().compareTo(other.id.value());
    }

    /** Returns the place of the row in a column, as a word for {@link #place}. */
    String placeIn(Column column) {
        String place = Instant.ofEpochSecond(seconds, nanos) + " " + id + " " + order(column);
        return LETTERS.encode(place.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Returns a row that stands where another one stood, in the same column.
     *
     * @throws IllegalArgumentException if the word makes no sense
     */
    static Row place(String word) {
        List<String> parts =
                Splitter.on(' ').limit(3).splitToList(new String(LETTERS.decode(word), StandardCharsets.UTF_8));
        checkArgument(parts.size() == 3, "this is not the end of a page");
        try {
            String[] orders = new String[COLUMNS.size()];
            Arrays.fill(orders, parts.get(2));
            return new Row(orders, Instant.parse(parts.get(0)), new SampleId(parts.get(1)));
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("this is not the end of a page", e);
        }
    }
}
