package dev.cordon.simulation;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSortedMap;
import com.google.common.hash.HashCode;
import java.time.Duration;
import java.util.Optional;

/**
 * What came of a simulation.
 *
 * @param scenario what was simulated
 * @param violation the rule that was broken and how; empty if none was
 * @param lately the last steps, oldest first
 * @param trace the digest of everything that has happened; the same for the same scenario
 * @param time how long it took by the virtual clock
 * @param steps how often a station was called
 * @param troubles how often something went wrong
 * @param ends how many samples of the clients have ended how
 */
public record Outcome(
        Scenario scenario,
        Optional<String> violation,
        ImmutableList<String> lately,
        HashCode trace,
        Duration time,
        long steps,
        ImmutableSortedMap<String, Integer> troubles,
        ImmutableSortedMap<String, Integer> ends) {}
