package dev.cordon.agent;

import dev.cordon.attribute.Attributes;
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
import dev.cordon.statemachine.SampleEvent;
import dev.cordon.statemachine.SampleStatus;
import dev.cordon.station.Station;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Sends released samples to the gateway. */
final class SubmitStation implements Station {
    private final AgentConfig config;
    private final Work work;
    private final Setbacks setbacks;

    SubmitStation(AgentConfig config) {
        this.config = config;
        this.work = config.work();
        this.setbacks = new Setbacks(work, config.backoff());
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
        Optional<SampleStore.Content> content = work.content(sample);
        if (content.isEmpty()) {
            return;
        }
        Request request = SampleMessage.request(
                Transaction.SUBMIT_SAMPLE, Submission.attributes(sample, config.customer()), content.get());
        try (Received reply = work.send(config.gateway(), request, sample)) {
            accepted(sample, StatusReport.from(MessageKind.SUBMISSION_RECEIPT, reply.header()));
        } catch (WireException refusal) {
            setbacks.settle(sample, refusal);
        }
    }

    private void accepted(Sample sample, StatusReport report) throws IOException {
        String cookie = report.header().require(Attributes.ANALYSIS_COOKIE);
        Instant now = work.clock().instant();
        Sample submitted = sample.on(new SampleEvent.Accepted(), now, more -> {
            more.set(Attributes.ANALYSIS_COOKIE, cookie).set(Attributes.DATE_SUBMITTED, now);
            report.state().ifPresent(state -> more.set(Attributes.ANALYSIS_STATE, state));
        });
        work.store().update(sample, submitted);
    }
}
