package dev.cordon.sample;

import java.time.Instant;

/**
 * One step that a sample has taken, or something that was done to it where it stood: then {@code from} and {@code to} are
 * the same.
 *
 * @param changes {@code X-Sample-Changes} after the step
 * @param at when, by the clock of the place
 * @param from the status or analysis state before, or {@code start}
 * @param event what happened, in the words of the lifecycle; what was done, in words of its own
 * @param to the status or analysis state after
 */
public record HistoryEntry(int changes, Instant at, String from, String event, String to) {}
