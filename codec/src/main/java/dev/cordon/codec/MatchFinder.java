package dev.cordon.codec;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/** Finds out where the bytes at a position were before, along chains of positions whose next three bytes hash alike. */
final class MatchFinder {
    /** How many bytes behind the end of the data have to be there, whatever they are. */
    static final int MARGIN = Long.BYTES;

    static final int SHORTEST = 3;
    static final int LONGEST = 258;

    /** The farthest that a match may lie back. */
    static final int WINDOW = 32 << 10;

    /** A match of three bytes from farther back takes more bits than three literals do. */
    private static final int FAR = 4 << 10;

    /** How many earlier places are tried; more of them cost time and save next to nothing. */
    private static final int MOST_CANDIDATES = 32;

    /** With a match of this length at hand, a quarter of them is tried. */
    private static final int GOOD = 8;

    /** A match of this length ends the search. */
    private static final int GOOD_ENOUGH = 128;

    private static final VarHandle FOUR_BYTES =
            MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle EIGHT_BYTES =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private static final int SPREAD = 0x9E37_79B1;
    private static final int MOST_HASH_BITS = 15;
    private static final int FEWEST_HASH_BITS = 9;

    /** By the hash of three bytes: the last position, counted from 1. */
    private final int[] lastOfThree = new int[1 << MOST_HASH_BITS];

    /** By the hash of four bytes: the last position, counted from 1. */
    private final int[] lastOfFour = new int[1 << MOST_HASH_BITS];

    /** By the low bits of a position: the one before it whose four bytes have the same hash, counted from 1. */
    private final int[] before = new int[WINDOW];

    private byte[] bytes = new byte[0];
    private int end;
    private int hashShift;
    private int indexed;
    private int distance;

    /** Begins with other data. */
    void begin(byte[] data, int start, int dataEnd) {
        bytes = data;
        end = dataEnd;
        indexed = start;
        int bits = 31 - Integer.numberOfLeadingZeros(dataEnd - start);
        int hashBits = Math.max(FEWEST_HASH_BITS, Math.min(MOST_HASH_BITS, bits));
        hashShift = Integer.SIZE - hashBits;
        Arrays.fill(lastOfThree, 0, 1 << hashBits, 0);
        Arrays.fill(lastOfFour, 0, 1 << hashBits, 0);
    }

    /** Returns how far back the match lies that was found last. */
    int distance() {
        return distance;
    }

    /** Returns the length of the best match that is longer than another; 0 if there is none. */
    int find(int position, int another) {
        skipTo(position);
        int most = Math.min(LONGEST, end - position);
        if (most <= Math.max(another, SHORTEST - 1)) {
            return 0;
        }
        int here = (int) FOUR_BYTES.get(bytes, position);
        int three = lastOfThree[hash(here << Byte.SIZE)] - 1;
        int four = lastOfFour[hash(here)] - 1;
        index(position, here);
        indexed = position + 1;
        int shortest = Math.max(another, SHORTEST - 1);
        if (shortest < SHORTEST && three >= 0 && position - three <= FAR && isSame(here, three)) {
            distance = position - three;
            return Math.max(SHORTEST, best(position, four, SHORTEST, most));
        }
        return best(position, four, shortest, most);
    }

    private boolean isSame(int here, int candidate) {
        return (here ^ (int) FOUR_BYTES.get(bytes, candidate)) << Byte.SIZE == 0;
    }

    private int best(int position, int first, int another, int most) {
        byte[] data = bytes;
        int oldest = Math.max(-1, position - WINDOW);
        int candidate = first;
        int best = another;
        int left = another >= GOOD ? MOST_CANDIDATES / 4 : MOST_CANDIDATES;
        // The last four bytes that a longer match has.
        int probe = Math.max(0, best - SHORTEST);
        int wanted = (int) FOUR_BYTES.get(data, position + probe);
        while (candidate > oldest && left-- > 0) {
            if ((int) FOUR_BYTES.get(data, candidate + probe) == wanted) {
                int length = common(data, candidate, position, most);
                if (length > best) {
                    best = length;
                    distance = position - candidate;
                    if (best >= GOOD_ENOUGH || best == most) {
                        break;
                    }
                    probe = Math.max(0, best - SHORTEST);
                    wanted = (int) FOUR_BYTES.get(data, position + probe);
                }
            }
            candidate = before[candidate & WINDOW - 1] - 1;
        }
        return best > another ? best : 0;
    }

    /** Passes over positions at which nothing is looked for, but which may be found later. */
    void skipTo(int position) {
        int until = Math.min(position, end - SHORTEST + 1);
        for (int skipped = indexed; skipped < until; skipped++) {
            index(skipped, (int) FOUR_BYTES.get(bytes, skipped));
        }
        indexed = Math.max(indexed, position);
    }

    private void index(int position, int here) {
        lastOfThree[hash(here << Byte.SIZE)] = position + 1;
        int hash = hash(here);
        before[position & WINDOW - 1] = lastOfFour[hash];
        lastOfFour[hash] = position + 1;
    }

    private int hash(int four) {
        return four * SPREAD >>> hashShift;
    }

    private static int common(byte[] data, int one, int other, int most) {
        for (int length = 0; length < most; length += Long.BYTES) {
            long difference = (long) EIGHT_BYTES.get(data, one + length) ^ (long) EIGHT_BYTES.get(data, other + length);
            if (difference != 0) {
                return Math.min(most, length + (Long.numberOfTrailingZeros(difference) >>> 3));
            }
        }
        return most;
    }
}
