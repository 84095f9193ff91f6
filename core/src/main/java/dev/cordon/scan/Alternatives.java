package dev.cordon.scan;

import com.google.common.collect.ImmutableList;
import java.util.BitSet;

/**
 * One of several runs of bytes, or none of them.
 *
 * @param choices the runs; where none of them may stand, they are of one length
 * @param negated whether none of them may stand there
 */
record Alternatives(ImmutableList<BytePattern> choices, boolean negated) implements PatternElement {
    @Override
    public int longest() {
        return choices.stream().mapToInt(BytePattern::length).max().orElse(0);
    }

    @Override
    public void addEnds(byte[] bytes, int from, int end, BitSet ends) {
        if (negated) {
            if (from + longest() <= end && isNone(bytes, from, end)) {
                ends.set(from + longest());
            }
            return;
        }
        for (BytePattern choice : choices) {
            choice.addEnds(bytes, from, end, ends);
        }
    }

    @Override
    public void addStarts(byte[] bytes, int to, BitSet starts) {
        if (negated) {
            int from = to - longest();
            if (from >= 0 && isNone(bytes, from, to)) {
                starts.set(from);
            }
            return;
        }
        for (BytePattern choice : choices) {
            choice.addStarts(bytes, to, starts);
        }
    }

    private boolean isNone(byte[] bytes, int from, int end) {
        return choices.stream().noneMatch(choice -> choice.matches(bytes, from, end));
    }
}
