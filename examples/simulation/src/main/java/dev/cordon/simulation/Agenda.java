package dev.cordon.simulation;

import dev.cordon.testkit.SettableClock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.PriorityQueue;

/**
 * What is to happen when. One thread does one thing after the other and sets the clock; while something waits for an
 * answer, others get their turn.
 */
final class Agenda implements InstantSource {
    /** How deep things that wait may lie over one another; beyond that a wait makes the others late. */
    private static final int DEEPEST = 12;

    private final SettableClock clock;
    private final PriorityQueue<Entry> entries = new PriorityQueue<>();
    private long number;
    private int depth;

    /** What was put down first is done first where the time is the same. */
    private record Entry(Instant at, long number, Runnable action) implements Comparable<Entry> {
        @Override
        public int compareTo(Entry other) {
            int order = at.compareTo(other.at);
            return order == 0 ? Long.compare(number, other.number) : order;
        }
    }

    Agenda(Instant start) {
        this.clock = SettableClock.at(start);
    }

    @Override
    public Instant instant() {
        return clock.instant();
    }

    void in(Duration wait, Runnable action) {
        entries.add(new Entry(instant().plus(wait), number++, action));
    }

    /** Does what is next, if that is before a time; returns whether it was. */
    private boolean step(Instant end) {
        Entry next = entries.peek();
        if (next == null || !next.at().isBefore(end)) {
            return false;
        }
        entries.remove();
        moveTo(next.at());
        next.action().run();
        return true;
    }

    /** Does everything that is to happen before a time, and goes there. */
    void runUntil(Instant end) {
        boolean more = true;
        while (more) {
            more = step(end);
        }
        moveTo(end);
    }

    /** Lets time go by for whoever calls, while the others go on. */
    void pass(Duration wait) {
        Instant end = instant().plus(wait);
        if (depth < DEEPEST) {
            depth++;
            try {
                runUntil(end);
            } finally {
                depth--;
            }
        }
        moveTo(end);
    }

    /** What is late happens late: the clock never goes back. */
    private void moveTo(Instant time) {
        if (time.isAfter(instant())) {
            clock.set(time);
        }
    }
}
