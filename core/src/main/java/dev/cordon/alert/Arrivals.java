package dev.cordon.alert;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import dev.cordon.attribute.Sequence;
import dev.cordon.spi.Alert;
import dev.cordon.spi.AlertEvent;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/**
 * Remembers which definitions have come from the gateway last. Their arrival holds until others arrive. Safe for use by
 * many threads.
 */
public final class Arrivals implements Probe {
    private final InstantSource clock;
    private Optional<Arrival> last = Optional.empty();

    /** Makes it; nothing has arrived yet. */
    public Arrivals(InstantSource clock) {
        this.clock = clock;
    }

    private record Arrival(Sequence sequence, AlertEvent event, Instant at) {}

    /**
     * Takes note that definitions have come and are in use now.
     *
     * @param certified whether whoever has sent them says that they are certified
     */
    public synchronized void arrived(Sequence sequence, boolean certified) {
        AlertEvent event =
                certified ? AlertEvent.CERTIFIED_DEFINITIONS_ARRIVED : AlertEvent.NONCERTIFIED_DEFINITIONS_ARRIVED;
        last = Optional.of(new Arrival(sequence, event, clock.instant()));
    }

    @Override
    public ImmutableSet<AlertEvent> events() {
        return ImmutableSet.of(AlertEvent.CERTIFIED_DEFINITIONS_ARRIVED, AlertEvent.NONCERTIFIED_DEFINITIONS_ARRIVED);
    }

    @Override
    public synchronized ImmutableList<Condition> look(AlertSettings settings, Instant now) {
        return events().stream()
                .map(event ->
                        last.map(arrival -> condition(event, arrival)).orElseGet(() -> new Condition.Unknown(event)))
                .collect(ImmutableList.toImmutableList());
    }

    private static Condition condition(AlertEvent event, Arrival arrival) {
        if (arrival.event() != event) {
            return new Condition.Over(event);
        }
        return new Condition.Lasting(
                event,
                arrival.sequence().toString(),
                Optional.of(arrival.at()),
                Instant.MIN,
                ImmutableList.of(Alert.Subject.definitions(arrival.sequence())),
                1,
                Wording.sentence(event.meaning()));
    }
}
