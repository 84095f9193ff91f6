package dev.cordon.alert;

import java.time.Instant;
import java.util.Optional;

/**
 * A condition that holds, and what was told of it.
 *
 * @param occasion which time it is, see {@link Condition.Lasting#occasion}
 * @param since when it began
 * @param told when and how much was told; empty while it has not lasted for its timeout
 */
record Standing(String occasion, Instant since, Optional<Told> told) {
    /**
     * What was told last.
     *
     * @param at when
     * @param newest {@link Condition.Lasting#newest} of what was told
     */
    record Told(Instant at, Instant newest) {}

    boolean isTold() {
        return told.isPresent();
    }
}
