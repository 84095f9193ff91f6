package dev.cordon.alert;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Maps;
import dev.cordon.spi.Alert;
import dev.cordon.spi.AlertEvent;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Remembers who is in trouble since when, told by those who find out at their work. What it knows is as old as the last
 * attempt: whoever is in trouble and not tried again stays in trouble, or is forgotten after a time. Safe for use by many threads.
 */
public final class Signal implements Probe {
    private final AlertEvent event;
    private final InstantSource clock;
    private final Map<Alert.Subject, Instant> troubled = new LinkedHashMap<>();
    private final Map<Alert.Subject, Instant> heard = new HashMap<>();
    private final Map<Alert.Subject, Instant> failed = new HashMap<>();
    private final Optional<Supplier<Duration>> memory;
    private boolean silent = true;

    /** Makes a signal for the condition of one event, of which nothing is known yet. */
    public Signal(AlertEvent event, InstantSource clock) {
        this(event, clock, Optional.empty());
    }

    /**
     * Makes a signal that forgets who was not tried again.
     *
     * @param memory for how long the last failure counts, longer than the waits between attempts; read each time, as it
     *     may change. When nothing more is wanted of somebody there are no attempts, and no success that would end the
     *     trouble
     */
    public Signal(AlertEvent event, InstantSource clock, Supplier<Duration> memory) {
        this(event, clock, Optional.of(memory));
    }

    private Signal(AlertEvent event, InstantSource clock, Optional<Supplier<Duration>> memory) {
        this.event = event;
        this.clock = clock;
        this.memory = memory;
    }

    /** Takes note that somebody is in trouble; what is known already is not news. */
    public synchronized void trouble(Alert.Subject who) {
        silent = false;
        troubled.putIfAbsent(who, clock.instant());
        failed.put(who, clock.instant());
    }

    /**
     * Takes note that an attempt at somebody has failed. If that one was found fine after it had begun, a reply got lost and
     * nothing is wrong; otherwise the trouble would stay until somebody has a reason for another attempt.
     *
     * @param begun when the attempt began, by {@link #now}
     */
    public synchronized void trouble(Alert.Subject who, Instant begun) {
        Instant last = heard.getOrDefault(who, Instant.MIN);
        if (!last.isAfter(begun)) {
            trouble(who);
        }
    }

    /** Returns the time by the clock of the signal. */
    public Instant now() {
        return clock.instant();
    }

    /** Takes note that somebody is fine. */
    public synchronized void fine(Alert.Subject who) {
        silent = false;
        heard.put(who, clock.instant());
        troubled.remove(who);
    }

    /** Returns whether anybody is in trouble. */
    public synchronized boolean isTroubled() {
        return !troubled.isEmpty();
    }

    @Override
    public ImmutableSet<AlertEvent> events() {
        return ImmutableSet.of(event);
    }

    @Override
    public synchronized ImmutableList<Condition> look(AlertSettings settings, Instant now) {
        memory.ifPresent(time -> troubled.keySet().removeIf(who -> isLongAgo(who, time.get(), now)));
        if (silent) {
            return ImmutableList.of(new Condition.Unknown(event));
        }
        if (troubled.isEmpty()) {
            return ImmutableList.of(new Condition.Over(event));
        }
        Map<Alert.Subject, Instant> longEnough = ImmutableMap.copyOf(Maps.filterValues(
                troubled, since -> !since.plus(settings.timeout(event)).isAfter(now)));
        // Those who are not in trouble for long keep alive what was told before a restart.
        return ImmutableList.of(lasting(longEnough.isEmpty() ? troubled : longEnough));
    }

    private boolean isLongAgo(Alert.Subject who, Duration time, Instant now) {
        return failed.getOrDefault(who, now).plus(time).isBefore(now);
    }

    /** One alone has not grown, though its time begins anew with a restart. */
    private Condition lasting(Map<Alert.Subject, Instant> members) {
        Collection<Instant> times = members.values();
        return new Condition.Lasting(
                event,
                "",
                Optional.of(Collections.min(times)),
                members.size() == 1 ? Instant.MIN : Collections.max(times),
                members.keySet().stream().limit(Alert.MOST_SUBJECTS).collect(ImmutableList.toImmutableList()),
                members.size(),
                Wording.sentence(event.meaning()));
    }
}
