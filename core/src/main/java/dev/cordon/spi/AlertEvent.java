package dev.cordon.spi;

import com.google.common.base.Ascii;
import dev.cordon.statemachine.DwellLimits;
import dev.cordon.statemachine.SampleStatus;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;

/**
 * What a server can tell a person of: the 23 events of the guide (table 4-3, "Events that trigger alerts").
 *
 * <p>Each is a condition that begins, lasts and ends. It is told once it has lasted for its timeout, and again when it is
 * over.
 */
public enum AlertEvent {
    /** The agent can't reach the gateway. */
    GATEWAY_UNREACHABLE(
            Scope.SERVICE,
            Duration.ofMinutes(10),
            true,
            "the gateway can't be reached; nothing is submitted, and no definitions come",
            "the gateway can be reached again"),

    /** Definitions can't be handed out. */
    DEFCAST_ERROR(
            Scope.SERVICE,
            Duration.ofMinutes(30),
            true,
            "definitions can't be handed out: targets don't answer, or the handing out itself fails",
            "definitions are handed out again"),

    /** A computer was not given the definitions that are there for it. */
    DEFINITIONS_NOT_INSTALLABLE(
            Scope.SERVICE,
            Duration.ZERO,
            true,
            "definitions are here and could not be given to the computer; somebody has to install them there",
            "no computer waits for definitions that it could not be given"),

    /** The folder of definitions can't be used. */
    DEFINITION_DIRECTORY_INACCESSIBLE(
            Scope.SERVICE,
            Duration.ofMinutes(1),
            true,
            "the place where definitions are kept is gone or can't be read",
            "the place where definitions are kept can be read again"),

    /** Nothing is scanned. */
    SCANNER_UNREACHABLE(
            Scope.SERVICE,
            Duration.ofMinutes(5),
            true,
            "the scanner does not work or has no definitions; samples are neither scanned nor submitted",
            "the scanner works again"),

    /** The agent does nothing any more. */
    AGENT_STOPPED(
            Scope.SERVICE,
            Duration.ofMinutes(15),
            true,
            "the agent has stopped, or fails at whatever it does; nothing goes to the gateway or comes from it",
            "the agent works again"),

    /** Definitions that samples need are not here yet. */
    DEFINITIONS_AWAITED(
            Scope.SERVICE,
            Duration.ofMinutes(30),
            true,
            "definitions that are needed here have not come from the gateway yet",
            "all definitions that are needed are here"),

    /** A certified set has come from the gateway. */
    CERTIFIED_DEFINITIONS_ARRIVED(
            Scope.SERVICE,
            Duration.ZERO,
            false,
            "new certified definitions have come from the gateway",
            "other definitions have come since"),

    /** A set that is not certified has come from the gateway, for a sample that was submitted. */
    NONCERTIFIED_DEFINITIONS_ARRIVED(
            Scope.SERVICE,
            Duration.ZERO,
            true,
            "new definitions, not certified yet, have come from the gateway for a sample that was submitted",
            "other definitions have come since"),

    /** The quarantine is nearly full. */
    QUOTA_LOW(
            Scope.SERVICE,
            Duration.ofMinutes(5),
            true,
            "the samples take nine tenths or more of the room that they may take",
            "the samples take less than nine tenths of the room that they may take"),

    /** The disk can't hold what the quota promises. */
    DISK_BELOW_QUOTA(
            Scope.SERVICE,
            Duration.ofMinutes(5),
            true,
            "less is free on the disk than the quarantine may take",
            "as much is free on the disk as the quarantine may take"),

    /** A sample has come to rest and was not cured. */
    SAMPLE_NOT_REPAIRED(
            Scope.SAMPLE,
            Duration.ofMinutes(30),
            false,
            "it has come to rest without a repair, because there is none or none was needed",
            "no sample has come to rest without a repair lately"),

    /** The definitions for a sample were refused or are damaged. */
    SAMPLE_DEFINITIONS_NOT_INSTALLED(
            Scope.SAMPLE,
            Duration.ZERO,
            true,
            "the definitions for it could not be installed; most likely the set is damaged",
            "no sample waits for definitions that could not be installed"),

    /** A sample is at {@code error}. */
    SAMPLE_ERROR(
            Scope.SAMPLE,
            Duration.ZERO,
            true,
            "its processing has failed, and that does not mend itself",
            "no sample is in error any more"),

    /** A sample is at {@code attention}. */
    SAMPLE_ATTENTION(
            Scope.SAMPLE,
            Duration.ZERO,
            true,
            "a person has to look at it, with technical support if need be",
            "no sample needs a person's attention any more"),

