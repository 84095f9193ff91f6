package dev.cordon.defcast;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import dev.cordon.attribute.Attributes;
import dev.cordon.attribute.CordonFields;
import dev.cordon.attribute.Sequence;
import dev.cordon.codec.Header;
import dev.cordon.exchange.Work;
import dev.cordon.protocol.Confirmation;
import dev.cordon.protocol.Handler;
import dev.cordon.protocol.Received;
import dev.cordon.protocol.Reply;
import dev.cordon.sample.Column;
import dev.cordon.sample.Sample;
import dev.cordon.spi.SampleStore;
import dev.cordon.spi.StaleSampleException;
import dev.cordon.statemachine.SampleEvent;
import dev.cordon.statemachine.SampleStatus;
import java.io.IOException;
import java.util.Optional;

/** Hears from targets which definitions they have installed and what came of each sample. */
final class ConfirmationDesk implements Handler {
    private static final ImmutableSet<SampleStatus> WAITING = ImmutableSet.of(
            SampleStatus.DISTRIBUTED,
            SampleStatus.DISTRIBUTE,
            SampleStatus.NOT_INSTALLED,
            SampleStatus.AVAILABLE,
            SampleStatus.NEEDED);
    private static final int ATTEMPTS = 8;

    private final Work work;
    private final Rollouts rollouts;

    ConfirmationDesk(Work work, Rollouts rollouts) {
        this.work = work;
        this.rollouts = rollouts;
    }

    @Override
    public Reply handle(Received request) throws IOException {
        Confirmation confirmation = Confirmation.from(request.header());
        for (Confirmation.Outcome outcome : confirmation.outcomes()) {
            record(outcome, confirmation.target());
        }
        ImmutableList<Sample> cured = waitingFor(confirmation);
        rollouts.said(confirmation.target(), confirmation.sequence(), !cured.isEmpty());
        for (Sample sample : cured) {
            installed(sample, confirmation.sequence());
        }
        return Reply.of(Header.empty());
    }

    private ImmutableList<Sample> waitingFor(Confirmation confirmation) throws IOException {
        ImmutableList.Builder<Sample> cured = ImmutableList.builder();
        for (SampleStatus status : WAITING) {
            SampleStore.Query waiting = SampleStore.Query.all().where(Column.STATUS, status.token());
            work.store().list(waiting).samples().stream()
                    .filter(sample -> cameFrom(sample, confirmation.target()))
                    .filter(sample -> isEnough(sample, confirmation.sequence()))
                    .forEach(cured::add);
        }
        return cured.build();
    }

    /** Keeps what the client has done with the file beside the sample; a station may move the sample meanwhile. */
    private void record(Confirmation.Outcome outcome, String target) throws IOException {
        boolean recorded = false;
        for (int attempt = 1; attempt <= ATTEMPTS && !recorded; attempt++) {
            Optional<Sample> sample = work.store().find(outcome.id()).filter(found -> cameFrom(found, target));
            recorded = sample.isEmpty() || isRecorded(outcome, sample.get());
        }
    }

    private boolean isRecorded(Confirmation.Outcome outcome, Sample sample) throws IOException {
        String done = outcome.disposition().token();
        try {
            work.store().update(sample, sample.amend(more -> more.set(CordonFields.DISPOSITION, done)));
            return true;
        } catch (StaleSampleException e) {
            return false;
        }
    }

    private void installed(Sample sample, Sequence sequence) throws IOException {
        SampleEvent event = sample.status() == SampleStatus.DISTRIBUTED
                ? new SampleEvent.Confirmed(sequence.value())
                : new SampleEvent.Reported(sequence.value());
        try {
            work.store().update(sample, sample.on(event, work.clock().instant()));
        } catch (StaleSampleException e) {
            // A station has moved it meanwhile; it will ask the target itself.
            return;
        }
    }

    private static boolean cameFrom(Sample sample, String target) {
        return sample.find(Attributes.PLATFORM_GUID).filter(target::equals).isPresent();
    }

    private static boolean isEnough(Sample sample, Sequence installed) {
        return sample.sequenceNeeded()
                .filter(needed -> installed.compareTo(needed) >= 0)
                .isPresent();
    }
}
