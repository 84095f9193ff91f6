package dev.cordon.client;

import dev.cordon.attribute.Attributes;
import dev.cordon.codec.Header;
import dev.cordon.codec.WireException;
import dev.cordon.exchange.SampleMessage;
import dev.cordon.exchange.Work;
import dev.cordon.protocol.Received;
import dev.cordon.protocol.Request;
import dev.cordon.protocol.StatusReport;
import dev.cordon.protocol.Transaction;
import dev.cordon.sample.Sample;
import dev.cordon.spi.SampleStore;
import dev.cordon.spi.Transport;
import dev.cordon.statemachine.SampleEvent;
import dev.cordon.statemachine.SampleStatus;
import dev.cordon.station.Backoff;
import dev.cordon.station.Station;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Sends copies of isolated files to the server. The id is the client's own, so a copy that is sent twice is one sample.
 */
final class ForwardStation implements Station {
    private final ClientConfig config;
    private final Transport server;
    private final Work work;

    ForwardStation(ClientConfig config, Transport server) {
        this.config = config;
        this.server = server;
        this.work = config.work();
    }

    @Override
    public String name() {
        return "forward";
    }

    @Override
    public Duration work() throws IOException {
        return work.each(SampleStatus.RELEASED, this::forward);
    }

    private void forward(Sample sample) throws IOException {
        Optional<SampleStore.Content> content = work.content(sample);
        if (content.isEmpty()) {
            return;
        }
        Instant now = work.clock().instant();
        Header attributes = SampleMessage.sayable(sample.attributes()).toBuilder()
                .set(Attributes.DATE_FORWARDED, now)
                .remove(Attributes.SAMPLE_STATUS)
                .build();
        Request request = SampleMessage.request(Transaction.FORWARD_SAMPLE, attributes, content.get());
        try (Received reply = work.send(server, request, sample)) {
            var unused = StatusReport.from(reply.header());
        } catch (WireException refusal) {
            refused(sample, refusal, now);
            return;
        }
        Sample forwarded = sample.on(new SampleEvent.Accepted(), now, more -> more.set(Attributes.DATE_FORWARDED, now));
        work.store().update(sample, forwarded);
    }

    /** The file stays isolated whatever the server says; only the forwarding is given up in the end. */
    private void refused(Sample sample, WireException refusal, Instant now) throws IOException {
        Sample noted = sample.fault(refusal.error(), refusal.reason(), now);
        Backoff backoff = config.policy().get().backoff();
        int failures = sample.attempts() + 1;
        Sample next = backoff.givesUpAfter(failures)
                ? noted.on(new SampleEvent.Faulted(refusal.error().toString()), now)
                : noted.retry(now.plus(backoff.after(failures)));
        work.store().update(sample, next);
    }
}
