package dev.cordon.place;

import static com.google.common.base.Preconditions.checkArgument;

import dev.cordon.agent.StripPolicy;
import dev.cordon.alert.AlertSettings;
import dev.cordon.attribute.Priority;
import dev.cordon.client.AutomaticOperation;
import dev.cordon.codec.Mask;
import dev.cordon.defcast.RolloutPolicy;
import dev.cordon.exchange.Polled;
import dev.cordon.scan.ArchiveLimits;
import dev.cordon.server.Holding;
import dev.cordon.statemachine.Handling;
import dev.cordon.station.Backoff;
import java.time.Duration;
import java.util.function.Consumer;

/**
 * How a place works: its intervals, bounds and policies.
 *
 * @param mask the scrambling mask that all places have agreed on
 * @param maxSize the largest captured file that is taken, in bytes
 * @param interval how often a place looks for new work; at a server this is the guide's queue check interval
 * @param statusInterval how often another place is asked about a sample
 * @param definitionsInterval how often a client asks its server, and a server or gateway the next place, for newer
 *     definitions
 * @param definitionsPolled which definitions a client and a server fetch then; a gateway fetches the newest, as it hands on all
 * @param confirmInterval how long the server waits for a confirmation before it asks the target
 * @param retryInterval how long the server waits before it offers definitions again
 * @param retries how often definitions are offered again at the most
 * @param backoff the waits after a failure that concerns one sample, and when to give it up
 * @param forwarding whether a client forwards by itself
 * @param submission whether a server submits by itself
 * @param strip whether a server or gateway takes user data out of samples before it submits them
 * @param delivery whether a server delivers definitions by itself
 * @param operation what a client does by itself when definitions have arrived
 * @param priority the priority of a sample whose client names none; at 0 a server holds it for a person
 * @param submissionsPerHour how many samples a gateway takes from one platform in an hour
 * @param holding how much a server holds, and for how long
 * @param alerts what a server tells people, and when
 * @param rollout which computers a server gives new definitions, and in which rings
 * @param archives how far the built-in scanner looks into files that hold others
 */
