package dev.cordon.statemachine;

import static dev.cordon.statemachine.AnalysisState.*;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.ImmutableSetMultimap;
import com.google.common.collect.Sets;
import dev.cordon.statemachine.AnalysisEvent.Kind;
import java.util.EnumSet;
import java.util.Set;

/**
 * Which analysis state follows which event. A function without state and without side effects; a transition costs no
 * allocation.
 *
 * <p>Between {@code locking} and {@code unlocking} the build is reserved; a fault in there frees it, which is the
 * business of whoever builds.
 */
public final class AnalysisLifecycle {
    private static final Set<AnalysisState> NOT_FINAL =
            Sets.filter(EnumSet.allOf(AnalysisState.class), state -> !state.isFinal());
    private static final ImmutableSet<AnalysisState> FINAL =
            ImmutableSet.copyOf(Sets.filter(EnumSet.allOf(AnalysisState.class), AnalysisState::isFinal));

    private static final TransitionTable<AnalysisState, Kind> TABLE = TransitionTable.builder(
                    AnalysisState.class, Kind.class)
            .row(RECEIVING, Kind.ACCEPTED, ACCEPTED)
            .row(ACCEPTED, Kind.IMPORT_BEGUN, IMPORTING)
            .row(IMPORTING, Kind.IMPORTED, IMPORTED)
            .rows(EnumSet.of(IMPORTED, RESCAN, DEFERRED), Kind.CLASSIFICATION_BEGUN, CLASSIFYING)
            .rows(
                    EnumSet.of(
                            IMPORTED,
                            RESCAN,
                            CLASSIFYING,
                            BINARY_REPLICATING,
                            MACRO_REPLICATING,
                            BINARY_SCORING,
                            MACRO_SCORING),
                    Kind.DEFERRED,
                    DEFER)
            .row(DEFER, Kind.DEFERRAL_BEGUN, DEFERRING)
            .row(DEFERRING, Kind.DEFERRAL_DONE, DEFERRED)
            .row(DEFERRED, Kind.SIGNATURE_GIVEN, SIGNATURES)
            .row(CLASSIFYING, Kind.CLASSIFIED_BINARY, BINARY)
            .row(CLASSIFYING, Kind.CLASSIFIED_MACRO, MACRO)
            .row(BINARY, Kind.CONTROL_BEGUN, BINARY_CONTROLLING)
            .row(MACRO, Kind.CONTROL_BEGUN, MACRO_CONTROLLING)
            .row(BINARY_CONTROLLING, Kind.CONDITIONS_SET, BINARY_WAIT)
            .row(MACRO_CONTROLLING, Kind.CONDITIONS_SET, MACRO_WAIT)
            .row(BINARY_WAIT, Kind.ENGINE_FREE, BINARY_REPLICATING)
            .row(MACRO_WAIT, Kind.ENGINE_FREE, MACRO_REPLICATING)
            .row(BINARY_REPLICATING, Kind.REPLICATED, BINARY_SCORING)
            .row(MACRO_REPLICATING, Kind.REPLICATED, MACRO_SCORING)
            .rows(EnumSet.of(BINARY_SCORING, MACRO_SCORING), Kind.SCORED, SIGNATURES)
            .row(SIGNATURES, Kind.LOCK_BEGUN, LOCKING)
            .row(LOCKING, Kind.LOCKED_FULL, FULL_BUILDING)
            .row(LOCKING, Kind.LOCKED_INCREMENTAL, INCR_BUILDING)
            .row(FULL_BUILDING, Kind.BUILT, FULL_UNIT_TESTING)
            .row(INCR_BUILDING, Kind.BUILT, INCR_UNIT_TESTING)
            .rows(EnumSet.of(FULL_BUILDING, INCR_BUILDING), Kind.BUILD_FAILED, UNLOCKING)
            .rows(EnumSet.of(FULL_UNIT_TESTING, INCR_UNIT_TESTING), Kind.TESTED, UNLOCKING)
            .rows(EnumSet.of(FULL_UNIT_TESTING, INCR_UNIT_TESTING), Kind.TESTS_FAILED, UNLOCKING)
            .row(UNLOCKING, Kind.UNLOCKED, ARCHIVE)
            .row(ARCHIVE, Kind.ARCHIVE_BEGUN, ARCHIVING)
            .rows(EnumSet.of(IMPORTED, DEFERRED, SIGNATURES, LOCKING), Kind.NEWER_DEFINITIONS, RESCAN)
            .rows(NOT_FINAL, Kind.FAULTED, ERROR)
            .rows(NOT_FINAL, Kind.ABORTED, ABORT)
            .rows(NOT_FINAL, Kind.PERSON_NEEDED, ATTENTION)
            .build();

