package dev.cordon.client;

import dev.cordon.codec.Header;
import dev.cordon.exchange.PackageMessage;
import dev.cordon.exchange.SampleContents;
import dev.cordon.exchange.Work;
import dev.cordon.scan.ActiveDefinitions;
import java.util.function.Supplier;

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
 * @param approval who is asked where the policy is to ask
 * @param policy what is done by itself, and when; read in each step of work, as it may change
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
        Approval approval,
        Supplier<ClientPolicy> policy) {}
