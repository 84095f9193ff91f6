package dev.cordon.station;

import java.io.IOException;
import java.time.Duration;

/**
 * One step of work on the way of samples.
 *
 * <p>A station owns no thread, timer or clock. Somebody calls {@link #work}: a {@link StationScheduler}, a host product,
 * or a simulation. It is called by one thread at a time.
 */
public interface Station {
    /** Returns the name, as it appears in logs: a verb or noun in lower case. */
    String name();

    /**
     * Does a bounded amount of work now and returns how long to wait before the next call; {@link Duration#ZERO} if
     * there is more to do.
     *
     * @throws IOException if a store or another place failed; everything that was acknowledged before still holds, and
     *     the next call goes on from there
     */
    Duration work() throws IOException;
}
