package dev.cordon.agent;

import dev.cordon.attribute.Sequence;
import dev.cordon.exchange.PackageMessage;
import dev.cordon.exchange.SampleContents;
import dev.cordon.exchange.Work;
import dev.cordon.protocol.Customer;
import dev.cordon.scan.ActiveDefinitions;
import dev.cordon.spi.Stripper;
import dev.cordon.spi.Transport;
import java.util.function.Supplier;

/**
 * What an agent works with.
 *
 * @param work the samples of the place and how they are taken
 * @param gateway the way to the gateway, or from a gateway to the analysis centre
 * @param customer who submits; read at each request, as the credentials may change
 * @param active the definitions of the place; what is fetched is installed here
 * @param packages reads packages of definitions
 * @param contents reads contents, so that they can be stripped
 * @param stripper takes it out; what it leaves is scanned with the definitions of the place before it is sent
 * @param arrivals hears of definitions that were fetched and are in use now
 * @param policy what is done by itself, and when; read in each step of work, as it may change
 */
public record AgentConfig(
        Work work,
        Transport gateway,
        Supplier<Customer> customer,
        ActiveDefinitions active,
        PackageMessage packages,
        SampleContents contents,
        Stripper stripper,
        Arrivals arrivals,
        Supplier<AgentPolicy> policy) {
    /** Hears of definitions that have come. */
    @FunctionalInterface
    public interface Arrivals {
        /**
         * Takes note of it.
         *
         * @param certified whether they are certified, and a trusted key has signed that
         */
        void arrived(Sequence sequence, boolean certified);
    }
}
