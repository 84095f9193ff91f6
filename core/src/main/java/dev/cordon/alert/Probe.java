package dev.cordon.alert;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import dev.cordon.spi.Alert;
import dev.cordon.spi.AlertEvent;
import java.io.IOException;
import java.time.Instant;
import java.util.Optional;

/** Sees how the conditions of some events stand. Safe for use by many threads. */
public interface Probe {
    /** Returns whose conditions it sees, always the same. */
    ImmutableSet<AlertEvent> events();

    /**
     * Returns how they stand now, one condition for each of its events at the most; one that is left out does not hold.
     *
     * @param settings how long the conditions have to last, for those who count what lasts long enough
     * @throws IOException if nobody can tell; nothing changes then
     */
    ImmutableList<Condition> look(AlertSettings settings, Instant now) throws IOException;

    /** A question that is answered with yes or no. */
    @FunctionalInterface
    interface Question {
        /** Returns whether the condition holds. */
        boolean holds() throws IOException;
    }

    /** Returns a probe for one event that asks whether its condition holds; it has begun when it is first seen. */
    static Probe asking(AlertEvent event, Alert.Subject subject, Question question) {
        return new Probe() {
            @Override
            public ImmutableSet<AlertEvent> events() {
                return ImmutableSet.of(event);
            }

            @Override
            public ImmutableList<Condition> look(AlertSettings settings, Instant now) throws IOException {
                return question.holds()
                        ? ImmutableList.of(Condition.Lasting.of(event, Optional.empty(), subject))
                        : ImmutableList.of(new Condition.Over(event));
            }
        };
    }
}
