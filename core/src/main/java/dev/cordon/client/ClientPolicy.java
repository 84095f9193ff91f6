package dev.cordon.client;

import dev.cordon.exchange.Polled;
import dev.cordon.statemachine.Handling;
import dev.cordon.station.Backoff;
import java.time.Duration;

/**
 * What a client does by itself, and when. Immutable.
 *
 * @param forwarding whether isolated files are forwarded by themselves or wait for a person
 * @param operation what is done by itself when definitions have arrived
 * @param statusInterval how often the server is asked about a sample
 * @param definitionsInterval how often the parent is asked for newer definitions
 * @param definitionsPolled which definitions are fetched then, unless a file waits for others
 * @param backoff the waits after a failure that concerns one sample, and when to give it up
 */
public record ClientPolicy(
        Handling forwarding,
        AutomaticOperation operation,
        Duration statusInterval,
        Duration definitionsInterval,
        Polled definitionsPolled,
        Backoff backoff) {}
