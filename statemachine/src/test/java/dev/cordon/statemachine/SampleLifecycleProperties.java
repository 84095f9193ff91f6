package dev.cordon.statemachine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Size;

class SampleLifecycleProperties {
    @Property
    void anySequenceOfEventsGoesAsTheNaiveModelSays(@ForAll @Size(max = 60) List<@From("events") SampleEvent> events) {
        SampleStatus status = SampleLifecycle.start();
        String naive = "quarantined";
        for (SampleEvent event : events) {
            Optional<String> next = Optional.ofNullable(
                    SampleLifecycleTest.EXPECTED.get(naive).get(event.kind().description()));
            assertThat(SampleLifecycle.allows(status, event.kind())).isEqualTo(next.isPresent());
            if (next.isPresent()) {
                status = SampleLifecycle.next(status, event);
                naive = next.get();
            }
            assertThat(status.token()).isEqualTo(naive);
        }
    }

    @Property
    void aHistoryThatIsReplayedEndsWhereItEnded(@ForAll @Size(max = 60) List<@From("events") SampleEvent> events) {
        SampleStatus status = SampleLifecycle.start();
        List<SampleEvent> history = new ArrayList<>();
        for (SampleEvent event : events) {
            if (SampleLifecycle.allows(status, event.kind())) {
                status = SampleLifecycle.next(status, event);
                history.add(event);
            }
        }

        assertThat(SampleLifecycle.replay(history)).isEqualTo(status);
    }

    @Provide
    Arbitrary<SampleEvent> events() {
        return Arbitraries.of(SampleLifecycleTest.EVENTS);
    }
}
