package dev.cordon.codec;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Supplier;

/**
 * Things that are used again, as making one takes longer than using it on a small sample. Safe for use by many threads;
 * the things are for one at a time.
 */
final class Reserve<T> {
    /** The largest of them take half a mebibyte. */
    private static final int KEPT = 8;

    private final Supplier<T> making;
    private final Deque<T> idle = new ArrayDeque<>(KEPT);

    Reserve(Supplier<T> making) {
        this.making = making;
    }

    synchronized T take() {
        return idle.isEmpty() ? making.get() : idle.pop();
    }

    /** Takes a thing back, fit for its next use; where there are enough of them, it is left to the garbage collector. */
    synchronized void giveBack(T thing) {
        if (idle.size() < KEPT) {
            idle.push(thing);
        }
    }
}
