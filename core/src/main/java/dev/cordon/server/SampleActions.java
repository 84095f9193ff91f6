package dev.cordon.server;

import com.google.common.collect.ImmutableSet;
import dev.cordon.attribute.Attributes;
import dev.cordon.attribute.Priority;
import dev.cordon.attribute.Sequence;
import dev.cordon.codec.Key;
import dev.cordon.sample.Sample;
import dev.cordon.sample.SampleId;
import dev.cordon.spi.SampleStore;
import dev.cordon.spi.UnknownSampleException;
import dev.cordon.statemachine.Eligibility;
import dev.cordon.statemachine.Milestone;
import dev.cordon.statemachine.SampleEvent;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/**
 * What a person may do with a sample on the server, under the guide's rules of eligibility ("Submitting files
 * manually", "Requesting definitions updates manually"). Safe for use by many threads.
 */
public final class SampleActions {
    private final SampleStore store;
    private final InstantSource clock;

    SampleActions(SampleStore store, InstantSource clock) {
        this.store = store;
        this.clock = clock;
    }

    /**
     * Queues a held sample for submission.
     *
     * @param priority 1 to 1000; higher goes first
     * @throws IllegalArgumentException if the sample is not eligible; the message says why
     */
    public Sample submit(SampleId id, int priority) throws IOException {
        Sample sample = sample(id);
        refuse(Eligibility.refusal(new Eligibility.Submission(sample.priority().value(), passed(sample))));
        return step(sample, new SampleEvent.Queued(priority));
    }

    /** Withdraws a sample that is queued for submission. */
    public Sample hold(SampleId id) throws IOException {
        return step(sample(id), new SampleEvent.Withdrawn());
    }

    /**
     * Queues the definitions of a sample for delivery.
     *
     * @throws IllegalArgumentException if the sample is not eligible; the message says why
     */
    public Sample deliver(SampleId id) throws IOException {
        Sample sample = sample(id);
        refuse(Eligibility.refusal(new Eligibility.Delivery(
                sample.find(Attributes.SIGNATURES_PRIORITY).map(Priority::value).orElse(0),
                sample.sequenceNeeded().map(Sequence::value).orElse(0),
                passed(sample))));
        return step(sample, new SampleEvent.DeliveryQueued());
    }

    /** Begins the processing of a sample again. */
    public Sample restart(SampleId id) throws IOException {
        return step(sample(id), new SampleEvent.Restarted("asked for by a person"));
    }

    private Sample sample(SampleId id) throws IOException {
        return store.find(id).orElseThrow(() -> new UnknownSampleException(id));
    }

    private Sample step(Sample sample, SampleEvent event) throws IOException {
        return store.update(sample, sample.on(event, clock.instant()));
    }

    private static ImmutableSet<Milestone> passed(Sample sample) {
        ImmutableSet.Builder<Milestone> passed = ImmutableSet.builder();
        if (isSet(sample, Attributes.DATE_SUBMITTED)) {
            passed.add(Milestone.SUBMITTED);
        }
        if (isSet(sample, Attributes.DATE_FINISHED)) {
            passed.add(Milestone.FINISHED);
        }
        return passed.build();
    }

    /** To the guide a date of 0 is no date; written as a date that is the beginning of 1970, and "0" can't be read. */
    private static boolean isSet(Sample sample, Key<Instant> date) {
        return sample.find(date).filter(set -> !set.equals(Instant.EPOCH)).isPresent();
    }

    private static void refuse(Optional<String> reason) {
        reason.ifPresent(why -> {
            throw new IllegalArgumentException(why);
        });
    }
}
