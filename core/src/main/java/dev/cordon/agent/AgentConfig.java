package dev.cordon.agent;

import dev.cordon.attribute.Sequence;
import dev.cordon.exchange.PackageMessage;
import dev.cordon.exchange.SampleContents;
import dev.cordon.exchange.Work;
import dev.cordon.protocol.Customer;
import dev.cordon.scan.ActiveDefinitions;
import dev.cordon.spi.Stripper;
import dev.cordon.spi.Transport;
import dev.cordon.statemachine.Handling;
import dev.cordon.station.Backoff;
import java.time.Duration;

/**
 * What an agent works with.
 *
 * @param work the samples of the place and how they are taken
 * @param gateway the way to the gateway, or from a gateway to the analysis centre
 * @param customer who submits
 * @param active the definitions of the place; what is fetched is installed here
 * @param packages reads packages of definitions
 * @param delivery whether a sample's client is sent its definitions as soon as they are here
 * @param statusInterval how often the gateway is asked about a sample; the guide's default is 60 minutes
 * @param definitionsInterval how often the gateway is asked for newer definitions; the guide's default is three times a
 *     day
 * @param contents reads contents, so that they can be stripped
 * @param strip whether user data is taken out of samples before they are submitted
 * @param stripper takes it out; what it leaves is scanned with the definitions of the place before it is sent
 * @param arrivals hears of definitions that were fetched and are in use now
 * @param backoff the waits after a failure that concerns one sample, and when to give it up
 */
public record AgentConfig(
        Work work,
        Transport gateway,
        Customer customer,
        ActiveDefinitions active,
        PackageMessage packages,
        Handling delivery,
        Duration statusInterval,
        Duration definitionsInterval,
        SampleContents contents,
        StripPolicy strip,
        Stripper stripper,
        Arrivals arrivals,
        Backoff backoff) {
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
