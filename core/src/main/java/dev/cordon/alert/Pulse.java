package dev.cordon.alert;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Maps;
import dev.cordon.spi.Alert;
import dev.cordon.spi.AlertEvent;
import dev.cordon.station.Station;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * Sees whether a service still works: whether its stations are called when they want to be, come back, and succeed. Safe
 * for use by many threads.
 */
public final class Pulse implements Probe {
    private final AlertEvent event;
    private final Alert.Subject service;
    private final InstantSource clock;
    private final BooleanSupplier excuse;
    private final Map<String, Beat> beats = new LinkedHashMap<>();

    /**
     * Makes a pulse for the condition that a service has stopped.
     *
     * @param service the service
     * @param excuse whether something else explains that calls fail at the moment
     */
    public Pulse(AlertEvent event, Alert.Subject service, InstantSource clock, BooleanSupplier excuse) {
        this.event = event;
        this.service = service;
        this.clock = clock;
        this.excuse = excuse;
    }

    /**
     * How a station stands.
     *
     * @param due when it should come back from a call, or be called next
     * @param failing since when all its calls fail
     */
    private record Beat(Instant due, Optional<Instant> failing) {
        Beat dueAt(Instant next) {
            return new Beat(next, failing);
        }

        Beat failingSince(Instant now) {
            return new Beat(now, Optional.of(failing.orElse(now)));
        }
    }

    /** Returns a station that does the same and is watched; it is to be called from now on. */
    public Station watch(Station station) {
        String name = station.name();
        beat(name, new Beat(clock.instant(), Optional.empty()));
        return new Station() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public Duration work() throws IOException {
                return call(station);
            }
        };
    }

    private Duration call(Station station) throws IOException {
        String name = station.name();
        beat(name, find(name).dueAt(clock.instant()));
        try {
            Duration wait = station.work();
            beat(name, new Beat(clock.instant().plus(wait), Optional.empty()));
            return wait;
        } catch (IOException | RuntimeException e) {
            Instant now = clock.instant();
            beat(
                    name,
                    excuse.getAsBoolean()
                            ? new Beat(now, Optional.empty())
                            : find(name).failingSince(now));
            throw e;
        }
    }

    private synchronized void beat(String name, Beat beat) {
        beats.put(name, beat);
    }

    private synchronized Beat find(String name) {
        return Optional.ofNullable(beats.get(name)).orElseThrow();
    }

    @Override
    public ImmutableSet<AlertEvent> events() {
        return ImmutableSet.of(event);
    }

    @Override
    public synchronized ImmutableList<Condition> look(AlertSettings settings, Instant now) {
        Map<String, Instant> troubled = Maps.newLinkedHashMap();
        beats.forEach((name, beat) -> beat.failing()
                .or(() -> Optional.of(beat.due()).filter(due -> due.isBefore(now)))
                .ifPresent(since -> troubled.put(name, since)));
        return ImmutableList.of(
                troubled.isEmpty()
                        ? new Condition.Over(event)
                        : Condition.Lasting.of(event, Optional.of(Collections.min(troubled.values())), service));
    }
}
