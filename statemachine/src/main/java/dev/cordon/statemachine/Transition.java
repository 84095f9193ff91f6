package dev.cordon.statemachine;

/**
 * One legal step of a lifecycle, in words.
 *
 * @param from the token of the status or state before; {@code start} for a sample that is new
 * @param event what happens
 * @param to the token of the status or state after
 */
public record Transition(String from, String event, String to) {}
