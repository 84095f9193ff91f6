package dev.cordon.defcast;

import com.google.common.collect.ImmutableList;
import dev.cordon.station.Backoff;
import java.net.URI;
import java.time.Duration;

/**
 * How defcast waits and tries again (guide, table 4-1, "Install Definitions"). Immutable.
 *
 * @param backoff the waits while a target does not answer, and when to give it up
 * @param confirmInterval how long to wait for a confirmation before the target is asked
 * @param retryInterval how long to wait before a set that was not installed is offered again
 * @param retries how often a set is offered again at the most
 * @param locations where a person can download definitions for a computer that gets none pushed
 */
public record DefcastPolicy(
        Backoff backoff, Duration confirmInterval, Duration retryInterval, int retries, ImmutableList<URI> locations) {}