    /** A sample is at {@code held}. */
    SAMPLE_HELD(
            Scope.SAMPLE,
            Duration.ZERO,
            true,
            "it is held until a person decides whether it is submitted",
            "no sample is held for a person's decision any more"),

    /** A sample is at {@code distribute} for too long. */
    SAMPLE_INSTALL_OVERDUE(
            SampleStatus.DISTRIBUTE,
            "its definitions are in line for delivery for too long and are not installed",
            "no delivery is overdue any more"),

    /** A sample is at {@code distributed} for too long. */
    SAMPLE_DISTRIBUTED_OVERDUE(
            SampleStatus.DISTRIBUTED,
            "its computer was sent the definitions too long ago and has not confirmed them",
            "no confirmation is overdue any more"),

    /** A sample is at {@code needed} for too long. */
    SAMPLE_NEEDED_OVERDUE(
            SampleStatus.NEEDED,
            "it needs definitions for too long that are not fetched yet",
            "no sample needs definitions for too long any more"),

    /** A sample is at {@code released} for too long. */
    SAMPLE_RELEASED_OVERDUE(
            SampleStatus.RELEASED,
            "it is in line for submission for too long, and the gateway has not taken it",
            "no submission is overdue any more"),

    /** A sample is at {@code submitted} for too long. */
    SAMPLE_SUBMITTED_OVERDUE(
            SampleStatus.SUBMITTED,
            "it was submitted too long ago, and the outcome is not known yet",
            "no outcome is overdue any more"),

    /** A sample is at {@code quarantined} for too long. */
    SAMPLE_QUARANTINED_OVERDUE(
            SampleStatus.QUARANTINED, "it waits for its first scan for too long", "no first scan is overdue any more"),

    /** A sample is at {@code available}. */
    SAMPLE_DEFINITIONS_HELD(
            Scope.SAMPLE,
            Duration.ZERO,
            true,
            "new definitions for it are held until a person has them delivered",
            "no definitions are held back from delivery any more");

    /** What a condition is about. */
    public enum Scope {
        /** A part of the system. */
        SERVICE,
        /** One sample or many. */
        SAMPLE
    }

    private final String token = Ascii.toLowerCase(name()).replace('_', '-');
    private final Scope scope;
    private final Optional<SampleStatus> overdueAt;
    private final Duration timeout;
    private final boolean enabled;
    private final String meaning;
    private final String over;

    AlertEvent(Scope scope, Duration timeout, boolean enabled, String meaning, String over) {
        this(scope, Optional.empty(), timeout, enabled, meaning, over);
    }

    AlertEvent(SampleStatus status, String meaning, String over) {
        this(
                Scope.SAMPLE,
                Optional.of(status),
                DwellLimits.standard().of(status).orElseThrow(),
                true,
                meaning,
                over);
    }

    AlertEvent(
            Scope scope,
            Optional<SampleStatus> overdueAt,
            Duration timeout,
            boolean enabled,
            String meaning,
            String over) {
        this.scope = scope;
        this.overdueAt = overdueAt;
        this.timeout = timeout;
        this.enabled = enabled;
        this.meaning = meaning;
        this.over = over;
    }

    /** Returns the word for it in settings and messages, in lower case with hyphens. */
    public String token() {
        return token;
    }

    /** Returns what the condition is about. */
    public Scope scope() {
        return scope;
    }

    /** Returns the status at which a sample stands too long; empty for all events but the six of that kind. */
    public Optional<SampleStatus> overdueAt() {
        return overdueAt;
    }

    /**
     * Returns how long the condition lasts before it is told, unless that is set otherwise; 0 or more. For the events of
     * {@link #overdueAt} it is the limit of {@link DwellLimits#standard}.
     */
    public Duration timeout() {
        return timeout;
    }

    /** Returns whether the event is told unless that is set otherwise. */
    public boolean isEnabled() {
        return enabled;
    }

    /**
     * Returns what the condition is, as a clause in plain English. For {@link Scope#SAMPLE} it speaks of one sample,
     * "it".
     */
    public String meaning() {
        return meaning;
    }

    /** Returns what holds when the condition is over, as a clause in plain English. */
    public String over() {
        return over;
    }

    /** Returns the event of a word, in any case. */
    public static Optional<AlertEvent> of(String token) {
        return Arrays.stream(values())
                .filter(event -> Ascii.equalsIgnoreCase(event.token, token))
                .findFirst();
    }

    @Override
    public String toString() {
        return token;
    }
}
