package dev.cordon.alert;

import java.time.Instant;
import java.util.Optional;

/**
 * A condition that holds, and what was told of it.
 *
 * @param occasion which time it is, see {@link Condition.Lasting#occasion}
 * @param since when it began
 * @param told when and how much was told; empty while it has not lasted for its timeout, or while nobody knows
 * @param isBeginning whether it was on its way to the sinks when the process ended, so that nobody knows who has heard it
 */
record Standing(String occasion, Instant since, Optional<Told> told, boolean isBeginning) {
    /**
     * What was told last.
     *
     * @param at when
     * @param newest {@link Condition.Lasting#newest} of what was told
     */
    record Told(Instant at, Instant newest) {}

    static Standing untold(String occasion, Instant since) {
        return new Standing(occasion, since, Optional.empty(), false);
    }

    static Standing told(String occasion, Instant since, Told told) {
        return new Standing(occasion, since, Optional.of(told), false);
    }

    static Standing beginning(String occasion, Instant since) {
        return new Standing(occasion, since, Optional.empty(), true);
    }

    boolean isTold() {
        return told.isPresent();
    }

    /** Returns whether a sink may have heard of it, and has to hear when it is over. */
    boolean isPerhapsHeard() {
        return isTold() || isBeginning;
    }
}
