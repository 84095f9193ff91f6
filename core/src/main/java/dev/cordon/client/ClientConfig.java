package dev.cordon.client;

import dev.cordon.codec.Header;
import dev.cordon.exchange.PackageMessage;
import dev.cordon.exchange.SampleContents;
import dev.cordon.exchange.Work;
import dev.cordon.scan.ActiveDefinitions;
import dev.cordon.statemachine.Handling;
import dev.cordon.station.Backoff;
import java.time.Duration;

/**
 * What a client works with.
 *
 * @param work the samples of the client and how they are taken
 * @param contents the way of contents into the store and out of it
 * @param checkups what is remembered of files from before they were infected
 * @param active the definitions that are in use here
 * @param sharing whether those are a neighbour's, which are followed and never changed
 * @param packages reads packages of definitions
 * @param parent whom the client turns to
 * @param platform the attributes of this computer ({@code X-Platform-*}); with a GUID the client is managed
 * @param forwarding whether isolated files are forwarded by themselves or wait for a person
 * @param operation what is done by itself when definitions have arrived
 * @param approval who is asked where that is to ask
 * @param statusInterval how often the server is asked about a sample
 * @param definitionsInterval how often the parent is asked for newer definitions
 * @param backoff the waits after a failure that concerns one sample, and when to give it up
 */
public record ClientConfig(
        Work work,
        SampleContents contents,
        CheckupDatabase checkups,
        ActiveDefinitions active,
        boolean sharing,
        PackageMessage packages,
        Parent parent,
        Header platform,
        Handling forwarding,
        AutomaticOperation operation,
        Approval approval,
        Duration statusInterval,
        Duration definitionsInterval,
        Backoff backoff) {}
