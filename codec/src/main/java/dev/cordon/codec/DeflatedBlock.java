package dev.cordon.codec;

import java.util.Arrays;

/** One block of deflated data (RFC 1951, 3.2): literals and matches are collected, then written in the shortest form. */
final class DeflatedBlock {
    /** After so many, the next block begins, as its codes may fit better. */
    private static final int MOST_TOKENS = 16 << 10;

    private static final int END = 256;
    private static final int FIRST_LENGTH = 257;
    static final int LITERALS = 286;
    static final int DISTANCES = 30;
    private static final int LONGEST_CODE = 15;

    private static final int LONGEST_STORED = 0xffff;
    private static final int FIXED = 1;
    private static final int DYNAMIC = 2;
    private static final int FORM_BITS = 3;

    private static final HuffmanCode FIXED_LITERALS = HuffmanCode.fixedLiterals();
    private static final HuffmanCode FIXED_DISTANCES = HuffmanCode.fixedDistances();

    /** A literal as it is, a match as its length before its distance. */
    private final int[] tokens = new int[MOST_TOKENS];

    private int count;
    private long extraBits;
    private final int[] literalFrequencies = new int[LITERALS];
    private final int[] distanceFrequencies = new int[DISTANCES];
    private final HuffmanCode literals = new HuffmanCode(LITERALS, LONGEST_CODE);
    private final HuffmanCode distances = new HuffmanCode(DISTANCES, LONGEST_CODE);
    private final CodeLengths lengths = new CodeLengths();

    boolean isNearlyFull() {
        return count >= MOST_TOKENS - 1;
    }

    boolean isFull() {
        return count == MOST_TOKENS;
    }

    void literal(byte literal) {
        tokens[count++] = literal & 0xff;
        literalFrequencies[literal & 0xff]++;
    }

    void match(int length, int distance) {
        tokens[count++] = length << Short.SIZE | distance - 1;
        int lengthSymbol = lengthSymbol(length);
        int distanceSymbol = distanceSymbol(distance - 1);
        literalFrequencies[lengthSymbol]++;
        distanceFrequencies[distanceSymbol]++;
        extraBits += lengthBits(lengthSymbol) + distanceBits(distanceSymbol);
    }

    /** Writes what was collected, which is what these bytes deflate to, and begins anew. */
    void write(BitSink sink, boolean last, byte[] bytes, int start, int end) {
        literalFrequencies[END] = 1;
        literals.fit(literalFrequencies);
        distances.fit(distanceFrequencies);
        lengths.describe(literals, distances);
        long dynamic = lengths.bits() + bits(literals, distances);
        long fixed = bits(FIXED_LITERALS, FIXED_DISTANCES);
        int lastBit = last ? 1 : 0;
        if (storedBits(end - start) < Math.min(dynamic, fixed)) {
            store(sink, last, bytes, start, end);
        } else if (fixed <= dynamic) {
            sink.put(lastBit | FIXED << 1, FORM_BITS);
            writeTokens(sink, FIXED_LITERALS, FIXED_DISTANCES);
        } else {
            sink.put(lastBit | DYNAMIC << 1, FORM_BITS);
            lengths.write(sink);
            writeTokens(sink, literals, distances);
        }
        count = 0;
        extraBits = 0;
        Arrays.fill(literalFrequencies, 0);
        Arrays.fill(distanceFrequencies, 0);
    }

    private long bits(HuffmanCode literalCode, HuffmanCode distanceCode) {
        long bits = extraBits;
        for (int symbol = 0; symbol < LITERALS; symbol++) {
            bits += (long) literalFrequencies[symbol] * literalCode.length(symbol);
        }
        for (int symbol = 0; symbol < DISTANCES; symbol++) {
            bits += (long) distanceFrequencies[symbol] * distanceCode.length(symbol);
        }
        return bits;
    }

    private static long storedBits(int bytes) {
        long blocks = 1L + bytes / LONGEST_STORED;
        return Byte.SIZE * (bytes + 5L * blocks);
    }

    /** Writes bytes as they are; none of them make the empty block that ends at a whole byte. */
    static void store(BitSink sink, boolean last, byte[] bytes, int start, int end) {
        int from = start;
        do {
            int length = Math.min(end - from, LONGEST_STORED);
            sink.put(last && from + length == end ? 1 : 0, FORM_BITS);
            sink.align();
            sink.put(length | (~length & 0xffffL) << Short.SIZE, Integer.SIZE);
            sink.put(bytes, from, from + length);
            from += length;
        } while (from < end);
    }

    private void writeTokens(BitSink sink, HuffmanCode literalCode, HuffmanCode distanceCode) {
        for (int index = 0; index < count; index++) {
            int token = tokens[index];
            if (token <= 0xff) {
                sink.put(literalCode.code(token), literalCode.length(token));
            } else {
                writeMatch(sink, literalCode, distanceCode, token >>> Short.SIZE, token & 0xffff);
            }
        }
        sink.put(literalCode.code(END), literalCode.length(END));
    }

    private static void writeMatch(
            BitSink sink, HuffmanCode literalCode, HuffmanCode distanceCode, int length, int back) {
        int lengthSymbol = lengthSymbol(length);
        int lengthCode = literalCode.length(lengthSymbol);
        int lengthBits = lengthBits(lengthSymbol);
        int lengthRest = length - MatchFinder.SHORTEST & (1 << lengthBits) - 1;
        sink.put(literalCode.code(lengthSymbol) | lengthRest << lengthCode, lengthCode + lengthBits);
        int distanceSymbol = distanceSymbol(back);
        int distanceCodeLength = distanceCode.length(distanceSymbol);
        int distanceBits = distanceBits(distanceSymbol);
        int distanceRest = back & (1 << distanceBits) - 1;
        sink.put(
                distanceCode.code(distanceSymbol) | distanceRest << distanceCodeLength,
                distanceCodeLength + distanceBits);
    }

    /** From 8 on, each doubling of the length above the shortest is four symbols; the longest match has its own. */
    private static int lengthSymbol(int length) {
        int above = length - MatchFinder.SHORTEST;
        if (above < 8) {
            return FIRST_LENGTH + above;
        }
        if (length == MatchFinder.LONGEST) {
            return LITERALS - 1;
        }
        int doublings = 31 - Integer.numberOfLeadingZeros(above);
        return FIRST_LENGTH + 4 * (doublings - 1) + (above >>> doublings - 2 & 3);
    }

    private static int lengthBits(int symbol) {
        return symbol < FIRST_LENGTH + 8 || symbol == LITERALS - 1 ? 0 : (symbol - FIRST_LENGTH >> 2) - 1;
    }

    /** From 4 on, each doubling of the distance is two symbols. */
    private static int distanceSymbol(int back) {
        if (back < 4) {
            return back;
        }
        int doublings = 31 - Integer.numberOfLeadingZeros(back);
        return 2 * doublings + (back >>> doublings - 1 & 1);
    }

    private static int distanceBits(int symbol) {
        return symbol < 4 ? 0 : (symbol >> 1) - 1;
    }
}
