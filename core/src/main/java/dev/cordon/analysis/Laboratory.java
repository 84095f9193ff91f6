package dev.cordon.analysis;

import com.google.common.collect.ImmutableList;
import dev.cordon.spi.Engine;
import dev.cordon.spi.Replicator;
import java.util.List;

/**
 * What the owner of an analysis centre gives it to work with. Immutable; each {@code with} method returns a changed copy.
 *
 * @param clean what is known of clean programs, in which no signature may be found; nothing by default
 * @param replicator finds out what an infection does; the built-in one by default, which executes nothing
 * @param engines engines that a set must load in and find the samples with before it is given out, beside the engine of
 *     the place; none by default. None of them may be one that the place scans with: each is given sets that nobody gets. One that scans with more than the set is of
 *     use only where that finds nothing in the samples: it has to find them by a name of the set
 * @param builds is told of builds that fail; nobody by default
 */
public record Laboratory(
        CleanPrograms clean, Replicator replicator, ImmutableList<Engine> engines, BuildObserver builds) {
    /** Returns one that knows no clean program, compares, and asks no other engine. */
    public static Laboratory standard() {
        return new Laboratory(
                CleanPrograms.none(), new ComparingReplicator(), ImmutableList.of(), (sequence, isFull, reason) -> {});
    }

    /** Returns a copy that knows these clean programs. */
    public Laboratory with(CleanPrograms other) {
        return new Laboratory(other, replicator, engines, builds);
    }

    /** Returns a copy with another replicator. */
    public Laboratory with(Replicator other) {
        return new Laboratory(clean, other, engines, builds);
    }

    /** Returns a copy whose sets must load in these engines, too. */
    public Laboratory testingWith(List<Engine> others) {
        return new Laboratory(clean, replicator, ImmutableList.copyOf(others), builds);
    }

    /** Returns a copy that tells somebody of builds that fail. */
    public Laboratory telling(BuildObserver observer) {
        return new Laboratory(clean, replicator, engines, observer);
    }
}
