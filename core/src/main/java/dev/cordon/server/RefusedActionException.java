package dev.cordon.server;

import com.google.common.base.Joiner;
import com.google.common.collect.ImmutableSet;
import dev.cordon.statemachine.SampleStatus;

/** Says that a person can't do something with a sample as it stands; everything is as it was before. */
public final class RefusedActionException extends IllegalArgumentException {
    private final Action action;
    private final SampleStatus from;
    private final String reason;
    private final transient ImmutableSet<Action> allowed;

    /**
     * Makes the exception.
     *
     * @param action what was asked for
     * @param from where the sample stands
     * @param reason why it can't be done, for people; one line that holds nothing of the sample
     * @param allowed what can be done with the sample instead
     */
    public RefusedActionException(Action action, SampleStatus from, String reason, ImmutableSet<Action> allowed) {
        super("cannot " + action + " a sample that is '" + from + "': " + reason + "; what can be done: "
                + Joiner.on(", ").join(allowed));
        this.action = action;
        this.from = from;
        this.reason = reason;
        this.allowed = allowed;
    }

    /** Returns what was asked for. */
    public Action action() {
        return action;
    }

    /** Returns where the sample stands. */
    public SampleStatus from() {
        return from;
    }

    /** Returns why it can't be done, for people. */
    public String reason() {
        return reason;
    }

    /** Returns what can be done with the sample instead. */
    public ImmutableSet<Action> allowed() {
        return allowed;
    }
}
