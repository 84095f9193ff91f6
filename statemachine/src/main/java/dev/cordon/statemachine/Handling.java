package dev.cordon.statemachine;

/** Whether a step is taken by itself or waits for a person. */
public enum Handling {
    /** By itself, as the policy says. */
    AUTOMATIC,
    /** When a person says so. */
    MANUAL
}
