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
 * <p>A sequence is looked up by its first eight bytes, which are read as one number, and then compared whole. Immutable,
 * safe for use by many threads.
 */
final class SequenceSearch {
    private static final int KEY = Long.BYTES;
    private static final int STEP = 1 << 16;
    private static final int NONE = -1;
    private static final long SPREAD = 0x9E3779B97F4A7C15L;

    private final List<byte[]> sequences;
    private final int longest;
    private final int shift;
    private final int[] first;
    private final int[] next;
    private final long[] keys;

    SequenceSearch(List<byte[]> sequences) {
        this.sequences = sequences;
        this.longest =
                sequences.stream().mapToInt(sequence -> sequence.length).max().orElse(KEY);
        int bits = Math.max(8, 4 + Integer.SIZE - Integer.numberOfLeadingZeros(sequences.size()));
        this.shift = Long.SIZE - bits;
        this.first = new int[1 << bits];
        this.next = new int[sequences.size()];
        this.keys = new long[sequences.size()];
        Arrays.fill(first, NONE);
        for (int number = 0; number < keys.length; number++) {
            byte[] sequence = sequences.get(number);
            checkArgument(sequence.length >= KEY, "a sequence has eight bytes at least");
            keys[number] = key(sequence);
            int slot = slot(keys[number]);
            next[number] = first[slot];
            first[slot] = number;
        }
    }

    private static long key(byte[] sequence) {
        long key = 0;
        for (int at = 0; at < KEY; at++) {
            key = key << 8 | sequence[at] & 0xff;
        }
        return key;
    }

    private int slot(long key) {
        return (int) (key * SPREAD >>> shift);
    }

    /** Returns the numbers of the sequences that stand in any of several files. */
    BitSet in(List<ByteSource> files) throws IOException {
        BitSet found = new BitSet();
        for (ByteSource file : files) {
            found.or(in(file));
        }
        return found;
    }

    private BitSet in(ByteSource file) throws IOException {
        BitSet found = new BitSet();
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
        return found;
    }

    private void search(byte[] window, int filled, BitSet found) {
        long key = 0;
        for (int end = 0; end < filled; end++) {
            key = key << 8 | window[end] & 0xff;
            if (end < KEY - 1) {
                continue;
            }
            for (int number = first[slot(key)]; number != NONE; number = next[number]) {
                if (keys[number] == key && stands(sequences.get(number), window, end - KEY + 1, filled)) {
                    found.set(number);
                }
            }
        }
    }

    private static boolean stands(byte[] sequence, byte[] window, int from, int filled) {
        return from + sequence.length <= filled
                && Arrays.equals(sequence, 0, sequence.length, window, from, from + sequence.length);
    }
}
