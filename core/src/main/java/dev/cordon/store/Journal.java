package dev.cordon.store;

import static com.google.common.base.Preconditions.checkArgument;

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
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;

/**
 * The steps and faults of a sample as lines of ASCII, parted by tabs. A step is the word "history", the changes it
 * belongs to, time, from, event, to; a fault is the word "fault", the changes, time, error, text. Lines are only added.
 *
 * @param history the steps, oldest first
 * @param faults what went wrong, oldest first
 * @param bytes how much of the file was read; what stands behind was never acknowledged
 * @param readable whether reading has ended at the end, or at a line that is too new; not at one that makes no sense
 */
record Journal(ImmutableList<HistoryEntry> history, ImmutableList<SampleFault> faults, long bytes, boolean readable) {
    private static final String HISTORY = "history";
    private static final String FAULT = "fault";
    private static final Syntax<String> TEXT = Syntaxes.text();
    private static final Joiner TABS = Joiner.on('\t');
    private static final Splitter FIELDS = Splitter.on('\t');

    /**
     * Reads a journal up to the first line that is too new or makes no sense.
     *
     * @param changes {@code X-Sample-Changes} of the sample that was acknowledged last
     */
    static Journal read(byte[] file, int changes) {
        ImmutableList.Builder<HistoryEntry> history = ImmutableList.builder();
        ImmutableList.Builder<SampleFault> faults = ImmutableList.builder();
        String text = new String(file, StandardCharsets.ISO_8859_1);
        int start = 0;
        boolean readable = true;
        for (int end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', start)) {
            try {
                List<String> fields = FIELDS.splitToList(text.substring(start, end));
                if (changes(fields) > changes) {
                    return new Journal(history.build(), faults.build(), start, true);
                }
                take(fields, history, faults);
            } catch (IllegalArgumentException | DateTimeParseException e) {
                readable = false;
                break;
            }
            start = end + 1;
        }
        return new Journal(history.build(), faults.build(), start, readable && start == text.length());
    }

    private static int changes(List<String> fields) {
        checkArgument(fields.size() >= 2, "a line has changes");
        return Integer.parseInt(fields.get(1));
    }

    private static void take(
            List<String> fields,
            ImmutableList.Builder<HistoryEntry> history,
            ImmutableList.Builder<SampleFault> faults) {
        if (fields.get(0).equals(HISTORY) && fields.size() == 6) {
            history.add(new HistoryEntry(
                    changes(fields),
                    Instant.parse(fields.get(2)),
                    parse(fields.get(3)),
                    parse(fields.get(4)),
                    parse(fields.get(5))));
            return;
        }
        checkArgument(fields.get(0).equals(FAULT) && fields.size() == 5, "a line is a step or a fault");
        WireError error =
                WireError.parse(fields.get(3)).orElseThrow(() -> new IllegalArgumentException("a fault has an error"));
        faults.add(new SampleFault(Instant.parse(fields.get(2)), error, parse(fields.get(4))));
    }

    /** Returns the lines of a sample that is new. */
    static byte[] lines(Sample sample) {
        return lines(sample, sample.history(), sample.faults(), 0);
    }

    /**
     * Returns the lines that have come to a sample.
     *
     * @throws IllegalArgumentException if what was there has changed, or what has come is not between the two in its
     *     changes
     */
    static byte[] lines(Sample before, Sample after) {
        ImmutableList<HistoryEntry> history = rest(before.history(), after.history());
        ImmutableList<SampleFault> faults = rest(before.faults(), after.faults());
        return lines(after, history, faults, before.changes());
    }

    private static <T> ImmutableList<T> rest(ImmutableList<T> known, ImmutableList<T> all) {
        checkArgument(
                all.size() >= known.size() && all.subList(0, known.size()).equals(known),
                "steps and faults that are kept never change");
        return all.subList(known.size(), all.size());
    }

    private static byte[] lines(
            Sample sample, ImmutableList<HistoryEntry> history, ImmutableList<SampleFault> faults, int above) {
        StringBuilder text = new StringBuilder();
        for (HistoryEntry entry : history) {
            checkArgument(
                    entry.changes() > above && entry.changes() <= sample.changes(),
                    "a step belongs to a change of its own time");
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
            TABS.appendTo(text, FAULT, sample.changes(), fault.at(), fault.error(), format(fault.text()))
                    .append('\n');
        }
        byte[] lines = text.toString().getBytes(StandardCharsets.ISO_8859_1);
        Journal again = read(lines, sample.changes());
        checkArgument(
                again.readable()
                        && again.history().equals(history)
                        && again.faults().equals(faults),
                "a step or fault is one line of text");
        return lines;
    }

    private static String format(String text) {
        return text.isEmpty() ? text : TEXT.format(text);
    }

    private static String parse(String text) {
        return text.isEmpty() ? text : TEXT.parse(text);
    }
}
