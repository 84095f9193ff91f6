package dev.cordon.station;

import com.google.common.hash.Hashing;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/**
 * Spreads waits that begin together, so that they don't end together. What is added depends on a seed alone: the same
 * wait for the same seed is always the same, and a simulation that is run again takes the same course.
 */
public final class Spread {
    private static final int STEPS = 1 << 16;
    private static final int TENTH = 10;

    private Spread() {}

    /** Returns half of a wait up to all of it; for attempts that may come early. */
    public static Duration upTo(Duration wait, String seed) {
        Duration half = wait.dividedBy(2);
        return wait.minus(part(half, seed));
    }

    /** Returns a wait up to a tenth more of it; for questions that are not to be asked more often. */
    public static Duration from(Duration wait, String seed) {
        return wait.plus(part(wait.dividedBy(TENTH), seed));
    }

    private static Duration part(Duration most, String seed) {
        int step = Hashing.murmur3_32_fixed()
                        .hashString(seed, StandardCharsets.UTF_8)
                        .asInt()
                & STEPS - 1;
        return most.multipliedBy(step).dividedBy(STEPS);
    }
}
