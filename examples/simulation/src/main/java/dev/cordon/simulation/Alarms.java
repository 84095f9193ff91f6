package dev.cordon.simulation;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Iterables;
import com.google.common.collect.Maps;
import com.google.common.collect.Sets;
import dev.cordon.alert.AlertSettings;
import dev.cordon.sample.HistoryEntry;
import dev.cordon.sample.Sample;
import dev.cordon.spi.Alert;
import dev.cordon.spi.AlertEvent;
import dev.cordon.spi.SampleStore;
import dev.cordon.statemachine.SampleStatus;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Holds the alerts of the server to the table of the guide (4-3): nothing is raised before its time or without its
 * condition, what is raised is cleared before it is raised again, and what lasts too long is raised.
 */
final class Alarms {
    /** Beside those that are overdue: what is told as soon as a sample stands there. */
    private static final ImmutableMap<AlertEvent, SampleStatus> AT_ONCE = ImmutableMap.of(
            AlertEvent.SAMPLE_ERROR, SampleStatus.ERROR,
            AlertEvent.SAMPLE_ATTENTION, SampleStatus.ATTENTION,
            AlertEvent.SAMPLE_HELD, SampleStatus.HELD,
            AlertEvent.SAMPLE_DEFINITIONS_HELD, SampleStatus.AVAILABLE);

    /** What is over when the next set arrives, or when somebody has installed one by hand. */
    private static final ImmutableSet<AlertEvent> STAYING = Sets.immutableEnumSet(
            AlertEvent.NONCERTIFIED_DEFINITIONS_ARRIVED,
            AlertEvent.CERTIFIED_DEFINITIONS_ARRIVED,
            AlertEvent.DEFINITIONS_NOT_INSTALLABLE);

    private final World world;
    private final AlertSettings settings;
    private final Map<AlertEvent, Told> raised = new EnumMap<>(AlertEvent.class);
    private final Map<String, Integer> clearedUnheard = new HashMap<>();
    private Instant wellSince = Instant.MIN;

    /** What was raised, and in which run of the server. */
    private record Told(String key, int start) {}

    Alarms(World world, AlertSettings settings) {
        this.world = world;
        this.settings = settings;
    }

    /** Takes note of an alert that the server tells. */
    void tell(Host server, Alert alert) throws IOException {
        world.trace().add(Site.SERVER, "tells " + alert.change().token() + " " + alert.event());
        Optional<Told> before = Optional.ofNullable(raised.get(alert.event()));
        switch (alert.change()) {
            case RAISED -> raised(server, alert, before);
            case GROWN -> Violation.check(before.isPresent(), "%s has grown and was not raised", alert.event());
            case CLEARED -> cleared(server, alert, before);
        }
    }

    /** After a restart an alert may be told once more. */
    private void raised(Host server, Alert alert, Optional<Told> before) throws IOException {
        Violation.check(
                before.isEmpty() || before.get().start() < server.starts(),
                "%s was raised twice without being cleared",
                alert.event());
        Duration timeout = settings.timeout(alert.event());
        Violation.check(
                !alert.since().plus(timeout).isAfter(alert.at()),
                "%s was raised after %s, before its timeout of %s",
                alert.event(),
                Duration.between(alert.since(), alert.at()),
                timeout);
        if (status(alert.event()).isPresent()) {
            Violation.check(
                    isDue(samples(server), alert.event(), Duration.ZERO), "%s was raised for no sample", alert.event());
        }
        raised.put(alert.event(), new Told(alert.key(), server.starts()));
    }

    private void cleared(Host server, Alert alert, Optional<Told> before) {
        Violation.check(
                before.isPresent() || isOnItsWayBefore(server, alert),
                "%s was cleared and was not raised",
                alert.event());
        raised.remove(alert.event());
    }

    /**
     * What was on its way to be told when the process ended is cleared after the restart, whether anybody has heard of it or
     * not; once in each run.
     */
    private boolean isOnItsWayBefore(Host server, Alert alert) {
        Optional<Integer> run = Optional.ofNullable(clearedUnheard.put(alert.key(), server.starts()));
        return alert.since().isBefore(server.started()) && run.orElse(0) < server.starts();
    }

    private static Optional<SampleStatus> status(AlertEvent event) {
        return event.overdueAt().or(() -> Optional.ofNullable(AT_ONCE.get(event)));
    }

    /** Looks whether something should have been raised by now; to be called while all is well, again and again. */
    void look(Host server, boolean well) throws IOException {
        Instant now = world.agenda().instant();
        if (!well || server.running().isEmpty()) {
            wellSince = Instant.MAX;
            return;
        }
        wellSince = wellSince.equals(Instant.MAX) ? now : wellSince;
        Duration slack = settings.interval().multipliedBy(3);
        if (wellSince.plus(slack).isAfter(now)) {
            return;
        }
        ImmutableList<Sample> samples = samples(server);
        for (AlertEvent event : AlertEvent.values()) {
            if (settings.rule(event).enabled() && status(event).isPresent() && !raised.containsKey(event)) {
                Violation.check(!isDue(samples, event, slack), "%s should have been raised", event);
            }
        }
    }

    /** Returns whether a sample is under the condition of an event for its timeout and some time more. */
    private boolean isDue(ImmutableList<Sample> samples, AlertEvent event, Duration more) {
        Instant latest = world.agenda().instant().minus(settings.timeout(event)).minus(more);
        SampleStatus status = status(event).orElseThrow();
        return samples.stream()
                .anyMatch(
                        sample -> sample.status() == status && !arrived(sample).isAfter(latest));
    }

    private static boolean isForgotten(Host server, Told told) {
        return told.start() < server.starts() && server.mayHaveForgotten(told.start());
    }

    private static ImmutableList<Sample> samples(Host server) throws IOException {
        return server.running().isEmpty()
                ? ImmutableList.of()
                : server.running()
                        .get()
                        .parts()
                        .place()
                        .samples()
                        .list(SampleStore.Query.all())
                        .samples();
    }

    private static Instant arrived(Sample sample) {
        return Iterables.tryFind(
                        sample.history().reverse(), step -> !step.from().equals(step.to()))
                .transform(HistoryEntry::at)
                .or(sample.received());
    }

    /**
     * Returns what is still raised and does not hold any more. What a disk that failed has kept nobody from telling may be
     * forgotten with the process.
     */
    ImmutableList<AlertEvent> left(Host server) throws IOException {
        ImmutableList<Sample> samples = samples(server);
        return Maps.filterValues(raised, told -> !isForgotten(server, told)).keySet().stream()
                .filter(event -> !STAYING.contains(event))
                .filter(event -> status(event).isEmpty() || !isDue(samples, event, Duration.ZERO))
                .collect(ImmutableList.toImmutableList());
    }
}
