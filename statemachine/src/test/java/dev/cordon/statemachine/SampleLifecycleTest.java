package dev.cordon.statemachine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import dev.cordon.statemachine.SampleEvent.Kind;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class SampleLifecycleTest {
    private static final List<String> TOKENS = List.of(
            "attention",
            "available",
            "distribute",
            "distributed",
            "error",
            "held",
            "installed",
            "needed",
            "not installed",
            "quarantined",
            "released",
            "restart",
            "submitted",
            "unneeded");

    /** The lifecycle once more, as plain words written down without looking at the code. */
    static final Map<String, Map<String, String>> EXPECTED = expected();

    private static Map<String, Map<String, String>> expected() {
        Map<String, Map<String, String>> rows = new HashMap<>();
        for (String status : TOKENS) {
            rows.put(status, new HashMap<>(ImmutableMap.of("restart", "restart")));
            if (!status.equals("installed") && !status.equals("unneeded")) {
                rows.get(status).put("fault", "error");
                rows.get(status).put("needs a person", "attention");
            }
        }
        for (String status : List.of("needed", "available", "distribute", "distributed", "not installed")) {
            rows.get(status).put("client reports the set", "installed");
        }
        String[][] others = {
            {"quarantined", "definitions at hand, delivery automatic", "distribute"},
            {"quarantined", "definitions at hand, delivery manual", "available"},
            {"quarantined", "nothing to do", "unneeded"},
            {"quarantined", "unresolved, submission automatic", "released"},
            {"quarantined", "unresolved, submission manual", "held"},
            {"held", "queued", "released"},
            {"released", "withdrawn", "held"},
            {"released", "accepted", "submitted"},
            {"submitted", "newer definitions resolve it", "needed"},
            {"submitted", "nothing to deliver", "unneeded"},
            {"submitted", "cookie unknown", "released"},
            {"needed", "set arrived, delivery automatic", "distribute"},
            {"needed", "set arrived, delivery manual", "available"},
            {"needed", "set superseded", "needed"},
            {"needed", "set abandoned", "submitted"},
            {"available", "delivery queued", "distribute"},
            {"distribute", "delivered", "distributed"},
            {"distribute", "cannot be delivered", "not installed"},
            {"distributed", "confirmed", "installed"},
            {"distributed", "install failed", "not installed"},
            {"not installed", "retry", "distribute"},
            {"restart", "taken up", "quarantined"}
        };
        for (String[] row : others) {
            rows.get(row[0]).put(row[1], row[2]);
        }
        return rows;
    }

    static final ImmutableList<SampleEvent> EVENTS = ImmutableList.of(
            new SampleEvent.Received(),
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
            new SampleEvent.TakenUp());

    @Test
    void thereAreTheFourteenStatuses() {
        assertThat(Stream.of(SampleStatus.values()).map(SampleStatus::token))
                .containsExactlyInAnyOrderElementsOf(TOKENS);
        assertThat(SampleStatus.of("Not Installed")).contains(SampleStatus.NOT_INSTALLED);
        assertThat(SampleStatus.of("lost")).isEmpty();
    }

    @Test
    void everyKindOfEventIsTried() {
        assertThat(EVENTS.stream().map(SampleEvent::kind).collect(ImmutableSet.toImmutableSet()))
                .containsExactlyInAnyOrder(Kind.values());
    }

    @TestFactory
    Stream<DynamicTest> everyEventInEveryStatusDoesWhatIsWrittenDown() {
        return Stream.of(SampleStatus.values())
                .flatMap(from -> EVENTS.stream()
                        .map(event -> DynamicTest.dynamicTest(from + " + " + event.kind(), () -> check(from, event))));
    }

    private static void check(SampleStatus from, SampleEvent event) {
        String expected = EXPECTED.get(from.token()).get(event.kind().description());
        assertThat(SampleLifecycle.allows(from, event.kind())).isEqualTo(expected != null);
        if (expected != null) {
            assertThat(SampleLifecycle.next(from, event).token()).isEqualTo(expected);
            return;
        }
        assertThatThrownBy(() -> SampleLifecycle.next(from, event))
                .isInstanceOfSatisfying(IllegalTransitionException.class, refusal -> {
                    assertThat(refusal.from()).isEqualTo(from.token());
                    assertThat(refusal.event()).isEqualTo(event.kind().description());
                    assertThat(refusal.allowed())
                            .containsExactlyInAnyOrderElementsOf(
                                    EXPECTED.get(from.token()).keySet());
                    assertThat(refusal.getMessage()).contains(from.token(), refusal.event());
                    assertThat(refusal.getMessage())
                            .endsWith(refusal.allowed().isEmpty() ? "nothing" : String.join(", ", refusal.allowed()));
                });
    }

    @Test
    void everyStatusCanBeReachedFromTheStart() {
        assertThat(Reach.from(SampleLifecycle.start().token(), SampleLifecycle.transitions()))
                .containsExactlyInAnyOrderElementsOf(TOKENS);
    }

    @Test
    void everyStatusCanComeToRest() {
        for (String status : TOKENS) {
            assertThat(Reach.from(status, SampleLifecycle.transitions()))
                    .as("from %s", status)
                    .contains("installed", "unneeded");
        }
    }

    /** A sample at rest stays there until somebody begins anew. */
    @Test
    void nothingButARestartLeavesAStatusOfRest() {
        assertThat(SampleLifecycle.transitions())
                .filteredOn(
                        step -> step.from().equals("installed") || step.from().equals("unneeded"))
                .containsExactlyInAnyOrder(
                        new Transition("installed", "restart", "restart"),
                        new Transition("unneeded", "restart", "restart"));
    }

    @Test
    void theTableHasTheStepsThatAreWrittenDown() {
        ImmutableList.Builder<Transition> steps = ImmutableList.builder();
        steps.add(new Transition("start", "received", "quarantined"));
        EXPECTED.forEach((from, events) -> events.forEach((event, to) -> steps.add(new Transition(from, event, to))));

        assertThat(SampleLifecycle.transitions()).containsExactlyInAnyOrderElementsOf(steps.build());
    }

    @Test
    void aHistoryIsReplayed() {
        assertThat(SampleLifecycle.replay(List.of(
                        new SampleEvent.Unresolved(Handling.AUTOMATIC),
                        new SampleEvent.Accepted(),
                        new SampleEvent.NewerDefinitions(2),
                        new SampleEvent.SetArrived(2, Handling.AUTOMATIC),
                        new SampleEvent.Delivered(),
                        new SampleEvent.Confirmed(2))))
                .isEqualTo(SampleStatus.INSTALLED);
    }
}