public record Settings(
        Mask mask,
        long maxSize,
        Duration interval,
        Duration statusInterval,
        Duration definitionsInterval,
        Polled definitionsPolled,
        Duration confirmInterval,
        Duration retryInterval,
        int retries,
        Backoff backoff,
        Handling forwarding,
        Handling submission,
        StripPolicy strip,
        Handling delivery,
        AutomaticOperation operation,
        Priority priority,
        int submissionsPerHour,
        Holding holding,
        AlertSettings alerts,
        RolloutPolicy rollout,
        ArchiveLimits archives) {
    private static final long GIBIBYTE = 1L << 30;

    /** Refuses a gateway that would take nothing from anybody. */
    public Settings {
        checkArgument(submissionsPerHour > 0, "a platform may submit at least one sample in an hour");
    }

    /**
     * Returns the guide's intervals (status every 60 minutes, definitions three times a day) with everything automatic,
     * nothing stripped, files up to 1 GiB, 500 MB at a server, 1000 samples
     * an hour from one platform at a gateway, and a look for new work every second.
     */
    public static Settings standard() {
        return new Settings(
                Mask.standard(),
                GIBIBYTE,
                Duration.ofSeconds(1),
                Duration.ofMinutes(60),
                Duration.ofMinutes(480),
                Polled.CERTIFIED,
                Duration.ofMinutes(60),
                Duration.ofMinutes(30),
                48,
                new Backoff(Duration.ofSeconds(10), Duration.ofHours(1), 48),
                Handling.AUTOMATIC,
                Handling.AUTOMATIC,
                StripPolicy.OFF,
                Handling.AUTOMATIC,
                AutomaticOperation.REPAIR_AND_RESTORE,
                Priority.LOWEST,
                1000,
                Holding.standard(),
                AlertSettings.standard(),
                RolloutPolicy.standard(),
                ArchiveLimits.standard());
    }

    /** Returns the same policies with every interval set to one value; for demonstrations and tests. */
    public Settings every(Duration pace) {
        return with(changed -> {
            changed.interval = pace;
            changed.statusInterval = pace;
            changed.definitionsInterval = pace.multipliedBy(1000);
            changed.confirmInterval = pace.multipliedBy(10);
            changed.retryInterval = pace.multipliedBy(10);
            changed.backoff = new Backoff(pace, pace.multipliedBy(20), backoff.attempts());
            changed.alerts = alerts.every(pace, pace.multipliedBy(10));
        });
    }

    /** Returns the same settings with other policies. */
    public Settings policies(
            Handling newForwarding, Handling newSubmission, Handling newDelivery, AutomaticOperation newOperation) {
        return with(changed -> {
            changed.forwarding = newForwarding;
            changed.submission = newSubmission;
            changed.delivery = newDelivery;
            changed.operation = newOperation;
        });
    }

    /** Returns the same settings with another scrambling mask. */
    public Settings with(Mask other) {
        return with(changed -> changed.mask = other);
    }

    /** Returns the same settings for files of up to so many bytes. */
    public Settings upTo(long bytes) {
        return with(changed -> changed.maxSize = bytes);
    }

    /** Returns the same settings with other waits after a failure that concerns one sample. */
    public Settings with(Backoff other) {
        return with(changed -> changed.backoff = other);
    }

    /**
     * Returns the same settings with other intervals.
     *
     * @param work how often a place looks for new work
     * @param status how often another place is asked about a sample
     * @param definitions how often another place is asked for newer definitions
     */
    public Settings every(Duration work, Duration status, Duration definitions) {
        return with(changed -> {
            changed.interval = work;
            changed.statusInterval = status;
            changed.definitionsInterval = definitions;
        });
    }

    /**
     * Returns the same settings with other waits of a server for its targets.
     *
     * @param confirm how long a confirmation is waited for before the target is asked
     * @param retry how long is waited before definitions are offered again
     * @param times how often they are offered again at the most
     */
    public Settings offeringAgain(Duration confirm, Duration retry, int times) {
        return with(changed -> {
            changed.confirmInterval = confirm;
            changed.retryInterval = retry;
            changed.retries = times;
        });
    }

    /** Returns the same settings with another quota or time of retention at a server. */
    public Settings with(Holding other) {
        return with(changed -> changed.holding = other);
    }

    /** Returns the same settings with another priority for samples whose client names none. */
    public Settings with(Priority other) {
        return with(changed -> changed.priority = other);
    }

    /** Returns the same settings with other alerts. */
    public Settings with(AlertSettings other) {
        return with(changed -> changed.alerts = other);
    }

    /** Returns the same settings with other targets of new definitions, or other rings. */
    public Settings with(RolloutPolicy other) {
        return with(changed -> changed.rollout = other);
    }

    /** Returns the same settings with other definitions that are fetched by interval. */
    public Settings polling(Polled other) {
        return with(changed -> changed.definitionsPolled = other);
    }

    /** Returns the same settings with other limits for looking into archives. */
    public Settings with(ArchiveLimits other) {
        return with(changed -> changed.archives = other);
    }

    /** Returns the same settings with another policy on stripping. */
    public Settings stripping(StripPolicy other) {
        return with(changed -> changed.strip = other);
    }

    /** Returns the same settings with another number of samples that a gateway takes from one platform in an hour. */
    public Settings takingAnHour(int samples) {
        return with(changed -> changed.submissionsPerHour = samples);
    }

    private Settings with(Consumer<Draft> change) {
        Draft draft = new Draft(this);
        change.accept(draft);
        return draft.settings();
    }

    /** Settings of which some are to be others. */
    private static final class Draft {
        private Mask mask;
        private long maxSize;
        private Duration interval;
        private Duration statusInterval;
        private Duration definitionsInterval;
        private Polled definitionsPolled;
        private Duration confirmInterval;
        private Duration retryInterval;
        private int retries;
        private Backoff backoff;
        private Handling forwarding;
        private Handling submission;
        private StripPolicy strip;
        private Handling delivery;
        private AutomaticOperation operation;
        private Priority priority;
        private int submissionsPerHour;
        private Holding holding;
        private AlertSettings alerts;
        private RolloutPolicy rollout;
        private ArchiveLimits archives;

        Draft(Settings from) {
            this.mask = from.mask;
            this.maxSize = from.maxSize;
            this.interval = from.interval;
            this.statusInterval = from.statusInterval;
            this.definitionsInterval = from.definitionsInterval;
            this.definitionsPolled = from.definitionsPolled;
            this.confirmInterval = from.confirmInterval;
            this.retryInterval = from.retryInterval;
            this.retries = from.retries;
            this.backoff = from.backoff;
            this.forwarding = from.forwarding;
            this.submission = from.submission;
            this.strip = from.strip;
            this.delivery = from.delivery;
            this.operation = from.operation;
            this.priority = from.priority;
            this.submissionsPerHour = from.submissionsPerHour;
            this.holding = from.holding;
            this.alerts = from.alerts;
            this.rollout = from.rollout;
            this.archives = from.archives;
        }

        Settings settings() {
            return new Settings(
                    mask,
                    maxSize,
                    interval,
                    statusInterval,
                    definitionsInterval,
                    definitionsPolled,
                    confirmInterval,
                    retryInterval,
                    retries,
                    backoff,
                    forwarding,
                    submission,
                    strip,
                    delivery,
                    operation,
                    priority,
                    submissionsPerHour,
                    holding,
                    alerts,
                    rollout,
                    archives);
        }
    }
}
