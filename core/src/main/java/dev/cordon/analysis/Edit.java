package dev.cordon.analysis;

import com.google.common.hash.Hasher;
import java.util.Arrays;

/**
 * Bytes of an infected file that were not so before, and what was there.
 *
 * @param from the position of the first
 * @param end the position after the last
 * @param before what was there
 */
record Edit(int from, int end, Before before) {
    /** What was in the place of some bytes. */
    sealed interface Before {}

    /** Nothing: they were added. */
    record Nothing() implements Before {}

    /**
     * Bytes that the infection has put aside.
     *
     * @param from the position in the infected file where they stand now
     */
    record Kept(int from) implements Before {}

    /**
     * One byte again and again.
     *
     * @param value the byte
     */
    record Filled(byte value) implements Before {}

    static Edit added(int from, int end) {
        return new Edit(from, end, new Nothing());
    }

    /** Returns whether there was nothing. */
    boolean isAdded() {
        return before instanceof Nothing;
    }

    int length() {
        return end - from;
    }

    /** Returns what of it lies between two positions, of which there is something. */
    Edit within(int first, int last) {
        int begin = Math.max(from, first);
        return new Edit(
                begin,
                Math.min(end, last),
                before instanceof Kept kept ? new Kept(kept.from() + begin - from) : before);
    }

    /** Puts into a digest what was there. */
    void putBefore(byte[] infected, Hasher hasher) {
        if (before instanceof Kept kept) {
            hasher.putBytes(infected, kept.from(), length());
        } else if (before instanceof Filled filled) {
            byte[] fill = new byte[length()];
            Arrays.fill(fill, filled.value());
            hasher.putBytes(fill);
        }
    }
}
