package dev.cordon.store;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.base.Joiner;
import com.google.common.base.Splitter;
import com.google.common.hash.HashCode;
import dev.cordon.attribute.Priority;
import dev.cordon.sample.Column;
import dev.cordon.sample.Question;
import dev.cordon.sample.Sample;
import dev.cordon.sample.SampleId;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;

/**
 * What is held in memory of a sample. Immutable.
 *
 * @param row where it stands in lists
 * @param changes its {@code X-Sample-Changes}
 * @param priority how much it matters
 * @param due when it is due; {@link Instant#MIN} if it waits for no time
 * @param hold who works on it
 * @param digest the SHA-256 digest of its captured bytes
 * @param question what it asks of an analysis
 * @param spot where the rest is
 */
record Kept(
        Row row,
        int changes,
        Priority priority,
        Instant due,
        Hold hold,
        HashCode digest,
        Question question,
        SampleLog.Spot spot) {
    private static final String NEVER = "-";
    private static final Joiner TABS = Joiner.on('\t');
    private static final Splitter FIELDS = Splitter.on('\t').limit(5);

    /**
     * Somebody who works on a sample.
     *
     * @param until when that ends; {@link Instant#MIN} if nobody does
     * @param changes {@code X-Sample-Changes} of the sample as it was handed out
     */
    record Hold(Instant until, int changes) {
        static final Hold NONE = new Hold(Instant.MIN, 0);
    }

    /** Returns what is held of a sample whose place in lists is known. */
    static Kept of(Sample sample, Row row, HashCode digest, SampleLog.Spot spot) {
        return new Kept(
                row,
                sample.changes(),
                sample.priority(),
                sample.due().orElse(Instant.MIN),
                Hold.NONE,
                digest,
                Question.of(sample),
                spot);
    }

    /** Returns what lists and claims go by, except for the id and who works on it, as a line for {@link #parse}. */
    String line() {
        String time = due.equals(Instant.MIN) ? NEVER : due.toString();
        return TABS.join(changes, priority.value(), time, question, row.line()) + "\n";
    }

    /**
     * Reads a line.
     *
     * @throws IllegalArgumentException if it makes no sense
     */
    static Kept parse(String line, LogEntry entry, SampleLog.Spot spot, Words words) {
        List<String> fields = FIELDS.splitToList(line);
        checkArgument(fields.size() == 5 && line.endsWith("\n"), "a line for lists has five parts");
        try {
            Instant due = fields.get(2).equals(NEVER) ? Instant.MIN : Instant.parse(fields.get(2));
            Row row = Row.parse(
                    entry.id(), fields.get(4).substring(0, fields.get(4).length() - 1), words);
            Priority priority = Priority.of(Integer.parseInt(fields.get(1)));
            int changes = Integer.parseInt(fields.get(0));
            Question question = Question.parse(fields.get(3));
            return new Kept(row, changes, priority, due, Hold.NONE, entry.digest(), question, spot);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("a line for lists has a time", e);
        }
    }

    SampleId id() {
        return row.id();
    }

    /** Returns when somebody may take it up. */
    Instant free() {
        return due.isAfter(hold.until()) ? due : hold.until();
    }

    Kept with(Hold other) {
        return new Kept(row, changes, priority, due, other, digest, question, spot);
    }

    Kept at(SampleLog.Spot other) {
        return new Kept(row, changes, priority, due, hold, digest, question, other);
    }

    /** Returns whether the other one stands at the same status and the same analysis state. */
    boolean standsWith(Kept other) {
        return row.order(Column.STATUS).equals(other.row.order(Column.STATUS))
                && row.order(Column.STATE).equals(other.row.order(Column.STATE));
    }
}
