package dev.cordon.gateway;

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

    private final Cache<Platform, Allowance> platforms =
            CacheBuilder.newBuilder().maximumSize(MOST_PLATFORMS).build();

    /** A platform of a customer; samples that name none come from the same one. */
    private record Platform(CustomerIdentifier customer, String correlator) {}

    /** How many submissions are left of a platform, at a time. */
    private record Allowance(double left, Instant at) {}

    /**
     * Counts a submission, if it is still allowed, and returns whether it is.
     *
     * @param perHour how many samples are allowed in an hour now
     */
    synchronized boolean take(CustomerIdentifier customer, String correlator, int perHour, Instant now) {
        Platform platform = new Platform(customer, correlator);
        double left = left(platforms.getIfPresent(platform), perHour, now);
        if (left < 1) {
            return false;
        }
        platforms.put(platform, new Allowance(left - 1, now));
        return true;
    }

    private static double left(@Nullable Allowance known, int perHour, Instant now) {
        if (known == null) {
            return perHour;
        }
        double earned = Math.max(0, Duration.between(known.at, now).toNanos()) / HOUR_NANOS * perHour;
        return Math.min(perHour, known.left + earned);
    }
}
