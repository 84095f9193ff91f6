package dev.cordon.alert;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.Maps;
import dev.cordon.spi.AlertEvent;
import dev.cordon.statemachine.DwellLimits;
import dev.cordon.statemachine.SampleStatus;
import dev.cordon.station.Backoff;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/**
 * What a server tells people, and when. Immutable; each method that changes something returns a copy.
 *
 * @param rules how each of the 23 events is watched
 * @param interval how often the server looks, above 0
 * @param again how soon more of the same is told, while a condition lasts and grows; above 0
 * @param recent how long a sample that has come to rest without a repair counts as {@code sample-not-repaired}, above 0
 * @param mostCounted how many samples are counted of one condition; beyond it there are "at least" so many
 * @param backoff the waits after a sink has failed, and how many failures make it give up an alert
 * @param patience how long a sink may take for one alert before it counts as having failed, above 0
 * @param locations where people can download definitions for computers that get none pushed
 */
public record AlertSettings(
        ImmutableMap<AlertEvent, AlertRule> rules,
        Duration interval,
        Duration again,
        Duration recent,
        int mostCounted,
        Backoff backoff,
        Duration patience,
        ImmutableList<URI> locations) {
    private static final AlertSettings STANDARD = new AlertSettings(
            Arrays.stream(AlertEvent.values())
                    .collect(Maps.toImmutableEnumMap(
                            event -> event, event -> new AlertRule(event.isEnabled(), event.timeout()))),
            Duration.ofMinutes(1),
            Duration.ofHours(1),
            Duration.ofHours(24),
            10_000,
            new Backoff(Duration.ofSeconds(10), Duration.ofMinutes(10), 10),
            Duration.ofMinutes(1),
            ImmutableList.of());

    /** Refuses an event without a rule, times and counts that are not above 0, and locations that are not absolute. */
    public AlertSettings {
        checkArgument(rules.keySet().size() == AlertEvent.values().length, "each event has a rule");
        checkArgument(isTime(interval) && isTime(again), "alerts are looked for and told after a time above 0");
        checkArgument(isTime(recent) && isTime(patience), "what is recent, and patience, are times above 0");
        checkArgument(mostCounted > 0, "at least one sample is counted");
        checkArgument(locations.stream().allMatch(URI::isAbsolute), "a location is a whole address");
        var unused = dwellLimits(rules);
    }

    private static boolean isTime(Duration time) {
        return !time.isZero() && !time.isNegative() && time.compareTo(AlertRule.LONGEST) <= 0;
    }

    private static DwellLimits dwellLimits(Map<AlertEvent, AlertRule> rules) {
        Map<SampleStatus, Duration> limits = new EnumMap<>(SampleStatus.class);
        rules.forEach((event, rule) -> event.overdueAt().ifPresent(status -> limits.put(status, rule.timeout())));
        return new DwellLimits(Maps.immutableEnumMap(limits));
    }

    /**
     * Returns the settings to begin with: everything on but {@code certified-definitions-arrived} and {@code
     * sample-not-repaired}, with the timeouts of {@link AlertEvent#timeout}; a look every minute; more of the same once an
     * hour; ten attempts at a sink.
     */
    public static AlertSettings standard() {
        return STANDARD;
    }

    /** Returns how an event is watched. */
    public AlertRule rule(AlertEvent event) {
        return Optional.ofNullable(rules.get(event)).orElseThrow();
    }

    /** Returns the timeout of an event. */
    public Duration timeout(AlertEvent event) {
        return rule(event).timeout();
    }

    /** Returns how long a sample may stand at each status that is watched: the timeouts of the six "overdue" events. */
    public DwellLimits dwellLimits() {
        return dwellLimits(rules);
    }

    /** Returns a copy that watches an event in another way. */
    public AlertSettings with(AlertEvent event, AlertRule rule) {
        Map<AlertEvent, AlertRule> changed = new EnumMap<>(rules);
        changed.put(event, rule);
        return with(changed);
    }

    /** Returns a copy that tells these events. */
    public AlertSettings enabling(AlertEvent... events) {
        return switched(true, events);
    }

    /** Returns a copy that doesn't tell these events. */
    public AlertSettings disabling(AlertEvent... events) {
        return switched(false, events);
    }

    private AlertSettings switched(boolean enabled, AlertEvent... events) {
        Map<AlertEvent, AlertRule> changed = new EnumMap<>(rules);
        for (AlertEvent event : events) {
            changed.put(event, new AlertRule(enabled, timeout(event)));
        }
        return with(changed);
    }

    private AlertSettings with(Map<AlertEvent, AlertRule> changed) {
        return new AlertSettings(
                Maps.immutableEnumMap(changed), interval, again, recent, mostCounted, backoff, patience, locations);
    }

    /** Returns a copy that looks, and tells more of the same, at another pace. */
    public AlertSettings every(Duration newInterval, Duration newAgain) {
        return new AlertSettings(rules, newInterval, newAgain, recent, mostCounted, backoff, patience, locations);
    }

    /** Returns a copy that deals with failing sinks in another way. */
    public AlertSettings trying(Backoff newBackoff, Duration newPatience) {
        return new AlertSettings(rules, interval, again, recent, mostCounted, newBackoff, newPatience, locations);
    }

    /** Returns a copy with other bounds for what counts. */
    public AlertSettings counting(Duration newRecent, int newMostCounted) {
        return new AlertSettings(rules, interval, again, newRecent, newMostCounted, backoff, patience, locations);
    }

    /** Returns a copy that names other places to download definitions from. */
    public AlertSettings downloading(URI... newLocations) {
        return new AlertSettings(
                rules, interval, again, recent, mostCounted, backoff, patience, ImmutableList.copyOf(newLocations));
    }
}
