package dev.cordon.agent;

import dev.cordon.exchange.Polled;
import dev.cordon.statemachine.Handling;
import dev.cordon.station.Backoff;
import java.time.Duration;

/**
 * What an agent does by itself, and when (guide, table 4-1, "Sample Policy" and "Definition Policy"). Immutable.
 *
 * @param delivery whether a sample's client is sent its definitions as soon as they are here
 * @param statusInterval how often the gateway is asked about a sample; the guide's default is 60 minutes
 * @param definitionsInterval how often the gateway is asked for newer definitions; the guide's default is three times a
 *     day
 * @param definitionsPolled which definitions are fetched then
 * @param strip whether user data is taken out of samples before they are submitted
 * @param backoff the waits after a failure that concerns one sample, and when to give it up
 */
public record AgentPolicy(
        Handling delivery,
        Duration statusInterval,
        Duration definitionsInterval,
        Polled definitionsPolled,
        StripPolicy strip,
        Backoff backoff) {}
