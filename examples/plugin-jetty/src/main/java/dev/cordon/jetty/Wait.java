package dev.cordon.jetty;

import java.time.Duration;

/**
 * How long a client has been waited for since its last request, and whether that is too long for what has come.
 *
 * <p>Only the time counts in which the client is to do something: what the place itself takes for its work does not.
 * Times are those of a clock without a zero, in nanoseconds. Safe for use by many threads.
 */
final class Wait {
    private static final long NANOS = Duration.ofSeconds(1).toNanos();

    private final JettyListenerConfig config;
    private long since;
    private boolean waiting;
    private long waited;
    private long bytes;

    /** Begins to wait for the first request. */
    Wait(JettyListenerConfig config, long now) {
        this.config = config;
        this.since = now;
        this.waiting = true;
    }

    /** Waits for the next request from now on; what was before is forgotten. */
    synchronized void again(long now) {
        waited = 0;
        bytes = 0;
        since = now;
        waiting = true;
    }

    /** Waits for bytes to come or to be taken. */
    synchronized void begin(long now) {
        if (!waiting) {
            since = now;
            waiting = true;
        }
    }

    /** Does not wait any more. */
    synchronized void end(long now) {
        if (waiting) {
            waited += now - since;
            waiting = false;
        }
    }

    /** Takes note of bytes that have come or were taken. */
    synchronized void moved(long count) {
        bytes += count;
    }

    /** Returns whether the client is not waited for any longer. */
    synchronized boolean isOver(long now) {
        if (!waiting) {
            return false;
        }
        long all = waited + now - since;
        double due = config.patience().toNanos() + (double) bytes / config.bytesPerSecond() * NANOS;
        return all > due || all > config.longest().toNanos();
    }
}
