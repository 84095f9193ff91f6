package dev.cordon.scan;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * Finds, by a word of a content, the parts of patterns whose anchors hold it. Immutable.
 *
 * <p>Nearly every word of a content is of no anchor. A field of bits, small enough for the caches of a processor, says so
 * of most of them; the others are looked up in a table whose entries stand side by side.
 */
final class AnchorIndex {
    private static final VarHandle WORDS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long SPREAD = 0x9E3779B97F4A7C15L;
    private static final int FEWEST_BITS = 12;
    private static final int MOST_FILTER_BITS = 23;
    private static final int FILTER_BITS_A_WORD = 3;
    private static final int CROWD_BITS = 18;
    private static final int MOST_CROWDED = 100;

    private final Anchor.Width width;
    private final long mask;
    private final long[] filter;
    private final int filterShift;
    private final int[] begins;
    private final int tableShift;
    private final long[] words;
    private final int[] parts;
    private final int[] offsets;

    private AnchorIndex(Builder entries) {
        width = entries.width;
        mask = -1L >>> Byte.SIZE * (Long.BYTES - width.word());
        int count = entries.count;
        int bits = Math.max(FEWEST_BITS, Integer.SIZE - Integer.numberOfLeadingZeros(count));
        int filterBits = Math.min(MOST_FILTER_BITS, bits + FILTER_BITS_A_WORD);
        tableShift = Long.SIZE - bits;
        filterShift = Long.SIZE - filterBits;
        filter = new long[1 << filterBits - 6];
        begins = new int[(1 << bits) + 1];
        words = new long[count];
        parts = new int[count];
        offsets = new int[count];
        fill(entries);
    }

    /** Sorts the entries by their slot in the table; within a slot they keep their order. */
    private void fill(Builder entries) {
        for (int entry = 0; entry < entries.count; entry++) {
            long hash = entries.words[entry] * SPREAD;
            begins[(int) (hash >>> tableShift) + 1]++;
            int bit = (int) (hash >>> filterShift);
            filter[bit >>> 6] |= 1L << bit;
        }
        for (int slot = 1; slot < begins.length; slot++) {
            begins[slot] += begins[slot - 1];
        }
        int[] next = begins.clone();
        for (int entry = 0; entry < entries.count; entry++) {
            int place = next[(int) (entries.words[entry] * SPREAD >>> tableShift)]++;
            words[place] = entries.words[entry];
            parts[place] = entries.parts[entry];
            offsets[place] = entries.offsets[entry];
        }
    }

    /** Takes in what is met in a content. */
    @FunctionalInterface
    interface Visitor {
        /**
         * The word of an anchor was met.
         *
         * @param part the number of the part
         * @param offset where in the part, or in the element with its anchor, the word stands
         * @param at where it stands in the content
         */
        void met(int part, int offset, int at);
    }

    boolean isEmpty() {
        return words.length == 0;
    }

    /**
     * Returns the first place whose word may be of an anchor, or {@code to} where there is none before it. Eight bytes
     * are read at every place, whatever the width.
     */
    int next(byte[] bytes, int from, int to) {
        long[] bits = filter;
        int step = width.step();
        long known = mask;
        int shift = filterShift;
        for (int at = (from + step - 1) / step * step; at < to; at += step) {
            int bit = (int) (((long) WORDS.get(bytes, at) & known) * SPREAD >>> shift);
            if ((bits[bit >>> 6] >>> bit & 1) != 0) {
                return at;
            }
        }
        return to;
    }

    /** Names the parts whose anchors hold the word at a place. */
    void visit(byte[] bytes, int at, Visitor visitor) {
        long word = (long) WORDS.get(bytes, at) & mask;
        int slot = (int) (word * SPREAD >>> tableShift);
        for (int entry = begins[slot]; entry < begins[slot + 1]; entry++) {
            if (words[entry] == word) {
                visitor.met(parts[entry], offsets[entry], at);
            }
        }
    }

    /** Collects the words of anchors. */
    static final class Builder {
        private final Anchor.Width width;
        private long[] words = new long[64];
        private int[] parts = new int[64];
        private int[] offsets = new int[64];
        private int count;

        /** How many words of each hash there are already, up to a limit. */
        private final byte[] crowds = new byte[1 << CROWD_BITS];

        Builder(Anchor.Width width) {
            this.width = width;
        }

        Anchor.Width width() {
            return width;
        }

        /** Returns about how many anchors hold the word at an offset of a run already; all of its bytes are known. */
        int crowd(BytePattern run, int offset) {
            return crowds[slot(word(run, offset))];
        }

        private static int slot(long word) {
            return (int) (word * SPREAD >>> Long.SIZE - CROWD_BITS);
        }

        /** Adds the words of an anchor, whose first byte stands at an offset of a run. */
        void add(int part, BytePattern run, int offset) {
            for (int step = 0; step < width.step(); step++) {
                if (count == words.length) {
                    words = Arrays.copyOf(words, 2 * count);
                    parts = Arrays.copyOf(parts, 2 * count);
                    offsets = Arrays.copyOf(offsets, 2 * count);
                }
                words[count] = word(run, offset + step);
                int slot = slot(words[count]);
                crowds[slot] = (byte) Math.min(crowds[slot] + 1, MOST_CROWDED);
                parts[count] = part;
                offsets[count++] = offset + step;
            }
        }

        private long word(BytePattern run, int from) {
            long word = 0;
            for (int at = width.word() - 1; at >= 0; at--) {
                word = word << Byte.SIZE | run.value(from + at) & 0xff;
            }
            return word;
        }

        AnchorIndex build() {
            return new AnchorIndex(this);
        }
    }
}
