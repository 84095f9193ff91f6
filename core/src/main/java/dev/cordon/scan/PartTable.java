package dev.cordon.scan;

import com.google.common.collect.ImmutableList;
import java.util.Arrays;

/**
 * The parts of all patterns, one after the other, by number. Immutable.
 *
 * <p>Most parts are one run of bytes. These stand side by side in one array, so that a hundred thousand of them cost
 * little more than their bytes. The others are kept as they were read.
 */
final class PartTable {
    private static final int NONE = -1;

    private final byte[] values;
    private final byte[] masks;
    private final int[] begins;
    private final int[] masksBegin;
    private final int[] signatures;
    private final int[] gaps;
    private final int[] anchorElements;
    private final int[] composedAt;
    private final ImmutableList<PatternPart> composed;

    private PartTable(Builder parts) {
        values = Arrays.copyOf(parts.values, parts.valuesLength);
        masks = Arrays.copyOf(parts.masks, parts.masksLength);
        begins = Arrays.copyOf(parts.begins, parts.count + 1);
        begins[parts.count] = parts.valuesLength;
        masksBegin = Arrays.copyOf(parts.masksBegin, parts.count);
        signatures = Arrays.copyOf(parts.signatures, parts.count);
        gaps = Arrays.copyOf(parts.gaps, parts.count);
        anchorElements = Arrays.copyOf(parts.anchorElements, parts.count);
        composedAt = Arrays.copyOf(parts.composedAt, parts.count);
        composed = parts.composed.build();
    }

    /** Returns the number of the signature that a part belongs to. */
    int signature(int part) {
        return signatures[part];
    }

    boolean isFirst(int part) {
        return part == 0 || signatures[part - 1] != signatures[part];
    }

    boolean isLast(int part) {
        return part == signatures.length - 1 || signatures[part + 1] != signatures[part];
    }

    /** Returns how many bytes there are at least between the part before and this one. */
    int gapBefore(int part) {
        return gaps[part];
    }

    /**
     * Returns where a part ends that stands around a word of its anchor, or {@link PatternPart#NOWHERE}; of several ends
     * the first.
     *
     * @param filled how much of {@code bytes} is content
     * @param at where the element with the anchor begins, if the part stands there
     * @param earliest the first place where the part may begin
     * @param latest the last such place
     */
    int end(int part, byte[] bytes, int filled, int at, long earliest, long latest) {
        if (composedAt[part] != NONE) {
            return at < 0
                    ? PatternPart.NOWHERE
                    : composed.get(composedAt[part]).end(bytes, filled, anchorElements[part], at, earliest, latest);
        }
        int length = begins[part + 1] - begins[part];
        if (at < Math.max(0, earliest) || at > latest || at > filled - length) {
            return PatternPart.NOWHERE;
        }
        return stands(part, bytes, at, length) ? at + length : PatternPart.NOWHERE;
    }

    private boolean stands(int part, byte[] bytes, int at, int length) {
        int begin = begins[part];
        if (masksBegin[part] == NONE) {
            return Arrays.equals(bytes, at, at + length, values, begin, begin + length);
        }
        int mask = masksBegin[part];
        for (int index = 0; index < length; index++) {
            if (((bytes[at + index] ^ values[begin + index]) & masks[mask + index]) != 0) {
                return false;
            }
        }
        return true;
    }

    /** Collects parts. */
    static final class Builder {
        private byte[] values = new byte[1 << 10];
        private byte[] masks = new byte[1 << 10];
        private int[] begins = new int[64];
        private int[] masksBegin = new int[64];
        private int[] signatures = new int[64];
        private int[] gaps = new int[64];
        private int[] anchorElements = new int[64];
        private int[] composedAt = new int[64];
        private final ImmutableList.Builder<PatternPart> composed = ImmutableList.builder();
        private int composedCount;
        private int valuesLength;
        private int masksLength;
        private int count;

        /** Adds a part and returns its number. */
        int add(int signature, PatternPart part, Anchor anchor) {
            if (count + 1 == begins.length) {
                grow();
            }
            begins[count] = valuesLength;
            masksBegin[count] = NONE;
            signatures[count] = signature;
            gaps[count] = part.gapBefore();
            anchorElements[count] = anchor.element();
            composedAt[count] = NONE;
            if (part.elements().size() == 1 && part.elements().get(0) instanceof BytePattern run) {
                addRun(run);
            } else {
                composed.add(part);
                composedAt[count] = composedCount++;
            }
            return count++;
        }

        private void addRun(BytePattern run) {
            values = withRoom(values, valuesLength, run.length());
            run.copyValues(values, valuesLength);
            valuesLength += run.length();
            if (!run.isAllKnown()) {
                masks = withRoom(masks, masksLength, run.length());
                run.copyMasks(masks, masksLength);
                masksBegin[count] = masksLength;
                masksLength += run.length();
            }
        }

        private static byte[] withRoom(byte[] bytes, int used, int more) {
            return used + more <= bytes.length ? bytes : Arrays.copyOf(bytes, Math.max(2 * bytes.length, used + more));
        }

        private void grow() {
            int larger = 2 * begins.length;
            begins = Arrays.copyOf(begins, larger);
            masksBegin = Arrays.copyOf(masksBegin, larger);
            signatures = Arrays.copyOf(signatures, larger);
            gaps = Arrays.copyOf(gaps, larger);
            anchorElements = Arrays.copyOf(anchorElements, larger);
            composedAt = Arrays.copyOf(composedAt, larger);
        }

        PartTable build() {
            return new PartTable(this);
        }
    }
}
