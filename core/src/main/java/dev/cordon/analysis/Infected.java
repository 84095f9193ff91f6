package dev.cordon.analysis;

import com.google.common.collect.ImmutableList;
import dev.cordon.sample.Checkup;
import java.io.IOException;
import java.util.BitSet;
import java.util.Optional;

/** An infected file in memory, and what is known of the infection. Immutable, as long as nobody changes its bytes. */
final class Infected {
    private final byte[] content;
    private final Checkup original;
    private final Comparison comparison;

    Infected(byte[] content, Checkup original) {
        this.content = content;
        this.original = original;
        this.comparison = Comparison.of(content, original);
    }

    byte[] content() {
        return content;
    }

    Checkup original() {
        return original;
    }

    /** Returns what has to be put back to have the file from before; empty if that is not known. */
    Optional<ImmutableList<Edit>> edits() {
        return comparison instanceof Comparison.Undone undone ? Optional.of(undone.edits()) : Optional.empty();
    }

    /** Returns whether it is the file from before with something done to it, rather than another file. */
    boolean isPlausible() {
        return isTold() || comparison instanceof Comparison.Altered;
    }

    /** Returns whether it is known of some of its bytes that they were not in the file from before. */
    boolean isTold() {
        return comparison instanceof Comparison.Undone || comparison instanceof Comparison.Grown;
    }

    /**
     * Returns the file and which of its bytes may be the infection's. What the infection has put aside is the file's. Of
     * parts that have changed nobody knows how, nothing is taken if others are certain.
     */
    Suspect suspect() throws IOException {
        if (comparison instanceof Comparison.Undone undone) {
            return Suspect.of(content, brought(undone.edits()));
        }
        return comparison instanceof Comparison.Grown grown
                ? Suspect.of(content, brought(grown.added()))
                : Suspect.of(content, Optional.of(original));
    }

    /** Returns the positions of what an infection has written itself. */
    static BitSet brought(ImmutableList<Edit> edits) {
        BitSet brought = new BitSet();
        edits.forEach(edit -> brought.set(edit.from(), edit.end()));
        for (Edit edit : edits) {
            if (edit.before() instanceof Edit.Kept kept) {
                brought.clear(kept.from(), kept.from() + edit.length());
            }
        }
        return brought;
    }
}
