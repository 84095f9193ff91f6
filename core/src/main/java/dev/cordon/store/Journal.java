package dev.cordon.store;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.base.CharMatcher;
import com.google.common.base.Joiner;
import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import dev.cordon.codec.Syntax;
import dev.cordon.codec.Syntaxes;
import dev.cordon.codec.WireError;
import dev.cordon.sample.HistoryEntry;
import dev.cordon.sample.Sample;
import dev.cordon.sample.SampleFault;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The steps and faults of a sample as lines of ASCII, parted by tabs. A step is the word "history", the changes it
 * belongs to, time, from, event, to; a fault is the word "fault", time, error, text.
 *
 * @param history the steps, oldest first
 * @param faults what went wrong, oldest first
 */
record Journal(ImmutableList<HistoryEntry> history, ImmutableList<SampleFault> faults) {
    private static final String HISTORY = "history";
    private static final String FAULT = "fault";
    private static final Syntax<String> TEXT = Syntaxes.text();
    private static final CharMatcher BREAKING = CharMatcher.javaIsoControl();
    private static final Joiner TABS = Joiner.on('\t');
    private static final Splitter FIELDS = Splitter.on('\t');

    static Journal of(Sample sample) {
        return new Journal(sample.history(), sample.faults());
    }

    /**
     * Reads a journal.
     *
     * @throws IllegalArgumentException if a line makes no sense, or the last one has no end
     */
    static Journal read(byte[] lines) {
        ImmutableList.Builder<HistoryEntry> history = ImmutableList.builder();
        ImmutableList.Builder<SampleFault> faults = ImmutableList.builder();
        String text = new String(lines, StandardCharsets.ISO_8859_1);
        int start = 0;
        for (int end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', start)) {
            take(FIELDS.splitToList(text.substring(start, end)), history, faults);
            start = end + 1;
        }
        checkArgument(start == text.length(), "a journal ends with the end of a line");
        return new Journal(history.build(), faults.build());
    }

    private static void take(
            List<String> fields,
            ImmutableList.Builder<HistoryEntry> history,
            ImmutableList.Builder<SampleFault> faults) {
        if (fields.get(0).equals(HISTORY) && fields.size() == 6) {
            history.add(new HistoryEntry(
                    Integer.parseInt(fields.get(1)),
                    time(fields.get(2)),
                    parse(fields.get(3)),
                    parse(fields.get(4)),
                    parse(fields.get(5))));
            return;
        }
        checkArgument(fields.get(0).equals(FAULT) && fields.size() == 4, "a line is a step or a fault");
        WireError error =
                WireError.parse(fields.get(2)).orElseThrow(() -> new IllegalArgumentException("a fault has an error"));
        faults.add(new SampleFault(time(fields.get(1)), error, parse(fields.get(3))));
    }

    private static Instant time(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("a step or fault has a time", e);
        }
    }

    /**
     * Returns the lines.
     *
     * @throws IllegalArgumentException if they would not be read as they are written
     */
    byte[] lines() {
        StringBuilder text = new StringBuilder();
        for (HistoryEntry entry : history) {
            TABS.appendTo(
                            text,
                            HISTORY,
                            entry.changes(),
                            entry.at(),
                            format(entry.from()),
                            format(entry.event()),
                            format(entry.to()))
                    .append('\n');
        }
        for (SampleFault fault : faults) {
            TABS.appendTo(text, FAULT, fault.at(), format(fault.error()), format(fault.text()))
                    .append('\n');
        }
        return text.toString().getBytes(StandardCharsets.ISO_8859_1);
    }

    /**
     * Checks that a sample has only got more steps and faults, of its own time.
     *
     * @throws IllegalArgumentException if what was there has changed, or a step that has come is not between the two in
     *     its changes
     */
    static void checkGoesOn(Sample before, Sample after) {
        ImmutableList<HistoryEntry> steps = rest(before.history(), after.history());
        rest(before.faults(), after.faults());
        checkArgument(
                steps.stream().allMatch(step -> step.changes() > before.changes() && step.changes() <= after.changes()),
                "a step belongs to a change of its own time");
    }

    private static <T> ImmutableList<T> rest(ImmutableList<T> known, ImmutableList<T> all) {
        checkArgument(
                all.size() >= known.size() && all.subList(0, known.size()).equals(known),
                "steps and faults that are kept never change");
        return all.subList(known.size(), all.size());
    }

    private static String format(String text) {
        String formatted = text.isEmpty() ? text : TEXT.format(text);
        checkArgument(parse(formatted).equals(text), "a step or fault is one line of text");
        return formatted;
    }

    private static String format(WireError error) {
        String formatted = error.toString();
        checkArgument(
                !BREAKING.matchesAnyOf(formatted) && WireError.parse(formatted).equals(Optional.of(error)),
                "an error is one line of text");
        return formatted;
    }

    private static String parse(String text) {
        return text.isEmpty() ? text : TEXT.parse(text);
    }
}
