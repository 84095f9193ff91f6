package dev.cordon.alert;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSetMultimap;
import com.google.common.collect.Maps;
import com.google.common.collect.Multimaps;
import dev.cordon.spi.Alert;
import dev.cordon.spi.AlertEvent;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/**
 * The conditions that hold. Immutable.
 *
 * @param byEvent at most one for each event
 * @param ending when those began that are over, and of which nobody knows whether each sink has heard that they are
 */
record Standings(ImmutableMap<AlertEvent, Standing> byEvent, ImmutableSetMultimap<AlertEvent, Instant> ending) {
    static Standings none() {
        return new Standings(ImmutableMap.of(), ImmutableSetMultimap.of());
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
        return new Standings(Maps.immutableEnumMap(changed), ending);
    }

    /** Returns the same, and one more that is over and has to be cleared. */
    Standings withEnding(AlertEvent event, Instant since) {
        return new Standings(
                byEvent,
                ImmutableSetMultimap.<AlertEvent, Instant>builder()
                        .putAll(ending)
                        .put(event, since)
                        .build());
    }

    /** Returns the same with nothing that is over. */
    Standings withoutEnding() {
        return new Standings(byEvent, ImmutableSetMultimap.of());
    }

    /**
     * Returns what is to be remembered while an alert is on its way: should the process end now, nobody knows who has
     * heard it. That something has grown is left out: it is told once more then.
     *
     * @param standing the condition that the alert tells of, unless it is over
     */
    Standings onItsWay(Alert alert, Optional<Standing> standing) {
        return switch (alert.change()) {
            case RAISED ->
                with(alert.event(), standing.map(present -> Standing.beginning(present.occasion(), present.since())));
            case CLEARED -> without(alert).withEnding(alert.event(), alert.since());
            case GROWN -> this;
        };
    }

    /** Returns what is to be remembered when an alert has been told; the same parameters as {@link #onItsWay}. */
    Standings told(Alert alert, Optional<Standing> standing) {
        return switch (alert.change()) {
            case RAISED, GROWN -> with(alert.event(), standing);
            case CLEARED -> without(alert);
        };
    }

    private Standings without(Alert alert) {
        Standings rest = new Standings(
                byEvent,
                ImmutableSetMultimap.copyOf(Multimaps.filterEntries(
                        ending,
                        over -> over.getKey() != alert.event()
                                || !over.getValue().equals(alert.since()))));
        boolean isOfIt = find(alert.event())
                .filter(standing -> standing.since().equals(alert.since()))
                .isPresent();
        return isOfIt ? rest.with(alert.event(), Optional.empty()) : rest;
    }
}
