package dev.cordon.agent;

import com.google.common.hash.HashCode;
import dev.cordon.attribute.Attributes;
import dev.cordon.attribute.CordonFields;
import dev.cordon.codec.EncodedContent;
import dev.cordon.codec.ErrorCode;
import dev.cordon.codec.Header;
import dev.cordon.codec.WireError;
import dev.cordon.codec.WireException;
import dev.cordon.exchange.SampleMessage;
import dev.cordon.exchange.Work;
import dev.cordon.protocol.MessageKind;
import dev.cordon.protocol.Received;
import dev.cordon.protocol.Request;
import dev.cordon.protocol.StatusReport;
import dev.cordon.protocol.Transaction;
import dev.cordon.sample.Sample;
import dev.cordon.spi.SampleStore;
import dev.cordon.spi.Stripper;
import dev.cordon.spi.UnknownSampleException;
import dev.cordon.statemachine.SampleEvent;
import dev.cordon.statemachine.SampleStatus;
import dev.cordon.station.Spread;
import dev.cordon.station.Station;
import dev.cordon.strip.VerifyingStripper;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Sends released samples to the gateway, stripped of user data where the policy says so. The full file stays here. Of
 * those that ask the same only one is sent; the others share its submission.
 */
final class SubmitStation implements Station {
    private final AgentConfig config;
    private final Work work;
    private final Setbacks setbacks;
    private final SharedSubmission shared;
    private final Stripper stripper;

    SubmitStation(AgentConfig config) {
        this.config = config;
        this.work = config.work();
        this.setbacks = new Setbacks(work, config.policy());
        this.shared = new SharedSubmission(work);
        this.stripper = new VerifyingStripper(config.stripper(), config.active().scanner());
    }

    @Override
    public String name() {
        return "submit";
    }

    @Override
    public Duration work() throws IOException {
        return work.each(SampleStatus.RELEASED, this::submit);
    }

    private void submit(Sample sample) throws IOException {
        if (hasMoved(sample)) {
            return;
        }
        Optional<Sample> underWay = shared.underWay(sample);
        if (underWay.isPresent()) {
            join(sample, underWay.get());
            return;
        }
        Sample first = shared.firstOf(sample);
        if (first.id().equals(sample.id()) || first.attempts() > 0) {
            // The gateway has answered the first one, and it was a refusal; this one need not wait for the next
            // attempt.
            sendOne(sample);
        } else if (first.due().filter(work.clock().instant()::isBefore).isPresent()) {
            // What the gateway knows of the first one is not known yet.
            work.store().update(sample, sample.rest(first.due().get()));
        } else {
            sendOne(asUrgent(first, sample));
            joinIfUnderWay(sample);
        }
    }

    /** A more urgent one that asks the same may have taken it along already. */
    private boolean hasMoved(Sample sample) throws IOException {
        return work.store()
                .find(sample.id())
                .filter(found -> found.changes() == sample.changes())
                .isEmpty();
    }

    private Sample asUrgent(Sample first, Sample sample) throws IOException {
        return sample.priority().compareTo(first.priority()) <= 0
                ? first
                : work.store()
                        .update(first, first.amend(more -> more.set(Attributes.SAMPLE_PRIORITY, sample.priority())));
    }

    private void joinIfUnderWay(Sample sample) throws IOException {
        Optional<Sample> underWay = shared.underWay(sample);
        if (underWay.isPresent()) {
            join(sample, underWay.get());
        }
    }

    private void join(Sample sample, Sample leader) throws IOException {
        shared.lift(leader, sample);
        Instant now = work.clock().instant();
        Instant due = now.plus(
                Spread.from(config.policy().get().statusInterval(), sample.id().value()));
        Sample joined = sample.on(new SampleEvent.Accepted(), now, more -> {
            SharedSubmission.follow(leader, more);
            more.set(Attributes.DATE_SUBMITTED, now).set(CordonFields.DUE, due);
        });
        work.store().update(sample, joined);
    }

    private void sendOne(Sample sample) throws IOException {
        Optional<SampleStore.Content> kept = work.content(sample);
        if (kept.isEmpty()) {
            return;
        }
        StripPolicy policy = config.policy().get().strip();
        if (policy == StripPolicy.OFF) {
            sendWhole(sample, kept.get());
            return;
        }
        Stripper.Outcome outcome = strip(sample);
        if (outcome instanceof Stripper.Stripped stripped) {
            sendStripped(sample, stripped);
        } else if (outcome instanceof Stripper.Refused refused) {
            notStripped(sample, kept.get(), refused, policy);
        }
    }

    private Stripper.Outcome strip(Sample sample) throws IOException {
        try {
            return stripper.strip(new Stripper.Request(config.contents().captured(work.store(), sample.id())));
        } catch (UnknownSampleException e) {
            throw e;
        } catch (IOException e) {
            return new Stripper.Refused(Stripper.Obstacle.NOT_SCANNED, "the content that is kept can't be read");
        }
    }

    private void sendWhole(Sample sample, SampleStore.Content content) throws IOException {
        send(sample, Submission.whole(sample, config.customer().get()), content, Optional.empty());
    }

    private void sendStripped(Sample sample, Stripper.Stripped stripped) throws IOException {
        try (InputStream left = stripped.content().openStream();
                EncodedContent content = config.contents().capture(left)) {
            HashCode digest = content.captured().sha256();
            Header attributes = Submission.stripped(sample, config.customer().get(), stripped.method(), digest);
            send(sample, attributes, new SampleStore.Content(content.fields(), content.wire()), Optional.of(digest));
        }
    }

    private void notStripped(Sample sample, SampleStore.Content kept, Stripper.Refused refused, StripPolicy policy)
            throws IOException {
        String reason = "not stripped of user data: " + refused.reason();
        Instant now = work.clock().instant();
        if (refused.obstacle() == Stripper.Obstacle.NOT_SCANNED) {
            Sample noted = sample.fault(WireError.of(ErrorCode.INTERNAL), reason, now);
            work.store().update(sample, setbacks.again(noted, reason, now));
        } else if (policy == StripPolicy.REQUIRED) {
            Sample noted = sample.fault(WireError.of(ErrorCode.DECLINED), reason, now);
            work.store().update(sample, noted.on(new SampleEvent.PersonNeeded(reason), now));
        } else {
            sendWhole(sample, kept);
        }
    }

    private void send(Sample sample, Header attributes, SampleStore.Content content, Optional<HashCode> stripped)
            throws IOException {
        Request request = SampleMessage.request(Transaction.SUBMIT_SAMPLE, attributes, content);
        try (Received reply = work.send(config.gateway(), request, sample)) {
            accepted(sample, StatusReport.from(MessageKind.SUBMISSION_RECEIPT, reply.header()), stripped);
        } catch (WireException refusal) {
            setbacks.settle(sample, refusal);
        }
    }

    private void accepted(Sample sample, StatusReport report, Optional<HashCode> stripped) throws IOException {
        String cookie = report.header().require(Attributes.ANALYSIS_COOKIE);
        Instant now = work.clock().instant();
        Sample submitted = sample.on(new SampleEvent.Accepted(), now, more -> {
            more.set(Attributes.ANALYSIS_COOKIE, cookie).set(Attributes.DATE_SUBMITTED, now);
            report.state().ifPresent(state -> more.set(Attributes.ANALYSIS_STATE, state));
            more.remove(CordonFields.SUBMITTED_DIGEST).remove(CordonFields.SHARED_WITH);
            stripped.ifPresent(digest -> more.set(CordonFields.SUBMITTED_DIGEST, digest));
        });
        work.store().update(sample, submitted);
    }
}
