package dev.cordon.scan;

import java.util.BitSet;

/**
 * Any bytes, between two numbers of them.
 *
 * @param least how many at least
 * @param most how many at most
 */
record Gap(int least, int most) implements PatternElement {
    @Override
    public int longest() {
        return most;
    }

    @Override
    public void addEnds(byte[] bytes, int from, int end, BitSet ends) {
        if (from + least <= end) {
            ends.set(from + least, Math.min(from + most, end) + 1);
        }
    }

    @Override
    public void addStarts(byte[] bytes, int to, BitSet starts) {
        if (to >= least) {
            starts.set(Math.max(0, to - most), to - least + 1);
        }
    }
}
