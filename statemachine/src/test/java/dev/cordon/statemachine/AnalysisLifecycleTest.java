package dev.cordon.statemachine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import dev.cordon.statemachine.AnalysisEvent.Kind;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
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

    /** What happens on the way, written down without looking at the code: a state, an event, the next state. */
    private static final String[][] STEPS = {
        {"receiving", "accepted", "accepted"},
        {"accepted", "import begun", "importing"},
        {"importing", "imported", "imported"},
        {"imported", "classification begun", "classifying"},
        {"imported", "needs an expert", "defer"},
        {"imported", "newer definitions appeared", "rescan"},
        {"rescan", "classification begun", "classifying"},
        {"rescan", "needs an expert", "defer"},
        {"defer", "deferral begun", "deferring"},
        {"deferring", "deferral done", "deferred"},
        {"deferred", "classification begun", "classifying"},
        {"deferred", "signature given by an expert", "signatures"},
        {"deferred", "newer definitions appeared", "rescan"},
        {"classifying", "classified as a program", "binary"},
        {"classifying", "classified as a document with macros", "macro"},
        {"classifying", "needs an expert", "defer"},
        {"binary", "controller begun", "binaryControlling"},
        {"binaryControlling", "conditions set", "binaryWait"},
        {"binaryWait", "engine free", "binaryReplicating"},
        {"binaryReplicating", "replicated", "binaryScoring"},
        {"binaryReplicating", "needs an expert", "defer"},
        {"binaryScoring", "signatures chosen", "signatures"},
        {"binaryScoring", "needs an expert", "defer"},
        {"macro", "controller begun", "macroControlling"},
        {"macroControlling", "conditions set", "macroWait"},
        {"macroWait", "engine free", "macroReplicating"},
        {"macroReplicating", "replicated", "macroScoring"},
        {"macroReplicating", "needs an expert", "defer"},
        {"macroScoring", "signatures chosen", "signatures"},
        {"macroScoring", "needs an expert", "defer"},
        {"signatures", "lock asked for", "locking"},
        {"signatures", "newer definitions appeared", "rescan"},
        {"locking", "locked for a full build", "fullBuilding"},
        {"locking", "locked for an incremental build", "incrBuilding"},
        {"locking", "newer definitions appeared", "rescan"},
        {"fullBuilding", "built", "fullUnitTesting"},
        {"fullBuilding", "build failed", "unlocking"},
        {"incrBuilding", "built", "incrUnitTesting"},
        {"incrBuilding", "build failed", "unlocking"},
        {"fullUnitTesting", "tests passed", "unlocking"},
        {"fullUnitTesting", "tests failed", "unlocking"},
        {"incrUnitTesting", "tests passed", "unlocking"},
        {"incrUnitTesting", "tests failed", "unlocking"},
        {"unlocking", "unlocked", "archive"},
        {"archive", "archive begun", "archiving"}
    };

    /** From where an analysis can be concluded, and how; a star stands for every final state. */
    private static final String[][] ENDS = {
        {"receiving", "*"},
        {"accepted", "*"},
        {"imported", "*"},
        {"rescan", "*"},
        {"deferred", "*"},
        {"archiving", "*"},
        {"classifying", "uninfectable", "encrypted"},
        {"binaryReplicating", "uninfected"},
        {"macroReplicating", "uninfected"}
    };

    /** The lifecycle once more, as plain words: the next state by state and event. */
    static final Map<String, Map<String, String>> EXPECTED = expected();

    private static Map<String, Map<String, String>> expected() {
        Map<String, Map<String, String>> expected = new TreeMap<>();
        for (String[] step : STEPS) {
            expected.computeIfAbsent(step[0], state -> new TreeMap<>()).put(step[1], step[2]);
        }
        for (String[] ends : ENDS) {
            Map<String, String> steps = expected.computeIfAbsent(ends[0], state -> new TreeMap<>());
            for (String end : ends[1].equals("*") ? FINAL : List.of(ends).subList(1, ends.length)) {
                steps.put("concluded as " + end, end);
            }
        }
        for (Map<String, String> steps : expected.values()) {
            steps.put("fault", "error");
            steps.put("abort", "abort");
            steps.put("needs a person", "attention");
        }
        FINAL.forEach(state -> expected.put(state, Map.of()));
        return expected;
    }

    /** One event of each kind that leads on. */
    static final ImmutableList<AnalysisEvent> FORWARD = ImmutableList.of(
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
            new AnalysisEvent.ArchiveBegun());

    /** Every event there is. */
    static final ImmutableList<AnalysisEvent> EVENTS = events();

    private static ImmutableList<AnalysisEvent> events() {
        ImmutableList.Builder<AnalysisEvent> events = ImmutableList.<AnalysisEvent>builder()
                .addAll(FORWARD)
                .add(
                        new AnalysisEvent.Faulted("broken"),
                        new AnalysisEvent.Aborted("broken"),
                        new AnalysisEvent.PersonNeeded("strange"));
        FINAL.forEach(state ->
                events.add(new AnalysisEvent.Concluded(AnalysisState.of(state).orElseThrow())));
        return events.build();
    }

    /** Returns the event as the model names it. */
    static String words(AnalysisEvent event) {
        return event instanceof AnalysisEvent.Concluded concluded
                ? "concluded as " + concluded.outcome().token()
                : event.kind().description();
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
    Stream<DynamicTest> everyEventInEveryStateDoesWhatIsWrittenDown() {
        return Stream.of(AnalysisState.values())
                .flatMap(from -> EVENTS.stream()
                        .map(event -> DynamicTest.dynamicTest(from + " + " + words(event), () -> check(from, event))));
    }

    private static void check(AnalysisState from, AnalysisEvent event) {
        Map<String, String> steps = EXPECTED.get(from.token());
        String expected = steps.get(words(event));
        if (expected != null) {
            assertThat(AnalysisLifecycle.next(from, event).token()).isEqualTo(expected);
            return;
        }
        assertThatThrownBy(() -> AnalysisLifecycle.next(from, event))
                .isInstanceOfSatisfying(IllegalTransitionException.class, refusal -> {
                    assertThat(refusal.from()).isEqualTo(from.token());
                    assertThat(refusal.event()).isEqualTo(words(event));
                    assertThat(refusal.allowed()).containsExactlyInAnyOrderElementsOf(steps.keySet());
                    assertThat(refusal.getMessage()).contains(from.token(), words(event));
                    assertThat(refusal.getMessage())
                            .endsWith(refusal.allowed().isEmpty() ? "nothing" : String.join(", ", refusal.allowed()));
                });
    }

    @TestFactory
    Stream<DynamicTest> whatIsAllowedIsWhatIsWrittenDown() {
        return Stream.of(AnalysisState.values())
                .map(from -> DynamicTest.dynamicTest(from.token(), () -> checkAllowed(from)));
    }

    private static void checkAllowed(AnalysisState from) {
        Set<String> kinds = EXPECTED.get(from.token()).keySet().stream()
                .map(words -> words.startsWith("concluded") ? "concluded" : words)
                .collect(ImmutableSet.toImmutableSet());

        assertThat(AnalysisLifecycle.allowed(from))
                .extracting(Kind::description)
                .hasSameElementsAs(kinds);
        for (Kind kind : Kind.values()) {
            assertThat(AnalysisLifecycle.allows(from, kind))
                    .as("%s", kind)
                    .isEqualTo(kinds.contains(kind.description()));
        }
    }

    @Test
    void theTableHasTheStepsThatAreWrittenDown() {
        ImmutableList.Builder<Transition> steps = ImmutableList.builder();
        steps.add(new Transition("start", "received", "receiving"));
        EXPECTED.forEach((from, events) -> events.forEach((event, to) ->
                steps.add(new Transition(from, event.startsWith("concluded") ? "concluded" : event, to))));

        assertThat(AnalysisLifecycle.transitions()).containsExactlyInAnyOrderElementsOf(steps.build());
    }

    @Test
    void everyStateCanBeReachedFromTheStart() {
        assertThat(Reach.from("receiving", AnalysisLifecycle.transitions())).isEqualTo(EXPECTED.keySet());
    }

    @Test
    void everyStateCanEnd() {
        for (String state : EXPECTED.keySet()) {
            assertThat(Reach.from(state, AnalysisLifecycle.transitions()))
                    .as("from %s", state)
                    .containsAnyElementsOf(FINAL);
        }
    }

    /** A fault leads everywhere to an end; the way without one has to be there, too. */
    @Test
    void everyStateCanEndWithoutAMishap() {
        List<Transition> steps = AnalysisLifecycle.transitions().stream()
                .filter(step -> !Set.of("fault", "abort", "needs a person").contains(step.event()))
                .toList();

        for (String state : EXPECTED.keySet()) {
            assertThat(Reach.from(state, steps)).as("from %s", state).containsAnyElementsOf(FINAL);
        }
    }

    @Test
    void nothingLeavesAFinalState() {
        assertThat(AnalysisLifecycle.transitions()).extracting(Transition::from).doesNotContainAnyElementsOf(FINAL);
    }

    @Test
    void aHistoryIsReplayed() {
        assertThat(AnalysisLifecycle.replay(List.of(
                        new AnalysisEvent.Accepted(),
                        new AnalysisEvent.ImportBegun(),
                        new AnalysisEvent.Imported(),
                        new AnalysisEvent.ClassificationBegun(),
                        new AnalysisEvent.Concluded(AnalysisState.UNINFECTABLE))))
                .isEqualTo(AnalysisState.UNINFECTABLE);
    }

    @Test
    void anAnalysisEndsInAFinalStateOnly() {
        assertThatIllegalArgumentException().isThrownBy(() -> new AnalysisEvent.Concluded(AnalysisState.BINARY));
    }
}
