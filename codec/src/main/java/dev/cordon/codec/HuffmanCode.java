package dev.cordon.codec;

import java.util.Arrays;

/** A prefix code as RFC 1951, 3.2.2 numbers it, made for how often each symbol occurs. To be made anew many times. */
final class HuffmanCode {
    private static final int SYMBOL_BITS = 9;
    private static final int SYMBOL = (1 << SYMBOL_BITS) - 1;
    private static final int LONGEST = 15;

    private final int longest;
    private final int[] lengths;
    private final int[] codes;
    private final int[] sorted;
    private final int[] weights;
    private final int[] parents;
    private final int[] counts = new int[LONGEST + 1];
    private final int[] next = new int[LONGEST + 1];

    /** Says how many symbols there may be, and how many bits a code may have. */
    HuffmanCode(int symbols, int longest) {
        this.longest = longest;
        this.lengths = new int[symbols];
        this.codes = new int[symbols];
        this.sorted = new int[symbols];
        this.weights = new int[2 * symbols];
        this.parents = new int[2 * symbols];
    }

    /** Returns the fixed code for literals and lengths (RFC 1951, 3.2.6). */
    static HuffmanCode fixedLiterals() {
        HuffmanCode code = new HuffmanCode(288, LONGEST);
        Arrays.fill(code.lengths, 0, 144, 8);
        Arrays.fill(code.lengths, 144, 256, 9);
        Arrays.fill(code.lengths, 256, 280, 7);
        Arrays.fill(code.lengths, 280, 288, 8);
        code.number();
        return code;
    }

    /** Returns the fixed code for distances (RFC 1951, 3.2.6). */
    static HuffmanCode fixedDistances() {
        HuffmanCode code = new HuffmanCode(30, LONGEST);
        Arrays.fill(code.lengths, 5);
        code.number();
        return code;
    }

    int length(int symbol) {
        return lengths[symbol];
    }

    /** Returns the code of a symbol, its first bit the lowest. */
    int code(int symbol) {
        return codes[symbol];
    }

    /** Returns how many symbols there are up to the last one that occurs. */
    int used(int atLeast) {
        int used = lengths.length;
        while (used > atLeast && lengths[used - 1] == 0) {
            used--;
        }
        return used;
    }

    /** Makes the code anew. It has two symbols at least, as some readers take no fewer. */
    void fit(int[] frequencies) {
        int used = sort(frequencies);
        Arrays.fill(lengths, 0);
        Arrays.fill(counts, 0);
        countDepths(used);
        limit();
        int symbol = used;
        for (int length = 1; length <= longest; length++) {
            for (int left = counts[length]; left > 0; left--) {
                lengths[sorted[--symbol] & SYMBOL] = length;
            }
        }
        number();
    }

    /** Sorts the symbols that occur, the rarest first. */
    private int sort(int[] frequencies) {
        int used = 0;
        for (int symbol = 0; symbol < frequencies.length; symbol++) {
            if (frequencies[symbol] > 0) {
                sorted[used++] = frequencies[symbol] << SYMBOL_BITS | symbol;
            }
        }
        for (int symbol = 0; used < 2; symbol++) {
            if (frequencies[symbol] == 0) {
                sorted[used++] = symbol;
            }
        }
        Arrays.sort(sorted, 0, used);
        return used;
    }

    /** Joins the two lightest trees until one is left; joined trees are made in order of weight, so that they need no sorting. */
    private void countDepths(int leaves) {
        for (int leaf = 0; leaf < leaves; leaf++) {
            weights[leaf] = sorted[leaf] >> SYMBOL_BITS;
        }
        int leaf = 0;
        int joined = leaves;
        int root = 2 * leaves - 2;
        for (int node = leaves; node <= root; node++) {
            int weight = 0;
            for (int child = 0; child < 2; child++) {
                boolean isLeaf = leaf < leaves && (joined == node || weights[leaf] <= weights[joined]);
                int lightest = isLeaf ? leaf++ : joined++;
                weight += weights[lightest];
                parents[lightest] = node;
            }
            weights[node] = weight;
        }
        // From here on weights hold depths.
        weights[root] = 0;
        for (int node = root - 1; node >= 0; node--) {
            weights[node] = weights[parents[node]] + 1;
            if (node < leaves) {
                counts[Math.min(weights[node], longest)]++;
            }
        }
    }

    /** Makes room for the codes that were cut to the longest length by lengthening shorter ones. */
    private void limit() {
        int taken = 0;
        for (int length = 1; length <= longest; length++) {
            taken += counts[length] << longest - length;
        }
        for (; taken > 1 << longest; taken--) {
            int length = longest - 1;
            while (counts[length] == 0) {
                length--;
            }
            counts[length]--;
            counts[length + 1] += 2;
            counts[longest]--;
        }
    }

    private void number() {
        Arrays.fill(counts, 0);
        for (int length : lengths) {
            counts[length]++;
        }
        int first = 0;
        counts[0] = 0;
        for (int length = 1; length <= LONGEST; length++) {
            first = first + counts[length - 1] << 1;
            next[length] = first;
        }
        for (int symbol = 0; symbol < lengths.length; symbol++) {
            int length = lengths[symbol];
            codes[symbol] = length == 0 ? 0 : Integer.reverse(next[length]++) >>> Integer.SIZE - length;
        }
    }
}
