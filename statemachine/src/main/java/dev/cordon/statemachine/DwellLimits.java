package dev.cordon.statemachine;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.Maps;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/**
 * How long a sample may stand at a status before somebody hears that it takes too long (guide, table 4-3, the events
 * "too long"). Immutable.
 *
 * <p>A limit belongs to a status from which a sample moves by itself. What waits for a person, and what has come to
 * rest, may stand for ever.
 *
 * @param limits the greatest time that is still all right, above 0, for each status that has one
 */
public record DwellLimits(ImmutableMap<SampleStatus, Duration> limits) {
    private static final DwellLimits STANDARD = new DwellLimits(ImmutableMap.<SampleStatus, Duration>builder()
            .put(SampleStatus.QUARANTINED, Duration.ofMinutes(30))
            .put(SampleStatus.RELEASED, Duration.ofHours(1))
            .put(SampleStatus.SUBMITTED, Duration.ofHours(24))
            .put(SampleStatus.NEEDED, Duration.ofHours(1))
            .put(SampleStatus.DISTRIBUTE, Duration.ofHours(1))
            .put(SampleStatus.DISTRIBUTED, Duration.ofHours(24))
            .buildOrThrow());

    /** Refuses a limit that is not above 0, and one for a status of rest. */
    public DwellLimits {
        limits.forEach((status, limit) -> {
            checkArgument(!status.isFinal(), "a sample may stay for ever where it has come to rest");
            checkArgument(!limit.isZero() && !limit.isNegative(), "a limit is a time above 0");
        });
    }

    /** Returns the limits to begin with: the six statuses that the guide watches. */
    public static DwellLimits standard() {
        return STANDARD;
    }

    /**
     * Returns the same limits but for one status.
     *
     * @param limit the greatest time that is still all right, above 0
     */
    public DwellLimits with(SampleStatus status, Duration limit) {
        Map<SampleStatus, Duration> changed = new EnumMap<>(SampleStatus.class);
        changed.putAll(limits);
        changed.put(status, limit);
        return new DwellLimits(Maps.immutableEnumMap(changed));
    }

    /** Returns the same limits without the one for a status, which is no longer watched. */
    public DwellLimits without(SampleStatus status) {
        return new DwellLimits(ImmutableMap.copyOf(Maps.filterKeys(limits, other -> other != status)));
    }

    /** Returns the limit for a status; empty for one that is not watched. */
    public Optional<Duration> of(SampleStatus status) {
        return Optional.ofNullable(limits.get(status));
    }

    /** Returns whether a sample has been standing where it stands for longer than it should. */
    public boolean isTooLong(Dwell dwell) {
        return of(dwell.status())
                .filter(limit -> dwell.time().compareTo(limit) > 0)
                .isPresent();
    }
}
