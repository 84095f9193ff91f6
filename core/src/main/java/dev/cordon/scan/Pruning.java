package dev.cordon.scan;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSortedSet;
import com.google.common.collect.Sets;
import dev.cordon.attribute.Sequence;
import java.util.Optional;
import java.util.Set;

/**
 * Tells which sets a place does not need any more; {@link ActiveDefinitions#prune} has the rules.
 *
 * @param kept all sets
 * @param inUse the one in use
 * @param withdrawn the highest that was ever withdrawn
 * @param needed what stays for a reason of its own
 */
record Pruning(
        ImmutableSortedSet<Sequence> kept,
        Optional<Sequence> inUse,
        Optional<Sequence> withdrawn,
        Set<Sequence> needed) {
    /**
     * Returns them.
     *
     * @param keep how many good sets before the one in use stay; 1 or more
     */
    ImmutableSortedSet<Sequence> unneeded(int keep) {
        checkArgument(keep > 0, "the last good set is kept");
        if (inUse.isEmpty()) {
            return ImmutableSortedSet.of();
        }
        ImmutableSortedSet<Sequence> older = kept.headSet(inUse.get(), false);
        ImmutableList<Sequence> good =
                older.descendingSet().stream().filter(this::isGood).collect(ImmutableList.toImmutableList());
        return good.size() < keep
                ? ImmutableSortedSet.of()
                : ImmutableSortedSet.copyOf(Sets.difference(older.headSet(good.get(keep - 1), false), needed));
    }

    /** Of those below one that was withdrawn nobody can tell any more which the place has gone back to. */
    private boolean isGood(Sequence set) {
        return withdrawn.filter(highest -> set.compareTo(highest) <= 0).isEmpty();
    }
}
