package dev.cordon.statemachine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.collect.ImmutableSet;
import dev.cordon.statemachine.AnalysisEvent.Kind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class AnalysisLifecycleTest {
    private static final List<String> FINAL = List.of(
            "abort",
            "attention",
            "broken",
            "declined",
            "error",
            "infected",
            "misfired",
            "nodetect",
            "norepair",
            "uninfectable",
            "uninfected",
            "unsubmittable",
            "encrypted",
            "delete",
            "restore");

    /** Where each state may lead, written down without looking at the code; a star stands for every final state. */
    private static final String[][] EDGES = {
        {"receiving", "accepted", "*"},
        {"accepted", "importing", "*"},
        {"importing", "imported"},
        {"imported", "classifying", "defer", "rescan", "*"},
        {"rescan", "classifying", "defer", "*"},
        {"defer", "deferring"},
        {"deferring", "deferred"},
        {"deferred", "classifying", "signatures", "rescan", "*"},
        {"classifying", "binary", "macro", "uninfectable", "encrypted", "defer"},
        {"binary", "binaryControlling"},
        {"binaryControlling", "binaryWait"},
        {"binaryWait", "binaryReplicating"},
        {"binaryReplicating", "binaryScoring", "uninfected", "defer"},
        {"binaryScoring", "signatures", "defer"},
        {"macro", "macroControlling"},
        {"macroControlling", "macroWait"},
        {"macroWait", "macroReplicating"},
        {"macroReplicating", "macroScoring", "uninfected", "defer"},
        {"macroScoring", "signatures", "defer"},
        {"signatures", "locking", "rescan"},
        {"locking", "fullBuilding", "incrBuilding", "rescan"},
        {"fullBuilding", "fullUnitTesting", "unlocking"},
        {"incrBuilding", "incrUnitTesting", "unlocking"},
        {"fullUnitTesting", "unlocking"},
        {"incrUnitTesting", "unlocking"},
        {"unlocking", "archive"},
        {"archive", "archiving"},
        {"archiving", "*"}
    };

    private static final Map<String, Set<String>> EXPECTED = expected();

    private static Map<String, Set<String>> expected() {
        Map<String, Set<String>> expected = new HashMap<>();
        for (String[] edges : EDGES) {
            Set<String> to = new TreeSet<>(List.of("abort", "error", "attention"));
            for (String state : List.of(edges).subList(1, edges.length)) {
                to.addAll(state.equals("*") ? FINAL : List.of(state));
            }
            expected.put(edges[0], to);
        }
        FINAL.forEach(state -> expected.put(state, Set.of()));
        return expected;
    }

    private static final List<AnalysisEvent> EVENTS = events();

    private static List<AnalysisEvent> events() {
        List<AnalysisEvent> events = new ArrayList<>(List.of(
                new AnalysisEvent.Received(),
                new AnalysisEvent.Accepted(),
                new AnalysisEvent.ImportBegun(),
                new AnalysisEvent.Imported(),
                new AnalysisEvent.NewerDefinitions(),
                new AnalysisEvent.ClassificationBegun(),
                new AnalysisEvent.Deferred(),
                new AnalysisEvent.DeferralBegun(),
                new AnalysisEvent.DeferralDone(),
                new AnalysisEvent.SignatureGiven(),
                new AnalysisEvent.ClassifiedBinary(),
                new AnalysisEvent.ClassifiedMacro(),
                new AnalysisEvent.ControlBegun(),
                new AnalysisEvent.ConditionsSet(),
                new AnalysisEvent.EngineFree(),
                new AnalysisEvent.Replicated(),
                new AnalysisEvent.Scored(),
                new AnalysisEvent.LockBegun(),
                new AnalysisEvent.LockedForFullBuild(),
                new AnalysisEvent.LockedForIncrementalBuild(),
                new AnalysisEvent.Built(),
                new AnalysisEvent.BuildFailed(),
                new AnalysisEvent.Tested(),
                new AnalysisEvent.TestsFailed(),
                new AnalysisEvent.Unlocked(),
                new AnalysisEvent.ArchiveBegun(),
                new AnalysisEvent.Faulted("broken"),
                new AnalysisEvent.Aborted("broken"),
                new AnalysisEvent.PersonNeeded("strange")));
        FINAL.forEach(state ->
                events.add(new AnalysisEvent.Concluded(AnalysisState.of(state).orElseThrow())));
        return events;
    }

    @Test
    void thereAreFortyThreeStatesOfWhichFifteenAreFinal() {
        assertThat(AnalysisState.values()).hasSize(43);
        assertThat(Stream.of(AnalysisState.values())
                        .filter(AnalysisState::isFinal)
                        .map(AnalysisState::token))
                .containsExactlyInAnyOrderElementsOf(FINAL);
        assertThat(EXPECTED.keySet())
                .isEqualTo(Stream.of(AnalysisState.values())
                        .map(AnalysisState::token)
                        .collect(ImmutableSet.toImmutableSet()));
    }

    @Test
    void everyKindOfEventIsTried() {
        assertThat(EVENTS.stream().map(AnalysisEvent::kind).collect(ImmutableSet.toImmutableSet()))
                .containsExactlyInAnyOrder(Kind.values());
    }

    @TestFactory
    Stream<DynamicTest> everyStateLeadsWhereIsWrittenDownAndNowhereElse() {
        return Stream.of(AnalysisState.values())
                .map(from -> DynamicTest.dynamicTest(
                        from.token(), () -> assertThat(targets(from)).isEqualTo(EXPECTED.get(from.token()))));
    }

    private static Set<String> targets(AnalysisState from) {
        Set<String> targets = new TreeSet<>();
        for (AnalysisEvent event : EVENTS) {
            try {
                targets.add(AnalysisLifecycle.next(from, event).token());
                assertThat(AnalysisLifecycle.allows(from, event.kind())).isTrue();
            } catch (IllegalTransitionException e) {
                assertThat(e.from()).isEqualTo(from.token());
            }
        }
        return targets;
    }

    @Test
    void theTableIsWhatTheFunctionDoes() {
        for (Transition transition : AnalysisLifecycle.transitions()) {
            if (!transition.from().equals("start")) {
                assertThat(EXPECTED.get(transition.from())).contains(transition.to());
            }
        }
        assertThat(AnalysisLifecycle.transitions().stream()
                        .filter(transition -> !transition.from().equals("start"))
                        .map(transition -> transition.from() + ">" + transition.to())
                        .collect(ImmutableSet.toImmutableSet()))
                .hasSize(EXPECTED.values().stream().mapToInt(Set::size).sum());
    }

    @Test
    void everyStateCanBeReachedAndCanEnd() {
        assertThat(reachable("receiving")).isEqualTo(EXPECTED.keySet());
        for (String[] edges : EDGES) {
            assertThat(reachable(edges[0])).as("from %s", edges[0]).containsAnyElementsOf(FINAL);
        }
    }

    private static Set<String> reachable(String start) {
        Set<String> reached = new HashSet<>(Set.of(start));
        boolean grown = true;
        while (grown) {
            grown = false;
            for (Transition transition : AnalysisLifecycle.transitions()) {
                grown |= reached.contains(transition.from()) && reached.add(transition.to());
            }
        }
        return reached;
    }

    @Test
    void anAnalysisEndsInAFinalStateOnly() {
        assertThatThrownBy(() -> new AnalysisEvent.Concluded(AnalysisState.BINARY))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
