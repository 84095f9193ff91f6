package dev.cordon.store;

import com.google.common.collect.ImmutableSortedSet;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;

/**
 * The samples that stand at one status or analysis state, in the order in which they are handed out. Not safe for use by
 * many threads.
 */
final class WorkQueue {
    /** Those that were free when somebody asked last. */
    private final NavigableSet<Kept> ready = new TreeSet<>(WorkQueue::byImportance);

    /** The others, and those nobody has asked for yet. */
    private final NavigableSet<Kept> waiting = new TreeSet<>(WorkQueue::byTime);

    /** Returns the queue of some samples. */
    static WorkQueue of(Collection<Kept> samples) {
        WorkQueue queue = new WorkQueue();
        queue.waiting.addAll(ImmutableSortedSet.copyOf(WorkQueue::byTime, samples));
        return queue;
    }

    /** Written out because every sample that comes or changes is compared with some twenty others. */
    private static int byImportance(Kept one, Kept other) {
        int order = other.priority().compareTo(one.priority());
        if (order == 0) {
            order = one.due().compareTo(other.due());
        }
        return order != 0 ? order : Row.ARRIVAL.compare(one.row(), other.row());
    }

    private static int byTime(Kept one, Kept other) {
        int order = one.free().compareTo(other.free());
        return order != 0 ? order : byImportance(one, other);
    }

    void add(Kept kept) {
        waiting.add(kept);
    }

    void remove(Kept kept) {
        if (!waiting.remove(kept)) {
            ready.remove(kept);
        }
    }

    boolean isEmpty() {
        return waiting.isEmpty() && ready.isEmpty();
    }

    /** Returns the most important samples that are free at a time. */
    List<Kept> first(int limit, Instant now) {
        while (!waiting.isEmpty() && !waiting.first().free().isAfter(now)) {
            ready.add(waiting.pollFirst());
        }
        List<Kept> first = new ArrayList<>();
        for (Kept kept : ready) {
            if (first.size() == limit) {
                break;
            }
            // Somebody's clock may have gone back.
            if (!kept.free().isAfter(now)) {
                first.add(kept);
            }
        }
        return first;
    }
}
