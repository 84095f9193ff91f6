package dev.cordon.codec;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/**
 * Parts that wait for something to be done with them, in their order and one at a time, by a worker or, when too many of
 * them wait, by the one who adds them.
 */
final class Backlog<T> {
    private final Workers workers;
    private final int most;
    private final Consumer<T> action;
    private final Deque<T> waiting = new ArrayDeque<>();
    private final ReentrantLock turn = new ReentrantLock();

    Backlog(Workers workers, int most, Consumer<T> action) {
        this.workers = workers;
        this.most = most;
        this.action = action;
    }

    void add(T part) {
        if (enqueue(part) < most) {
            workers.offer(this::workUnlessOthersDo);
        } else {
            finish();
        }
    }

    /** Returns when nothing waits any more. */
    void finish() {
        turn.lock();
        work();
    }

    private void workUnlessOthersDo() {
        if (turn.tryLock()) {
            work();
        }
    }

    private void work() {
        try {
            Optional<T> part = next();
            while (part.isPresent()) {
                action.accept(part.get());
                part = next();
            }
        } finally {
            turn.unlock();
        }
    }

    private int enqueue(T part) {
        synchronized (waiting) {
            waiting.add(part);
            return waiting.size();
        }
    }

    private Optional<T> next() {
        synchronized (waiting) {
            return Optional.ofNullable(waiting.poll());
        }
    }
}
