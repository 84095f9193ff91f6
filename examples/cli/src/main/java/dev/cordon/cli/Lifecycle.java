package dev.cordon.cli;

import com.google.common.base.Ascii;
import com.google.common.collect.ImmutableList;
import dev.cordon.statemachine.AnalysisLifecycle;
import dev.cordon.statemachine.AnalysisState;
import dev.cordon.statemachine.SampleLifecycle;
import dev.cordon.statemachine.SampleStatus;
import dev.cordon.statemachine.Transition;
import java.util.Arrays;

/** The two lifecycles, as the command line shows them. */
enum Lifecycle {
    SAMPLE {
        @Override
        ImmutableList<State> states() {
            return Arrays.stream(SampleStatus.values())
                    .map(status -> new State(status.token(), "", status.isFinal(), status.meaning()))
                    .collect(ImmutableList.toImmutableList());
        }

        @Override
        ImmutableList<Transition> transitions() {
            return SampleLifecycle.transitions();
        }
    },
    ANALYSIS {
        @Override
        ImmutableList<State> states() {
            return Arrays.stream(AnalysisState.values())
                    .map(state -> new State(state.token(), state.phase().token(), state.isFinal(), state.meaning()))
                    .collect(ImmutableList.toImmutableList());
        }

        @Override
        ImmutableList<Transition> transitions() {
            return AnalysisLifecycle.transitions();
        }
    };

    /**
     * A status or a state.
     *
     * @param token the word on the wire
     * @param phase the part of the way that it belongs to; empty where there are no parts
     * @param isFinal whether it is an end
     * @param meaning what it says of a sample
     */
    record State(String token, String phase, boolean isFinal, String meaning) {}

    abstract ImmutableList<State> states();

    abstract ImmutableList<Transition> transitions();

    LifecycleDiagram diagram() {
        return LifecycleDiagram.of(states(), transitions());
    }

    /** Returns what to type. */
    @Override
    public String toString() {
        return Ascii.toLowerCase(name());
    }
}
