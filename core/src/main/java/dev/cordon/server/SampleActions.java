package dev.cordon.server;

import com.google.common.collect.ImmutableSet;
import com.google.common.hash.HashCode;
import dev.cordon.attribute.Attributes;
import dev.cordon.attribute.CordonFields;
import dev.cordon.codec.ContentKeys;
import dev.cordon.exchange.FreshFile;
import dev.cordon.exchange.PlaceTakenException;
import dev.cordon.sample.Sample;
import dev.cordon.sample.SampleId;
import dev.cordon.spi.SampleStore;
import dev.cordon.spi.StaleSampleException;
import dev.cordon.spi.UnknownSampleException;
import dev.cordon.statemachine.SampleEvent;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * What a person may do with a sample on the server, under the guide's rules of eligibility ("Submitting files
 * manually", "Requesting definitions updates manually"). Safe for use by many threads.
 *
 * <p>Each action throws a {@link RefusedActionException} where the sample can't be treated so, which says why and what
 * can be done instead, and an {@link UnknownSampleException} where there is no such sample. Nothing has changed then.
 */
public final class SampleActions {
    private static final int ATTEMPTS = 8;

    private final SampleStore store;
    private final InstantSource clock;
    private final SampleLocks locks;
    private final GivingBack givingBack;
    private final SecureRandom random;

    SampleActions(ServerConfig config, SampleLocks locks) {
        this.store = config.work().store();
        this.clock = config.work().clock();
        this.locks = locks;
        this.givingBack = new GivingBack(config);
        this.random = config.random();
    }

    /** Returns what can be done with a sample as it stands. */
    public ImmutableSet<Action> allowed(SampleId id) throws IOException {
        return ActionRules.allowed(sample(id));
    }

    /**
     * Queues a held sample for submission.
     *
     * @param priority 1 to 1000; higher goes first
     */
    public Sample submit(SampleId id, int priority) throws IOException {
        return submit(id, priority, Optional.empty());
    }

    /**
     * Queues a held sample for submission.
     *
     * @param priority 1 to 1000; higher goes first
     * @param by who does it, by the name the place knows; lists show it
     */
    public Sample submit(SampleId id, int priority, Optional<String> by) throws IOException {
        SampleEvent queued = new SampleEvent.Queued(priority);
        return change(
                id,
                Action.SUBMIT,
                sample -> sample.on(
                        queued,
                        clock.instant(),
                        more -> by.ifPresentOrElse(
                                name -> more.set(CordonFields.SUBMITTED_BY, name),
                                () -> more.remove(CordonFields.SUBMITTED_BY))));
    }

    /** Withdraws a sample that is queued for submission. */
    public Sample hold(SampleId id) throws IOException {
        return change(id, Action.HOLD, sample -> sample.on(new SampleEvent.Withdrawn(), clock.instant()));
    }

    /** Queues the definitions of a sample for delivery. */
    public Sample deliver(SampleId id) throws IOException {
        return change(id, Action.DELIVER, sample -> sample.on(new SampleEvent.DeliveryQueued(), clock.instant()));
    }

    /** Begins the processing of a sample again. */
    public Sample restart(SampleId id) throws IOException {
        SampleEvent restarted = new SampleEvent.Restarted("asked for by a person");
        return change(id, Action.RESTART, sample -> sample.on(restarted, clock.instant()));
    }

    /** Removes a sample from the server. */
    public void delete(SampleId id) throws IOException {
        locks.alone(id, () -> {
            Sample sample = sample(id);
            ActionRules.check(Action.DELETE, sample);
            store.remove(id);
            return sample;
        });
    }

    /**
     * Writes a sample to a file as it was captured, if a scan with the present definitions finds nothing in it. The
     * sample stays where it stands.
     *
     * @param to a file that is not there yet, or a folder that is
     * @return where the file is
     * @throws PlaceTakenException if the file can't be written there
     */
    public Path restore(SampleId id, Path to) throws IOException {
        return write(id, Action.RESTORE, to, givingBack::restored);
    }

    /** Writes a sample to a file as it was captured without looking at it; for a person who knows what it is. */
    public Path restoreUnscanned(SampleId id, Path to) throws IOException {
        return write(id, Action.RESTORE, to, givingBack::unscanned);
    }

    /**
     * Repairs a sample and writes it to a file, if the present definitions know how and the outcome is proved: a scan of
     * it finds nothing, and it is the file of the checkup entry where there is one. The sample stays where it stands.
     *
     * @param to a file that is not there yet, or a folder that is
     * @return where the file is
     * @throws PlaceTakenException if the file can't be written there
     */
    public Path repair(SampleId id, Path to) throws IOException {
        return write(id, Action.REPAIR, to, givingBack::repaired);
    }

    /** Makes what a person gets. */
    @FunctionalInterface
    private interface Giver {
        Given give(Sample sample) throws IOException;
    }

    private Path write(SampleId id, Action action, Path to, Giver giver) throws IOException {
        Sample sample = sample(id);
        FreshFile file = FreshFile.at(to, id, sample.find(Attributes.SAMPLE_FILE), random);
        Path written;
        try (Given given = giver.give(sample)) {
            HashCode digest = given.fields().require(ContentKeys.SAMPLE_DIGEST);
            written = file.write(givingBack.source(given), digest, sample.attributes());
        }
        note(id, action);
        return written;
    }

    /** Returns what somebody far away gets, and takes note that he did; the caller closes it. */
    Given give(SampleId id, Action action, boolean unscanned) throws IOException {
        Sample sample = sample(id);
        Given given = action == Action.REPAIR
                ? givingBack.repaired(sample)
                : unscanned ? givingBack.unscanned(sample) : givingBack.restored(sample);
        try {
            note(id, action);
            return given;
        } catch (IOException | RuntimeException e) {
            given.close();
            throw e;
        }
    }

    private void note(SampleId id, Action action) throws IOException {
        String what = action == Action.REPAIR ? "given to a person repaired" : "given to a person as captured";
        var unused = change(id, action, sample -> sample.note(what, clock.instant()));
    }

    private Sample change(SampleId id, Action action, UnaryOperator<Sample> change) throws IOException {
        return locks.alone(id, () -> change(id, action, change, ATTEMPTS));
    }

    /** A station may change the sample at the same time; then it is looked at again. */
    private Sample change(SampleId id, Action action, UnaryOperator<Sample> change, int attempts) throws IOException {
        try {
            return changeOnce(id, action, change);
        } catch (StaleSampleException e) {
            if (attempts <= 1) {
                throw e;
            }
            return change(id, action, change, attempts - 1);
        }
    }

    private Sample changeOnce(SampleId id, Action action, UnaryOperator<Sample> change) throws IOException {
        Sample sample = sample(id);
        ActionRules.check(action, sample);
        return store.update(sample, change.apply(sample));
    }

    private Sample sample(SampleId id) throws IOException {
        return store.find(id).orElseThrow(() -> new UnknownSampleException(id));
    }
}
