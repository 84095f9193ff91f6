package dev.cordon.simulation;

import com.google.common.collect.ImmutableSet;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Random;

/** Decides what goes wrong, as long as the storm lasts. */
final class Weather {
    private final ImmutableSet<Fault> faults;
    private final InstantSource clock;
    private final Random random;
    private final Instant end;

    Weather(ImmutableSet<Fault> faults, InstantSource clock, Random random, Instant end) {
        this.faults = faults;
        this.clock = clock;
        this.random = random;
        this.end = end;
    }

    Instant end() {
        return end;
    }

    Random random() {
        return random;
    }

    /** Returns whether a fault strikes now, so many times in a hundred. */
    boolean strikes(Fault fault, int percent) {
        return faults.contains(fault) && clock.instant().isBefore(end) && random.nextInt(100) < percent;
    }

    /** Returns a time above 0 and up to another. */
    Duration upTo(Duration most) {
        return Duration.ofMillis(1 + random.nextInt((int) most.toMillis()));
    }
}
