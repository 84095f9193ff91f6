package dev.cordon.sample;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import dev.cordon.codec.Header;
import dev.cordon.statemachine.Handling;
import dev.cordon.statemachine.SampleEvent;
import dev.cordon.statemachine.SampleLifecycle;
import dev.cordon.statemachine.Transition;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Size;

/** The history that a sample keeps leads to where it stands, by legal steps alone. */
class HistoryProperties {
    private static final Instant NOW = Instant.parse("2026-01-01T10:00:00Z");

    @Property
    void aHistoryLeadsToTheStatus(@ForAll @Size(max = 40) List<@From("events") SampleEvent> events) {
        Sample sample = Sample.received(new SampleId("sample-1"), Header.empty(), NOW);
        List<SampleEvent> happened = new ArrayList<>();
        for (SampleEvent event : events) {
            if (SampleLifecycle.allows(sample.status(), event.kind())) {
                sample = sample.on(event, NOW);
                happened.add(event);
            }
        }

        assertThat(SampleLifecycle.replay(happened)).isEqualTo(sample.status());
        assertThat(sample.history()).hasSize(happened.size() + 1);
        String reached = "start";
        for (HistoryEntry entry : sample.history()) {
            assertThat(entry.from()).isEqualTo(reached);
            assertThat(SampleLifecycle.transitions()).contains(new Transition(entry.from(), entry.event(), entry.to()));
            reached = entry.to();
        }
        assertThat(reached).isEqualTo(sample.status().token());
    }

    @Provide
    Arbitrary<SampleEvent> events() {
        return Arbitraries.of(ImmutableList.of(
                new SampleEvent.DefinitionsAtHand(1, Handling.AUTOMATIC),
                new SampleEvent.DefinitionsAtHand(1, Handling.MANUAL),
                new SampleEvent.NothingToDo(),
                new SampleEvent.Unresolved(Handling.AUTOMATIC),
                new SampleEvent.Unresolved(Handling.MANUAL),
                new SampleEvent.Queued(1),
                new SampleEvent.Withdrawn(),
                new SampleEvent.Accepted(),
                new SampleEvent.NewerDefinitions(2),
                new SampleEvent.NothingToDeliver(),
                new SampleEvent.Crumbled(),
                new SampleEvent.SetArrived(2, Handling.AUTOMATIC),
                new SampleEvent.SetArrived(2, Handling.MANUAL),
                new SampleEvent.Superseded(3),
                new SampleEvent.Abandoned(),
                new SampleEvent.DeliveryQueued(),
                new SampleEvent.Delivered(),
                new SampleEvent.Undeliverable(),
                new SampleEvent.Confirmed(3),
                new SampleEvent.InstallFailed(),
                new SampleEvent.Retried(),
                new SampleEvent.Reported(3),
                new SampleEvent.Faulted("broken"),
                new SampleEvent.PersonNeeded("strange"),
                new SampleEvent.Restarted("again"),
                new SampleEvent.TakenUp()));
    }
}
