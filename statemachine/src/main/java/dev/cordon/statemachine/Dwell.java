package dev.cordon.statemachine;

import static com.google.common.base.Preconditions.checkArgument;

import java.time.Duration;

/**
 * How long a sample has been standing where it stands.
 *
 * @param status where it stands
 * @param time for how long; not negative
 */
public record Dwell(SampleStatus status, Duration time) {
    /** Refuses a time below 0. */
    public Dwell {
        checkArgument(!time.isNegative(), "a sample stands somewhere for a time of 0 or more");
    }
}
