package dev.cordon.defcast;

import dev.cordon.exchange.PackageMessage;
import dev.cordon.exchange.Work;
import dev.cordon.scan.ActiveDefinitions;
import dev.cordon.spi.DefinitionStore;
import java.util.function.Supplier;

/**
 * What defcast works with.
 *
 * @param work the samples of the place and how they are taken
 * @param definitions the packages to hand out
 * @param active says which of them are in use, certified and withdrawn
 * @param packages writes packages of definitions
 * @param targets the computers that can be reached
 * @param rollouts the set that is on its way to selected targets
 * @param policy how long is waited, and how often is tried; read in each step of work, as it may change
 */
public record DefcastConfig(
        Work work,
        DefinitionStore definitions,
        ActiveDefinitions active,
        PackageMessage packages,
        Targets targets,
        Rollouts rollouts,
        Supplier<DefcastPolicy> policy) {}
