package dev.cordon.analysis;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.io.ByteSource;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/**
 * Finds all of many sequences that stand in a file, in one pass.
 *
 * <p>A sequence is looked up by eight of its bytes, its key, and then compared whole. The key is its most varied part, as
 * files are full of bytes that repeat. Where several are, a hash decides, so that sequences that overlap mostly share one.
 * A table of marks, small enough for a processor's cache, passes over nearly all places of a file. Immutable, safe for use
 * by many threads.
 */
final class SequenceSearch {
    private static final int KEY = Long.BYTES;
    private static final int STEP = 1 << 16;
    private static final int NONE = -1;
    private static final long SPREAD = 0x9E3779B97F4A7C15L;
    private static final int LEAST_SLOT_BITS = 8;

    private final List<byte[]> sequences;
    private final int longest;
    private final int[] keyStarts;
    private final long[] keys;
    private final int[] first;
    private final int[] next;
    private final int shift;

    /** Has one word for 64 slots. Each key sets two bits of its word, so that few others have both. */
    private final long[] marks;

    SequenceSearch(List<byte[]> sequences) {
        this.sequences = sequences;
        this.longest =
                sequences.stream().mapToInt(sequence -> sequence.length).max().orElse(KEY);
        this.keyStarts = new int[sequences.size()];
        this.keys = new long[sequences.size()];
        for (int number = 0; number < keys.length; number++) {
            byte[] sequence = sequences.get(number);
            checkArgument(sequence.length >= KEY, "a sequence has eight bytes at least");
            keyStarts[number] = keyStart(sequence);
            keys[number] = key(sequence, keyStarts[number]);
        }
        int distinct = (int) Arrays.stream(keys).distinct().count();
        int bits = Math.max(LEAST_SLOT_BITS, 4 + Integer.SIZE - Integer.numberOfLeadingZeros(distinct));
        this.shift = Long.SIZE - bits;
        this.first = new int[1 << bits];
        this.next = new int[sequences.size()];
        this.marks = new long[1 << bits - 6];
        Arrays.fill(first, NONE);
        for (int number = 0; number < keys.length; number++) {
            long hash = keys[number] * SPREAD;
            int slot = (int) (hash >>> shift);
            next[number] = first[slot];
            first[slot] = number;
            marks[slot >>> 6] |= mark(hash);
        }
    }

    private static int keyStart(byte[] sequence) {
        int best = 0;
        long bestRank = Long.MIN_VALUE;
        for (int start = 0; start + KEY <= sequence.length; start++) {
            long rank = (long) variety(sequence, start) << 56 | key(sequence, start) * SPREAD >>> 8;
            if (rank > bestRank) {
                best = start;
                bestRank = rank;
            }
        }
        return best;
    }

    private static int variety(byte[] sequence, int start) {
        int variety = 0;
        for (int at = start; at < start + KEY; at++) {
            int before = start;
            while (sequence[before] != sequence[at]) {
                before++;
            }
            variety += before == at ? 1 : 0;
        }
        return variety;
    }

    private static long key(byte[] sequence, int start) {
        long key = 0;
        for (int at = start; at < start + KEY; at++) {
            key = key << 8 | sequence[at] & 0xff;
        }
        return key;
    }

    private static long mark(long hash) {
        // The highest bits choose the word, and the lowest are not mixed well.
        return 1L << (hash >>> 26) | 1L << (hash >>> 20);
    }

    /** Returns the numbers of the sequences that stand in any of several files. */
    BitSet in(List<ByteSource> files) throws IOException {
        BitSet found = new BitSet();
        for (ByteSource file : files) {
            search(file, found);
        }
        return found;
    }

    private void search(ByteSource file, BitSet found) throws IOException {
        byte[] window = new byte[STEP + longest];
        int filled = 0;
        try (InputStream stream = file.openStream()) {
            int read = stream.readNBytes(window, 0, window.length);
            while (read > 0) {
                filled += read;
                search(window, filled, found);
                // What begins here may end in the part that is read next.
                int kept = Math.min(filled, longest - 1);
                System.arraycopy(window, filled - kept, window, 0, kept);
                filled = kept;
                read = stream.readNBytes(window, filled, window.length - filled);
            }
        }
    }

    private void search(byte[] window, int filled, BitSet found) {
        long key = 0;
        for (int end = 0; end < filled; end++) {
            key = key << 8 | window[end] & 0xff;
            long hash = key * SPREAD;
            int slot = (int) (hash >>> shift);
            long mark = mark(hash);
            if ((marks[slot >>> 6] & mark) == mark) {
                compare(slot, key, window, end + 1 - KEY, filled, found);
            }
        }
    }

    private void compare(int slot, long key, byte[] window, int keyAt, int filled, BitSet found) {
        for (int number = first[slot]; number != NONE; number = next[number]) {
            if (keys[number] == key && stands(sequences.get(number), window, keyAt - keyStarts[number], filled)) {
                found.set(number);
            }
        }
    }

    private static boolean stands(byte[] sequence, byte[] window, int from, int filled) {
        return from >= 0
                && from + sequence.length <= filled
                && Arrays.equals(sequence, 0, sequence.length, window, from, from + sequence.length);
    }
}
