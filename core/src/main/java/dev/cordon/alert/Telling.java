package dev.cordon.alert;

import java.util.concurrent.atomic.AtomicInteger;

/** One alert on its way to all sinks. Safe for use by many threads. */
final class Telling {
    private final AtomicInteger open;

    Telling(int sinks) {
        this.open = new AtomicInteger(sinks);
    }

    /** Takes note that one sink has it, or that it was given up there; once for each sink. */
    void settleOne() {
        open.decrementAndGet();
    }

    /** Returns whether nothing is to be hoped for any more: each sink has it, or it was given up there. */
    boolean isSettled() {
        return open.get() <= 0;
    }
}
