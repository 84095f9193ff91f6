package dev.cordon.store;

import com.google.common.hash.HashCode;
import dev.cordon.attribute.Priority;
import dev.cordon.sample.Column;
import dev.cordon.sample.Sample;
import dev.cordon.sample.SampleId;
import java.time.Instant;

/**
 * What is held in memory of a sample. Immutable.
 *
 * @param row where it stands in lists
 * @param changes its {@code X-Sample-Changes}
 * @param priority how much it matters
 * @param due when it is due; {@link Instant#MIN} if it waits for no time
 * @param hold who works on it
 * @param digest the SHA-256 digest of its captured bytes
 * @param spot where the rest is
 */
record Kept(Row row, int changes, Priority priority, Instant due, Hold hold, HashCode digest, SampleLog.Spot spot) {
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
                row, sample.changes(), sample.priority(), sample.due().orElse(Instant.MIN), Hold.NONE, digest, spot);
    }

    SampleId id() {
        return row.id();
    }

    /** Returns when somebody may take it up. */
    Instant free() {
        return due.isAfter(hold.until()) ? due : hold.until();
    }

    Kept with(Hold other) {
        return new Kept(row, changes, priority, due, other, digest, spot);
    }

    Kept at(SampleLog.Spot other) {
        return new Kept(row, changes, priority, due, hold, digest, other);
    }

    /** Returns whether the other one stands at the same status and the same analysis state. */
    boolean standsWith(Kept other) {
        return row.order(Column.STATUS).equals(other.row.order(Column.STATUS))
                && row.order(Column.STATE).equals(other.row.order(Column.STATE));
    }
}
