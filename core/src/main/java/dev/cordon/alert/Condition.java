package dev.cordon.alert;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.collect.ImmutableList;
import dev.cordon.spi.Alert;
import dev.cordon.spi.AlertEvent;
import java.time.Instant;
import java.util.Optional;

/** What is seen of the condition of one event at one moment. */
public sealed interface Condition {
    /** Returns whose condition it is. */
    AlertEvent event();

    /**
     * The condition holds.
     *
     * @param event whose condition it is
     * @param occasion tells one time from another where the condition can end and begin again between two looks, as a
     *     sequence does; letters and digits, empty where that can't be
     * @param since when it began; empty where nobody knows, which is taken for the moment when it is seen first
     * @param newest when the last of what is under it came under it; {@link Instant#MIN} for a condition that can't grow
     * @param subjects what it is about, the first {@value Alert#MOST_SUBJECTS} at the most
     * @param count how many it is about
     * @param text what a person is told, in sentences of printable ASCII
     */
    record Lasting(
            AlertEvent event,
            String occasion,
            Optional<Instant> since,
            Instant newest,
            ImmutableList<Alert.Subject> subjects,
            int count,
            String text)
            implements Condition {
        /** Refuses an occasion of other letters. */
        public Lasting {
            checkArgument(occasion.matches("[A-Za-z0-9]*"), "an occasion is letters and digits");
        }

        /** Returns a condition of one thing that can't grow, told in the words of the event. */
        public static Lasting of(AlertEvent event, Optional<Instant> since, Alert.Subject subject) {
            return new Lasting(
                    event, "", since, Instant.MIN, ImmutableList.of(subject), 1, Wording.sentence(event.meaning()));
        }
    }

    /**
     * The condition does not hold.
     *
     * @param event whose condition it is
     */
    record Over(AlertEvent event) implements Condition {}

    /**
     * Nobody can tell at the moment; nothing changes.
     *
     * @param event whose condition it is
     */
    record Unknown(AlertEvent event) implements Condition {}
}
