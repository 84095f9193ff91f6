package dev.cordon.gateway;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.cache.Cache;
import com.google.common.cache.CacheBuilder;
import dev.cordon.attribute.CustomerIdentifier;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How many samples a platform may submit (guide, "X-Platform-Correlator"): so many in an hour, all at once or spread.
 * Platforms that have not submitted for long are forgotten. Safe for use by many threads.
 */
final class PlatformLimit {
    private static final int MOST_PLATFORMS = 100_000;
    private static final double HOUR_NANOS = Duration.ofHours(1).toNanos();

    private final int perHour;
    private final Cache<Platform, Allowance> platforms =
            CacheBuilder.newBuilder().maximumSize(MOST_PLATFORMS).build();

    /** A platform of a customer; samples that name none come from the same one. */
    private record Platform(CustomerIdentifier customer, String correlator) {}

    /** How many submissions are left of a platform, at a time. */
    private record Allowance(double left, Instant at) {}

    /** Makes a limit of so many samples in an hour, 1 or more. */
    PlatformLimit(int perHour) {
        checkArgument(perHour > 0, "a platform may submit at least one sample in an hour");
        this.perHour = perHour;
    }

    /** Counts a submission, if it is still allowed, and returns whether it is. */
    synchronized boolean take(CustomerIdentifier customer, String correlator, Instant now) {
        Platform platform = new Platform(customer, correlator);
        double left = left(platforms.getIfPresent(platform), now);
        if (left < 1) {
            return false;
        }
        platforms.put(platform, new Allowance(left - 1, now));
        return true;
    }

    private double left(@Nullable Allowance known, Instant now) {
        if (known == null) {
            return perHour;
        }
        double earned = Math.max(0, Duration.between(known.at, now).toNanos()) / HOUR_NANOS * perHour;
        return Math.min(perHour, known.left + earned);
    }
}
