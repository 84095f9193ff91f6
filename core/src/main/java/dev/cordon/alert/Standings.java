package dev.cordon.alert;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.Maps;
import dev.cordon.spi.AlertEvent;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/**
 * The conditions that hold. Immutable.
 *
 * @param byEvent at most one for each event
 */
record Standings(ImmutableMap<AlertEvent, Standing> byEvent) {
    static Standings none() {
        return new Standings(ImmutableMap.of());
    }

    Optional<Standing> find(AlertEvent event) {
        return Optional.ofNullable(byEvent.get(event));
    }

    /** Returns the same but for one event. */
    Standings with(AlertEvent event, Optional<Standing> standing) {
        Map<AlertEvent, Standing> changed = new EnumMap<>(AlertEvent.class);
        changed.putAll(byEvent);
        changed.remove(event);
        standing.ifPresent(present -> changed.put(event, present));
        return new Standings(Maps.immutableEnumMap(changed));
    }
}
