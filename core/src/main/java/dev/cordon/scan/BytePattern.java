package dev.cordon.scan;

import java.util.BitSet;

/** A run of bytes, some of which may be known in part or not at all. Immutable. */
final class BytePattern implements PatternElement {
    private static final byte KNOWN = (byte) 0xFF;

    private final byte[] values;
    private final byte[] masks;

    /**
     * Makes a run; the arrays are its own from then on.
     *
     * @param values the bytes, with zeros where bits may be anything
     * @param masks the bits that are known
     */
    BytePattern(byte[] values, byte[] masks) {
        this.values = values;
        this.masks = masks;
    }

    int length() {
        return values.length;
    }

    byte value(int at) {
        return values[at];
    }

    void copyValues(byte[] target, int at) {
        System.arraycopy(values, 0, target, at, values.length);
    }

    void copyMasks(byte[] target, int at) {
        System.arraycopy(masks, 0, target, at, masks.length);
    }

    boolean isKnown(int at) {
        return masks[at] == KNOWN;
    }

    boolean isAllKnown() {
        for (int at = 0; at < masks.length; at++) {
            if (!isKnown(at)) {
                return false;
            }
        }
        return true;
    }

    @Override
    public int longest() {
        return values.length;
    }

    @Override
    public void addEnds(byte[] bytes, int from, int end, BitSet ends) {
        if (matches(bytes, from, end)) {
            ends.set(from + values.length);
        }
    }

    @Override
    public void addStarts(byte[] bytes, int to, BitSet starts) {
        if (matches(bytes, to - values.length, to)) {
            starts.set(to - values.length);
        }
    }

    /** Returns whether the run stands at a place, all of it before an end. */
    boolean matches(byte[] bytes, int from, int end) {
        if (from < 0 || from > end - values.length) {
            return false;
        }
        for (int at = 0; at < values.length; at++) {
            if (((bytes[from + at] ^ values[at]) & masks[at]) != 0) {
                return false;
            }
        }
        return true;
    }
}
