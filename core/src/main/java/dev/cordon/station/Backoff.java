package dev.cordon.station;

import static com.google.common.base.Preconditions.checkArgument;

import java.time.Duration;

/**
 * How long to wait before the next attempt: twice as long each time, up to a bound, and how often to try at all.
 *
 * @param first the wait after the first failure
 * @param longest the wait is never longer than this
 * @param attempts how many failures end it
 */
public record Backoff(Duration first, Duration longest, int attempts) {
    private static final int MOST_DOUBLINGS = 30;

    /** Refuses waits that are not positive. */
    public Backoff {
        checkArgument(
                !first.isNegative() && !first.isZero() && longest.compareTo(first) >= 0, "waits are positive and grow");
        checkArgument(attempts > 0, "there is at least one attempt");
    }

    /** Returns waits of 1 s to 10 s without an end: for a local peer that is down for a moment. */
    public static Backoff standard() {
        return new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(10), Integer.MAX_VALUE);
    }

    /** Returns the wait after so many failures in a row; the first is number 1. */
    public Duration after(int failures) {
        int doublings = Math.min(Math.max(failures - 1, 0), MOST_DOUBLINGS);
        Duration wait = first.multipliedBy(1L << doublings);
        return wait.compareTo(longest) < 0 ? wait : longest;
    }

    /** Returns whether so many failures are enough to give up. */
    public boolean givesUpAfter(int failures) {
        return failures >= attempts;
    }
}
