package dev.cordon.statemachine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.Size;

class AnalysisLifecycleProperties {
    @Property
    void anySequenceOfEventsGoesAsTheNaiveModelSays(
            @ForAll @Size(max = 60) List<@From("events") AnalysisEvent> events) {
        AnalysisState state = AnalysisLifecycle.start();
        String naive = "receiving";
        for (AnalysisEvent event : events) {
            Map<String, String> steps = AnalysisLifecycleTest.EXPECTED.get(naive);
            String next = steps.get(AnalysisLifecycleTest.words(event));
            if (next == null) {
                AnalysisState from = state;
                assertThatThrownBy(() -> AnalysisLifecycle.next(from, event))
                        .isInstanceOf(IllegalTransitionException.class);
            } else {
                state = AnalysisLifecycle.next(state, event);
                naive = next;
            }
            assertThat(state.token()).isEqualTo(naive);
        }
    }

    @Property
    void aHistoryThatIsReplayedEndsWhereItEnded(@ForAll @Size(max = 60) List<@From("events") AnalysisEvent> events) {
        AnalysisState state = AnalysisLifecycle.start();
        List<AnalysisEvent> history = new ArrayList<>();
        for (AnalysisEvent event : events) {
            if (AnalysisLifecycleTest.EXPECTED.get(state.token()).containsKey(AnalysisLifecycleTest.words(event))) {
                state = AnalysisLifecycle.next(state, event);
                history.add(event);
            }
        }

        assertThat(AnalysisLifecycle.replay(history)).isEqualTo(state);
    }

    /** Steps forward come up often enough among faults and conclusions to walk far. */
    @Provide
    Arbitrary<AnalysisEvent> events() {
        return Arbitraries.frequencyOf(
                Tuple.of(40, Arbitraries.of(AnalysisLifecycleTest.FORWARD)),
                Tuple.of(1, Arbitraries.of(AnalysisLifecycleTest.EVENTS)));
    }
}
