package dev.cordon.server;

import dev.cordon.exchange.DefinitionsDesk;
import dev.cordon.exchange.SampleContents;
import dev.cordon.exchange.Work;
import dev.cordon.scan.ActiveDefinitions;
import dev.cordon.statemachine.Handling;
import dev.cordon.station.Backoff;

/**
 * What a quarantine server works with.
 *
 * @param work the samples of the server and how they are taken
 * @param contents the way of contents into the store and out of it
 * @param active the definitions of the server's own scanner
 * @param definitionsDesk serves definitions to clients that fetch them
 * @param submission whether unresolved samples are submitted by themselves or held for a person
 * @param delivery whether clients are sent definitions by themselves or a person decides
 * @param backoff the waits while a sample can't be scanned, and when to give it up
 */
public record ServerConfig(
        Work work,
        SampleContents contents,
        ActiveDefinitions active,
        DefinitionsDesk definitionsDesk,
        Handling submission,
        Handling delivery,
        Backoff backoff) {}
