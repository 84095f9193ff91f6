package dev.cordon.server;

import dev.cordon.exchange.DefinitionsDesk;
import dev.cordon.exchange.SampleContents;
import dev.cordon.exchange.Work;
import dev.cordon.scan.ActiveDefinitions;
import java.security.SecureRandom;
import java.util.function.Supplier;

/**
 * What a quarantine server works with.
 *
 * @param work the samples of the server and how they are taken
 * @param contents the way of contents into the store and out of it
 * @param active the definitions of the server's own scanner
 * @param definitionsDesk serves definitions to clients that fetch them
 * @param policy what is done with samples without asking a person; read in each step of work, as it may change
 * @param errors takes note of what goes wrong
 * @param random where names of files on their way come from
 */
public record ServerConfig(
        Work work,
        SampleContents contents,
        ActiveDefinitions active,
        DefinitionsDesk definitionsDesk,
        Supplier<ServerPolicy> policy,
        GeneralErrors errors,
        SecureRandom random) {}
