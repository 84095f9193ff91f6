package dev.cordon.defcast;

import com.google.common.collect.ImmutableList;
import dev.cordon.exchange.PackageMessage;
import dev.cordon.exchange.Work;
import dev.cordon.scan.ActiveDefinitions;
import dev.cordon.spi.DefinitionStore;
import dev.cordon.station.Backoff;
import java.net.URI;
import java.time.Duration;

/**
 * What defcast works with.
 *
 * @param work the samples of the place and how they are taken
 * @param definitions the packages to hand out
 * @param active says which of them are in use, certified and withdrawn
 * @param packages writes packages of definitions
 * @param targets the computers that can be reached
 * @param rollouts the set that is on its way to selected targets
 * @param backoff the waits while a target does not answer, and when to give it up
 * @param confirmInterval how long to wait for a confirmation before the target is asked
 * @param retryInterval how long to wait before a set that was not installed is offered again
 * @param retries how often a set is offered again at the most
 * @param locations where a person can download definitions for a computer that gets none pushed
 */
public record DefcastConfig(
        Work work,
        DefinitionStore definitions,
        ActiveDefinitions active,
        PackageMessage packages,
        Targets targets,
        Rollouts rollouts,
        Backoff backoff,
        Duration confirmInterval,
        Duration retryInterval,
        int retries,
        ImmutableList<URI> locations) {}
