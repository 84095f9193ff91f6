package dev.cordon.scan;

import java.util.BitSet;

/** A piece of a pattern, of known or bounded length. Immutable. */
sealed interface PatternElement permits BytePattern, Alternatives, Gap {
    /** Returns how many bytes it takes at most. */
    int longest();

    /** Adds the places where it may end if it begins at one place; nothing stands beyond {@code end}. */
    void addEnds(byte[] bytes, int from, int end, BitSet ends);

    /** Adds the places where it may begin if it ends at one place. */
    void addStarts(byte[] bytes, int to, BitSet starts);
}
