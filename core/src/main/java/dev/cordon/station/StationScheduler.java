package dev.cordon.station;

import com.google.common.collect.ImmutableList;
import java.io.Closeable;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Calls stations when they want to be called, each by one thread at a time, on an executor that the caller owns.
 *
 * <p>A station that fails is called again with the waits of a {@link Backoff}; its failures go to the observer. Closing
 * stops further calls and does not wait for one that is under way; the executor stays open.
 */
public final class StationScheduler implements Closeable {
    private final ScheduledExecutorService executor;
    private final Backoff backoff;
    private final Observer observer;
    private final AtomicBoolean open = new AtomicBoolean(true);

    /** Hears of stations that fail and recover. */
    public interface Observer {
        /** Takes note that a call failed; {@code failures} counts those in a row. */
        void failed(Station station, int failures, Exception failure);

        /** Takes note that a station works again after failing. */
        default void recovered(Station station) {}
    }

    /** Makes a scheduler. */
    public StationScheduler(ScheduledExecutorService executor, Backoff backoff, Observer observer) {
        this.executor = executor;
        this.backoff = backoff;
        this.observer = observer;
    }

    /** Begins to call stations. */
    public void start(List<? extends Station> stations) {
        ImmutableList.copyOf(stations).forEach(station -> schedule(station, 0, Duration.ZERO));
    }

    private void schedule(Station station, int failures, Duration wait) {
        if (!open.get()) {
            return;
        }
        try {
            var unused = executor.schedule(() -> call(station, failures), wait.toMillis(), TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            // The host has shut its executor down: that ends the calls just as closing does.
            open.set(false);
        }
    }

    private void call(Station station, int failures) {
        if (!open.get()) {
            return;
        }
        try {
            Duration wait = station.work();
            if (failures > 0) {
                observer.recovered(station);
            }
            schedule(station, 0, wait);
        } catch (Exception e) {
            failed(station, failures + 1, e);
        } catch (LinkageError | StackOverflowError e) {
            // Foreign bytes can bring a library to these; they must not end the station for good.
            failed(station, failures + 1, new IllegalStateException("a library failed", e));
        }
    }

    private void failed(Station station, int failures, Exception failure) {
        if (open.get()) {
            observer.failed(station, failures, failure);
            schedule(station, failures, backoff.after(failures));
        }
    }

    @Override
    public void close() {
        open.set(false);
    }
}
