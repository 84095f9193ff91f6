package dev.cordon.agent;

/** Whether user data is taken out of samples before they are submitted (guide, "Sample Policy": strip user data). */
public enum StripPolicy {
    /** Samples are submitted as they were captured. */
    OFF,
    /** What can be stripped is; everything else is submitted as it was captured. */
    WHERE_POSSIBLE,
    /** Nothing is submitted that is not stripped: what can't be goes to a person ({@code attention}). */
    REQUIRED
}
