package dev.cordon.server;

import dev.cordon.exchange.DefinitionsDesk;
import dev.cordon.exchange.SampleContents;
import dev.cordon.exchange.Work;
import dev.cordon.scan.ActiveDefinitions;
import dev.cordon.station.Backoff;
import java.security.SecureRandom;

/**
 * What a quarantine server works with.
 *
 * @param work the samples of the server and how they are taken
 * @param contents the way of contents into the store and out of it
 * @param active the definitions of the server's own scanner
 * @param definitionsDesk serves definitions to clients that fetch them
 * @param policy what is done with samples without asking a person
 * @param errors takes note of what goes wrong
 * @param backoff the waits while a sample can't be scanned, and when to give it up
 * @param random where names of files on their way come from
 */
public record ServerConfig(
        Work work,
        SampleContents contents,
        ActiveDefinitions active,
        DefinitionsDesk definitionsDesk,
        ServerPolicy policy,
        GeneralErrors errors,
        Backoff backoff,
        SecureRandom random) {}
