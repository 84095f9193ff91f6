package dev.cordon.icap;

import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * When something has to be done.
 *
 * @param nanos shows nanoseconds from anywhere on
 * @param at what it shows then
 */
record Deadline(LongSupplier nanos, long at) {
    static Deadline in(Duration time, LongSupplier nanos) {
        return new Deadline(nanos, nanos.getAsLong() + time.toNanos());
    }

    /** Returns whichever is sooner, this one or so much from now on. */
    Deadline orIn(Duration time) {
        Deadline other = in(time, nanos);
        return other.at - at < 0 ? other : this;
    }

    boolean isOver() {
        return at - nanos.getAsLong() <= 0;
    }

    /**
     * Returns what is left, more than nothing.
     *
     * @throws SocketTimeoutException if it is over
     */
    Duration left() throws SocketTimeoutException {
        long left = at - nanos.getAsLong();
        if (left <= 0) {
            throw new SocketTimeoutException("the ICAP server has not answered in time");
        }
        return Duration.ofNanos(left);
    }
}
