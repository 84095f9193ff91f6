package dev.cordon.scan;

import com.google.common.collect.ImmutableList;
import java.util.BitSet;

/**
 * What of a pattern stands together: elements of bounded length in a row. An open gap separates it from the part before.
 *
 * @param gapBefore how many bytes there are at least between the part before and this one; 0 for the first
 * @param elements what it is made of
 */
record PatternPart(int gapBefore, ImmutableList<PatternElement> elements) {
    /** Says that the part does not stand there. */
    static final int NOWHERE = -1;

    /** Returns how many bytes it takes at most; may be more than an {@code int} holds. */
    long longest() {
        return longest(0, elements.size());
    }

    /** Returns how many bytes some of its elements take at most. */
    long longest(int from, int to) {
        return elements.subList(from, to).stream()
                .mapToLong(PatternElement::longest)
                .sum();
    }

    /**
     * Returns the first place where the part may end, or {@link #NOWHERE}.
     *
     * @param anchor the element that is known to begin at {@code at}, if it stands there at all
     * @param earliest the first place where the part may begin
     * @param latest the last such place
     */
    int end(byte[] bytes, int filled, int anchor, int at, long earliest, long latest) {
        BitSet starts = places(at);
        for (int element = anchor - 1; element >= 0 && !starts.isEmpty(); element--) {
            BitSet before = new BitSet();
            PatternElement current = elements.get(element);
            starts.stream().forEach(place -> current.addStarts(bytes, place, before));
            starts = before;
        }
        int first = earliest > filled ? NOWHERE : starts.nextSetBit((int) Math.max(0, earliest));
        if (first == NOWHERE || first > latest) {
            return NOWHERE;
        }
        BitSet ends = places(at);
        for (int element = anchor; element < elements.size() && !ends.isEmpty(); element++) {
            BitSet after = new BitSet();
            PatternElement current = elements.get(element);
            ends.stream().forEach(place -> current.addEnds(bytes, place, filled, after));
            ends = after;
        }
        return ends.nextSetBit(0);
    }

    private static BitSet places(int only) {
        BitSet places = new BitSet();
        places.set(only);
        return places;
    }
}
