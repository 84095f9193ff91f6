package dev.cordon.server;

import dev.cordon.attribute.Priority;
import dev.cordon.statemachine.Handling;
import dev.cordon.station.Backoff;

/**
 * What a server does with samples by itself (guide, table 4-1, "Sample Policy" and "General"). Immutable.
 *
 * @param submission whether unresolved samples are submitted by themselves or held for a person
 * @param delivery whether clients are sent definitions by themselves or a person decides
 * @param priority the {@code X-Sample-Priority} of a sample whose client names none; at 0 it waits for a person
 * @param holding how much is held, and for how long
 * @param backoff the waits while a sample can't be scanned, and when to give it up
 */
public record ServerPolicy(
        Handling submission, Handling delivery, Priority priority, Holding holding, Backoff backoff) {}
