package dev.cordon.server;

import static com.google.common.base.Preconditions.checkArgument;

import java.time.Duration;
import java.util.Optional;

/**
 * How much a server holds, and for how long (guide, table 4-1, "General"). Immutable.
 *
 * @param quotaBytes how much room the samples may take together, in bytes; by default 500 MB. It decides whether a
 *     sample is taken: what is written later about samples that are held already is not refused. Further samples of
 *     bytes that are held already are taken beyond it
 * @param retention how long a sample is kept after it has come to rest; empty, the default, for as long as there is room
 */
public record Holding(long quotaBytes, Optional<Duration> retention) {
    private static final long MEGABYTE = 1_000_000;

    /** Refuses a quota that holds nothing and a time that is not positive. */
    public Holding {
        checkArgument(quotaBytes > 0, "a quota is positive");
        checkArgument(
                retention.stream().noneMatch(time -> time.isZero() || time.isNegative()),
                "a time of retention is positive");
    }

    /** Returns the guide's 500 megabytes, and that samples are kept for as long as there is room. */
    public static Holding standard() {
        return new Holding(500 * MEGABYTE, Optional.empty());
    }

    /** Returns a copy with another quota, in bytes. */
    public Holding upTo(long bytes) {
        return new Holding(bytes, retention);
    }

    /** Returns a copy that keeps samples for a time after they have come to rest. */
    public Holding keeping(Duration time) {
        return new Holding(quotaBytes, Optional.of(time));
    }
}