    /** How the analysis can end from where: the filter, an expert and the archive may say anything. */
    private static final ImmutableSetMultimap<AnalysisState, AnalysisState> CONCLUSIONS =
            ImmutableSetMultimap.<AnalysisState, AnalysisState>builder()
                    .putAll(RECEIVING, FINAL)
                    .putAll(ACCEPTED, FINAL)
                    .putAll(IMPORTED, FINAL)
                    .putAll(RESCAN, FINAL)
                    .putAll(DEFERRED, FINAL)
                    .putAll(ARCHIVING, FINAL)
                    .putAll(CLASSIFYING, UNINFECTABLE, ENCRYPTED)
                    .put(BINARY_REPLICATING, UNINFECTED)
                    .put(MACRO_REPLICATING, UNINFECTED)
                    .build();

    private AnalysisLifecycle() {}

    /** Returns the state of a sample that begins to arrive at a gateway. */
    public static AnalysisState start() {
        return RECEIVING;
    }

    /**
     * Returns the state after an event.
     *
     * @throws IllegalTransitionException if the event can't happen in this state
     */
    public static AnalysisState next(AnalysisState from, AnalysisEvent event) {
        if (event instanceof AnalysisEvent.Concluded concluded) {
            return conclude(from, concluded.outcome());
        }
        if (!TABLE.allows(from, event.kind())) {
            throw refusal(from, event.kind().description());
        }
        return TABLE.next(from, event.kind());
    }

    private static AnalysisState conclude(AnalysisState from, AnalysisState outcome) {
        if (!CONCLUSIONS.containsEntry(from, outcome)) {
            throw refusal(from, described(outcome));
        }
        return outcome;
    }

    private static IllegalTransitionException refusal(AnalysisState from, String event) {
        ImmutableList.Builder<String> allowed = ImmutableList.builder();
        TABLE.allowed(from).forEach(kind -> allowed.add(kind.description()));
        CONCLUSIONS.get(from).forEach(end -> allowed.add(described(end)));
        return new IllegalTransitionException(from.token(), event, allowed.build());
    }

    private static String described(AnalysisState outcome) {
        return Kind.CONCLUDED.description() + " as " + outcome.token();
    }

    /** Returns whether an event of a kind can happen in a state. */
    public static boolean allows(AnalysisState from, Kind kind) {
        return kind == Kind.CONCLUDED ? CONCLUSIONS.containsKey(from) : TABLE.allows(from, kind);
    }

    /** Returns what can happen in a state. */
    public static ImmutableSet<Kind> allowed(AnalysisState from) {
        ImmutableSet.Builder<Kind> allowed = ImmutableSet.<Kind>builder().addAll(TABLE.allowed(from));
        if (CONCLUSIONS.containsKey(from)) {
            allowed.add(Kind.CONCLUDED);
        }
        return allowed.build();
    }

    /** Returns how an analysis can end from a state by being concluded. */
    public static ImmutableSet<AnalysisState> conclusions(AnalysisState from) {
        return CONCLUSIONS.get(from);
    }

    /** Returns every legal step, the first one from {@code start}. */
    public static ImmutableList<Transition> transitions() {
        ImmutableList.Builder<Transition> transitions = ImmutableList.<Transition>builder()
                .add(new Transition("start", Kind.RECEIVED.description(), start().token()))
                .addAll(TABLE.transitions());
        CONCLUSIONS.forEach((from, outcome) ->
                transitions.add(new Transition(from.token(), Kind.CONCLUDED.description(), outcome.token())));
        return transitions.build();
    }

    /**
     * Returns the state after events in a row, of which the first follows the arrival of the sample.
     *
     * @throws IllegalTransitionException at the first event that can't happen
     */
    public static AnalysisState replay(Iterable<? extends AnalysisEvent> events) {
        AnalysisState state = start();
        for (AnalysisEvent event : events) {
            state = next(state, event);
        }
        return state;
    }
}
