package dev.cordon.statemachine;

import com.google.common.base.Joiner;
import com.google.common.collect.ImmutableList;

/** Says that an event can't happen where a sample stands; nothing has changed. */
public final class IllegalTransitionException extends RuntimeException {
    private final String from;
    private final String event;
    private final transient ImmutableList<String> allowed;

    IllegalTransitionException(String from, String event, ImmutableList<String> allowed) {
        super("'" + event + "' can't happen to a sample that is '" + from + "'; what can happen: "
                + (allowed.isEmpty() ? "nothing" : Joiner.on(", ").join(allowed)));
        this.from = from;
        this.event = event;
        this.allowed = allowed;
    }

    /** Returns the token of the status or state in which the sample stands. */
    public String from() {
        return from;
    }

    /** Returns what was to happen. */
    public String event() {
        return event;
    }

    /** Returns what can happen instead. */
    public ImmutableList<String> allowed() {
        return allowed;
    }
}
