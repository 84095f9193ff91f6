package dev.cordon.exchange;

import com.google.common.collect.ImmutableList;
import dev.cordon.attribute.Attributes;
import dev.cordon.codec.ErrorCode;
import dev.cordon.codec.Key;
import dev.cordon.codec.WireError;
import dev.cordon.codec.WireException;
import dev.cordon.protocol.Received;
import dev.cordon.protocol.Request;
import dev.cordon.sample.Sample;
import dev.cordon.spi.SampleStore;
import dev.cordon.spi.StaleSampleException;
import dev.cordon.spi.Transport;
import dev.cordon.spi.UnknownSampleException;
import dev.cordon.statemachine.AnalysisState;
import dev.cordon.statemachine.SampleEvent;
import dev.cordon.statemachine.SampleLifecycle;
import dev.cordon.statemachine.SampleStatus;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Takes samples from one status, one after the other, and gives each to a step.
 *
 * <p>A sample that somebody else has moved on in the meantime is passed over. Immutable.
 *
 * @param store the store of the place
 * @param clock the clock of the place
 * @param batch how many samples one call of a station takes
 * @param lease how long a sample is kept from others
 * @param pace how long a station waits when there is nothing to do; read each time, as it may change
 */
public record Work(SampleStore store, InstantSource clock, int batch, Duration lease, Supplier<Duration> pace) {
    /** What is done with one sample. */
    @FunctionalInterface
    public interface Step {
        /**
         * Does the step and stores its outcome.
         *
         * @throws IOException if the store or the other place failed; the sample stays as it is
         */
        void take(Sample sample) throws IOException;
    }

    /** Returns how long a station waits now when there is nothing to do. */
    public Duration interval() {
        return pace.get();
    }

    /** Takes the samples of a status to a step and returns when there may be more to do. */
    public Duration each(SampleStatus status, Step step) throws IOException {
        return each(Attributes.SAMPLE_STATUS, status.token(), step);
    }

    /** Takes the samples of an analysis state to a step and returns when there may be more to do. */
    public Duration each(AnalysisState state, Step step) throws IOException {
        return each(Attributes.ANALYSIS_STATE, state.token(), step);
    }

    /** Takes every sample of a query to a step, page by page, whether it is due or not. */
    public void all(SampleStore.Query query, Step step) throws IOException {
        Optional<SampleStore.Query> rest = Optional.of(query.inPagesOf(batch));
        while (rest.isPresent()) {
            SampleStore.Query present = rest.get();
            SampleStore.Page page = store.list(present);
            for (Sample sample : page.samples()) {
                take(sample, step);
            }
            rest = page.next().map(present::after);
        }
    }

    /**
     * Sends a request about a sample and returns the reply.
     *
     * <p>While the other place can't be reached the sample steps back behind those that were not tried yet, so that one
     * that always fails holds nobody up.
     *
     * @throws dev.cordon.codec.WireException if the other place refuses
     * @throws IOException if it can't be reached
     */
    public Received send(Transport transport, Request request, Sample sample) throws IOException {
        try {
            return transport.send(request).orThrow();
        } catch (WireException refusal) {
            throw refusal;
        } catch (IOException e) {
            store.update(sample, sample.rest(clock.instant().plus(interval())));
            throw e;
        }
    }

    /** Returns the content of a sample; if it can't be read the sample ends in {@code error}, and this is empty. */
    public Optional<SampleStore.Content> content(Sample sample) throws IOException {
        try {
            return Optional.of(store.content(sample.id()));
        } catch (UnknownSampleException e) {
            throw e;
        } catch (IOException e) {
            giveUp(sample, "the content that is kept can't be read");
            return Optional.empty();
        }
    }

    private void giveUp(Sample sample, String reason) throws IOException {
        Instant now = clock.instant();
        Sample noted = sample.fault(WireError.of(ErrorCode.INTERNAL), reason, now);
        SampleEvent faulted = new SampleEvent.Faulted(reason);
        boolean canFault = SampleLifecycle.allows(noted.status(), faulted.kind());
        store.update(sample, canFault ? noted.on(faulted, now) : noted.rest(now.plus(lease)));
    }

    private Duration each(Key<?> by, String token, Step step) throws IOException {
        ImmutableList<SampleStore.Lease> leases =
                store.claim(new SampleStore.Claim(by, token, batch, clock.instant(), lease));
        try {
            for (SampleStore.Lease claimed : leases) {
                take(claimed.sample(), step);
            }
        } finally {
            for (SampleStore.Lease claimed : leases) {
                store.release(claimed);
            }
        }
        return leases.size() == batch ? Duration.ZERO : interval();
    }

    private void take(Sample sample, Step step) throws IOException {
        try {
            step.take(sample);
        } catch (StaleSampleException | UnknownSampleException e) {
            // Somebody else has moved or removed it, and their work stands.
            return;
        } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
            abandon(sample, e);
        }
    }

    /**
     * One sample that nobody has foreseen must not keep the others from being worked on; one of foreign bytes can take a
     * library to the end of the stack or of the memory.
     */
    private void abandon(Sample sample, Throwable failure) throws IOException {
        try {
            giveUp(sample, "a step failed unexpectedly: " + failure.getClass().getSimpleName());
        } catch (StaleSampleException | UnknownSampleException e) {
            e.addSuppressed(failure);
            throw e;
        }
    }
}
