package dev.cordon.cli;

import com.google.common.base.Ascii;
import com.google.common.collect.ImmutableList;
import dev.cordon.statemachine.Advice;
import dev.cordon.statemachine.AnalysisLifecycle;
import dev.cordon.statemachine.AnalysisState;
import dev.cordon.statemachine.DwellLimits;
import dev.cordon.statemachine.FinalMeaning;
import dev.cordon.statemachine.SampleLifecycle;
import dev.cordon.statemachine.SampleStatus;
import dev.cordon.statemachine.Transition;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;

/** The two lifecycles, as the command line shows them. */
enum Lifecycle {
    SAMPLE {
        @Override
        ImmutableList<State> states() {
            return Arrays.stream(SampleStatus.values()).map(Lifecycle::state).collect(ImmutableList.toImmutableList());
        }

        @Override
        ImmutableList<Transition> transitions() {
            return SampleLifecycle.transitions();
        }
    },
    ANALYSIS {
        @Override
        ImmutableList<State> states() {
            return Arrays.stream(AnalysisState.values()).map(Lifecycle::state).collect(ImmutableList.toImmutableList());
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
     * @param limit how long a sample may stand there; empty where it may for ever
     * @param outcome what it means in a final report; empty where it is not final, or a status
     * @param advice what it advises to do; empty where nothing
     */
    record State(
            String token,
            String phase,
            boolean isFinal,
            String meaning,
            Optional<Duration> limit,
            Optional<FinalMeaning> outcome,
            Optional<Advice> advice) {}

    private static State state(SampleStatus status) {
        return new State(
                status.token(),
                "",
                status.isFinal(),
                status.meaning(),
                DwellLimits.standard().of(status),
                Optional.empty(),
                Optional.empty());
    }

    private static State state(AnalysisState state) {
        return new State(
                state.token(),
                state.phase().token(),
                state.isFinal(),
                state.meaning(),
                Optional.empty(),
                Optional.of(FinalMeaning.of(state)).filter(outcome -> state.isFinal()),
                Optional.of(Advice.of(state)).filter(advice -> advice != Advice.NONE));
    }

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
