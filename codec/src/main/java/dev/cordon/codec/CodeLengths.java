package dev.cordon.codec;

import java.util.Arrays;

/** The description of two codes at the head of a block (RFC 1951, 3.2.7): their lengths, runs shortened, coded again. */
final class CodeLengths {
    private static final int FEWEST_LITERALS = 257;
    private static final int FEWEST_DISTANCES = 1;
    private static final int FEWEST_SYMBOLS = 4;
    private static final int SYMBOLS = 19;
    private static final int LONGEST_CODE = 7;

    /** Says the length before three to six times more. */
    private static final int REPEAT = 16;

    private static final int FEW_ZEROES = 17;
    private static final int MANY_ZEROES = 18;
    private static final int ALL = DeflatedBlock.LITERALS + DeflatedBlock.DISTANCES;
    private static final int[] ORDER = {16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15};
    private static final int[] EXTRA_BITS = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 2, 3, 7};

    private final int[] lengths = new int[ALL];
    private final int[] symbols = new int[ALL];
    private final int[] extras = new int[ALL];
    private final int[] frequencies = new int[SYMBOLS];
    private final HuffmanCode code = new HuffmanCode(SYMBOLS, LONGEST_CODE);
    private int count;
    private int literalCount;
    private int distanceCount;
    private int symbolCount;

    /** Prepares the description of two codes. */
    void describe(HuffmanCode literals, HuffmanCode distances) {
        literalCount = literals.used(FEWEST_LITERALS);
        distanceCount = distances.used(FEWEST_DISTANCES);
        for (int symbol = 0; symbol < literalCount; symbol++) {
            lengths[symbol] = literals.length(symbol);
        }
        for (int symbol = 0; symbol < distanceCount; symbol++) {
            lengths[literalCount + symbol] = distances.length(symbol);
        }
        shorten(literalCount + distanceCount);
        code.fit(frequencies);
        symbolCount = SYMBOLS;
        while (symbolCount > FEWEST_SYMBOLS && code.length(ORDER[symbolCount - 1]) == 0) {
            symbolCount--;
        }
    }

    private void shorten(int end) {
        count = 0;
        Arrays.fill(frequencies, 0);
        int from = 0;
        while (from < end) {
            int length = lengths[from];
            int run = 1;
            while (from + run < end && lengths[from + run] == length) {
                run++;
            }
            from += run;
            if (length == 0) {
                addZeroes(run);
            } else {
                add(length, 0);
                addRepeated(length, run - 1);
            }
        }
    }

    /** Eleven zeroes to 138 are one symbol, three to ten another. */
    private void addZeroes(int run) {
        int left = run;
        while (left > 10) {
            int part = Math.min(left, 138);
            add(MANY_ZEROES, part - 11);
            left -= part;
        }
        if (left > 2) {
            add(FEW_ZEROES, left - 3);
            left = 0;
        }
        for (; left > 0; left--) {
            add(0, 0);
        }
    }

    /** Three to six repetitions are one symbol. */
    private void addRepeated(int length, int run) {
        int left = run;
        while (left > 2) {
            int part = Math.min(left, 6);
            add(REPEAT, part - 3);
            left -= part;
        }
        for (; left > 0; left--) {
            add(length, 0);
        }
    }

    private void add(int symbol, int extra) {
        symbols[count] = symbol;
        extras[count++] = extra;
        frequencies[symbol]++;
    }

    /** Returns how long the description is. */
    int bits() {
        int bits = 5 + 5 + 4 + 3 * symbolCount;
        for (int symbol = 0; symbol < SYMBOLS; symbol++) {
            bits += frequencies[symbol] * (code.length(symbol) + EXTRA_BITS[symbol]);
        }
        return bits;
    }

    void write(BitSink sink) {
        sink.put(literalCount - FEWEST_LITERALS, 5);
        sink.put(distanceCount - FEWEST_DISTANCES, 5);
        sink.put(symbolCount - FEWEST_SYMBOLS, 4);
        for (int index = 0; index < symbolCount; index++) {
            sink.put(code.length(ORDER[index]), 3);
        }
        for (int index = 0; index < count; index++) {
            int symbol = symbols[index];
            sink.put(code.code(symbol), code.length(symbol));
            sink.put(extras[index], EXTRA_BITS[symbol]);
        }
    }
}
