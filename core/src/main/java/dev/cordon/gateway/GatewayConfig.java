package dev.cordon.gateway;

import dev.cordon.exchange.DefinitionsDesk;
import dev.cordon.exchange.SampleContents;
import dev.cordon.exchange.Work;
import dev.cordon.scan.ActiveDefinitions;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.function.IntSupplier;
import java.util.function.Supplier;

/**
 * What a gateway works with.
 *
 * @param work the tickets of the gateway and how they are taken
 * @param contents the way of contents into the store and out of it
 * @param active the definitions with which the gateway filters
 * @param definitionsDesk serves definitions to customers
 * @param customers who may submit; read at each request, as they may change
 * @param submissionsPerHour how many samples one platform of a customer may submit in an hour, 1 or more; read at each
 *     submission
 * @param statusInterval how often a submission that shares an analysis looks after it when its customer does not ask;
 *     read in each step of work
 * @param random where cookies come from
 */
public record GatewayConfig(
        Work work,
        SampleContents contents,
        ActiveDefinitions active,
        DefinitionsDesk definitionsDesk,
        Supplier<Customers> customers,
        IntSupplier submissionsPerHour,
        Supplier<Duration> statusInterval,
        SecureRandom random) {
    SharedAnalysis shared() {
        return new SharedAnalysis(work, active, statusInterval);
    }
}
