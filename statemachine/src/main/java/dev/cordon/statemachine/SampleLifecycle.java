package dev.cordon.statemachine;

import static dev.cordon.statemachine.SampleStatus.ATTENTION;
import static dev.cordon.statemachine.SampleStatus.AVAILABLE;
import static dev.cordon.statemachine.SampleStatus.DISTRIBUTE;
import static dev.cordon.statemachine.SampleStatus.DISTRIBUTED;
import static dev.cordon.statemachine.SampleStatus.ERROR;
import static dev.cordon.statemachine.SampleStatus.HELD;
import static dev.cordon.statemachine.SampleStatus.INSTALLED;
import static dev.cordon.statemachine.SampleStatus.NEEDED;
import static dev.cordon.statemachine.SampleStatus.NOT_INSTALLED;
import static dev.cordon.statemachine.SampleStatus.QUARANTINED;
import static dev.cordon.statemachine.SampleStatus.RELEASED;
import static dev.cordon.statemachine.SampleStatus.RESTART;
import static dev.cordon.statemachine.SampleStatus.SUBMITTED;
import static dev.cordon.statemachine.SampleStatus.UNNEEDED;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Sets;
import dev.cordon.statemachine.SampleEvent.Kind;
import java.util.EnumSet;
import java.util.Set;

/**
 * Which status follows which event. A function without state and without side effects; a transition costs no allocation.
 */
public final class SampleLifecycle {
    private static final Set<SampleStatus> EVERY = EnumSet.allOf(SampleStatus.class);
    private static final Set<SampleStatus> NOT_AT_REST =
            Sets.filter(EnumSet.allOf(SampleStatus.class), status -> !status.isFinal());

    private static final TransitionTable<SampleStatus, Kind> TABLE = TransitionTable.builder(
                    SampleStatus.class, Kind.class)
            .row(QUARANTINED, Kind.DEFINITIONS_AT_HAND_AUTOMATIC, DISTRIBUTE)
            .row(QUARANTINED, Kind.DEFINITIONS_AT_HAND_MANUAL, AVAILABLE)
            .row(QUARANTINED, Kind.NOTHING_TO_DO, UNNEEDED)
            .row(QUARANTINED, Kind.UNRESOLVED_AUTOMATIC, RELEASED)
            .row(QUARANTINED, Kind.UNRESOLVED_MANUAL, HELD)
            .row(HELD, Kind.QUEUED, RELEASED)
            .row(RELEASED, Kind.WITHDRAWN, HELD)
            .row(RELEASED, Kind.ACCEPTED, SUBMITTED)
            .row(SUBMITTED, Kind.NEWER_DEFINITIONS, NEEDED)
            .row(SUBMITTED, Kind.NOTHING_TO_DELIVER, UNNEEDED)
            .row(SUBMITTED, Kind.CRUMBLED, RELEASED)
            .row(NEEDED, Kind.SET_ARRIVED_AUTOMATIC, DISTRIBUTE)
            .row(NEEDED, Kind.SET_ARRIVED_MANUAL, AVAILABLE)
            .row(NEEDED, Kind.SUPERSEDED, NEEDED)
            .row(NEEDED, Kind.ABANDONED, SUBMITTED)
            .row(AVAILABLE, Kind.DELIVERY_QUEUED, DISTRIBUTE)
            .row(DISTRIBUTE, Kind.DELIVERED, DISTRIBUTED)
            .row(DISTRIBUTE, Kind.UNDELIVERABLE, NOT_INSTALLED)
            .row(DISTRIBUTED, Kind.CONFIRMED, INSTALLED)
            .row(DISTRIBUTED, Kind.INSTALL_FAILED, NOT_INSTALLED)
            .row(NOT_INSTALLED, Kind.RETRIED, DISTRIBUTE)
            .rows(EnumSet.of(NEEDED, AVAILABLE, DISTRIBUTE, DISTRIBUTED, NOT_INSTALLED), Kind.REPORTED, INSTALLED)
            .rows(NOT_AT_REST, Kind.FAULTED, ERROR)
            .rows(NOT_AT_REST, Kind.PERSON_NEEDED, ATTENTION)
            .rows(EVERY, Kind.RESTARTED, RESTART)
            .row(RESTART, Kind.TAKEN_UP, QUARANTINED)
            .build();

    private SampleLifecycle() {}

    /** Returns the status of a sample that has just been received. */
    public static SampleStatus start() {
        return QUARANTINED;
    }

    /**
     * Returns the status after an event.
     *
     * @throws IllegalTransitionException if the event can't happen in this status
     */
    public static SampleStatus next(SampleStatus from, SampleEvent event) {
        return TABLE.next(from, event.kind());
    }

    /** Returns whether an event can happen in a status. */
    public static boolean allows(SampleStatus from, Kind kind) {
        return TABLE.allows(from, kind);
    }

    /** Returns what can happen in a status. */
    public static ImmutableSet<Kind> allowed(SampleStatus from) {
        return TABLE.allowed(from);
    }

    /** Returns every legal step, the first one from {@code start}. */
    public static ImmutableList<Transition> transitions() {
        return ImmutableList.<Transition>builder()
                .add(new Transition("start", Kind.RECEIVED.description(), start().token()))
                .addAll(TABLE.transitions())
                .build();
    }

    /**
     * Returns the status after events in a row, of which the first follows the arrival of the sample.
     *
     * @throws IllegalTransitionException at the first event that can't happen
     */
    public static SampleStatus replay(Iterable<? extends SampleEvent> events) {
        SampleStatus status = start();
        for (SampleEvent event : events) {
            status = next(status, event);
        }
        return status;
    }
}
