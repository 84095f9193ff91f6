package dev.cordon.statemachine;

/** What a sample has behind it, as the rules of eligibility look at it. */
public enum Milestone {
    /** It was submitted: {@code X-Date-Submitted} is there and is not 0. */
    SUBMITTED,
    /** Its outcome is known: {@code X-Date-Finished} is there and is not 0. */
    FINISHED
}
