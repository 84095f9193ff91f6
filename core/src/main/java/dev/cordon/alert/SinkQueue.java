package dev.cordon.alert;

import com.google.common.base.Strings;
import dev.cordon.spi.Alert;
import dev.cordon.spi.AlertSink;
import dev.cordon.station.Backoff;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

/**
 * The alerts that wait for one sink, in their order and never more than a bound. The sink is called by one thread of the
 * executor at a time; whoever adds an alert never waits. Safe for use by many threads.
 */
final class SinkQueue {
    /** How many alerts wait at the most; beyond it the oldest is given up. */
    static final int CAPACITY = 1000;

    private final AlertSink sink;
    private final String name;
    private final InstantSource clock;
    private final Alerting.Failures observer;
    private final Deque<Entry> waiting = new ArrayDeque<>();
    private Optional<Call> call = Optional.empty();
    private Instant due = Instant.MIN;
    private int failures;

    SinkQueue(AlertSink sink, String name, InstantSource clock, Alerting.Failures observer) {
        this.sink = sink;
        this.name = name;
        this.clock = clock;
        this.observer = observer;
    }

    /** An alert in line; guarded by the queue. */
    private static final class Entry {
        private final Alert alert;
        private final Telling telling;
        private boolean settled;

        Entry(Alert alert, Telling telling) {
            this.alert = alert;
            this.telling = telling;
        }

        /** An alert of a sink that hung may be given up first and arrive after all. */
        void settle() {
            if (!settled) {
                settled = true;
                telling.settleOne();
            }
        }
    }

    /** A thread at work. */
    private record Call(Instant since, boolean isOverdue) {}

    synchronized void add(Alert alert, Telling telling) {
        waiting.add(new Entry(alert, telling));
        if (waiting.size() > CAPACITY) {
            drop();
        }
    }

    /** The first is with the sink while a thread is at work. */
    private void drop() {
        Optional<Entry> first = call.isPresent() ? Optional.of(waiting.removeFirst()) : Optional.empty();
        waiting.removeFirst().settle();
        first.ifPresent(waiting::addFirst);
        observer.failed(name + " is too slow; the oldest alert that waits for it is given up");
    }

    /** Starts a thread if something is due and none is at work, and stops waiting for one that takes too long. */
    void start(Executor executor, Backoff backoff, Duration patience) {
        if (!isToBegin(patience)) {
            return;
        }
        try {
            executor.execute(() -> drain(backoff));
        } catch (RejectedExecutionException e) {
            synchronized (this) {
                call = Optional.empty();
            }
            observer.failed(name + " is not called: its executor takes nothing more");
        }
    }

    private synchronized boolean isToBegin(Duration patience) {
        Instant now = clock.instant();
        if (call.isPresent()) {
            overdue(call.get(), now, patience);
            return false;
        }
        if (waiting.isEmpty() || due.isAfter(now)) {
            return false;
        }
        call = Optional.of(new Call(now, false));
        return true;
    }

    private void overdue(Call present, Instant now, Duration patience) {
        if (!present.isOverdue() && present.since().plus(patience).isBefore(now)) {
            call = Optional.of(new Call(present.since(), true));
            waiting.element().settle();
            observer.failed(name + " hangs; the others are told without it");
        }
    }

    private void drain(Backoff backoff) {
        Optional<Entry> next = first();
        while (next.isPresent()) {
            next = isTold(next.get(), backoff) ? following() : Optional.empty();
        }
    }

    private synchronized Optional<Entry> first() {
        return Optional.of(waiting.element());
    }

    /** Returns what comes after what was told; the thread is done if that is nothing. */
    private synchronized Optional<Entry> following() {
        failures = 0;
        waiting.removeFirst().settle();
        call = waiting.isEmpty() ? Optional.empty() : Optional.of(new Call(clock.instant(), false));
        return Optional.ofNullable(waiting.peek());
    }

    private boolean isTold(Entry entry, Backoff backoff) {
        try {
            sink.tell(entry.alert);
            return true;
        } catch (IOException e) {
            failed(backoff, e.getClass().getSimpleName() + ": " + Strings.nullToEmpty(e.getMessage()));
        } catch (RuntimeException | LinkageError | StackOverflowError e) {
            // What a sink of somebody else's throws may quote anything.
            failed(backoff, e.getClass().getSimpleName());
        }
        return false;
    }

    private synchronized void failed(Backoff backoff, String what) {
        call = Optional.empty();
        failures++;
        due = clock.instant().plus(backoff.after(failures));
        if (backoff.givesUpAfter(failures)) {
            failures = 0;
            waiting.removeFirst().settle();
            observer.failed(name + " gives up an alert: " + Alert.printable(what));
        } else {
            observer.failed(name + " fails and is tried again: " + Alert.printable(what));
        }
    }
}
