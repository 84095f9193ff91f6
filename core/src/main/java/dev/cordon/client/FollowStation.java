package dev.cordon.client;

import dev.cordon.attribute.Attributes;
import dev.cordon.attribute.CordonFields;
import dev.cordon.attribute.Sequence;
import dev.cordon.codec.ErrorCode;
import dev.cordon.codec.Header;
import dev.cordon.codec.Key;
import dev.cordon.codec.WireException;
import dev.cordon.exchange.Work;
import dev.cordon.protocol.Received;
import dev.cordon.protocol.Request;
import dev.cordon.protocol.StatusReport;
import dev.cordon.protocol.Transaction;
import dev.cordon.sample.Sample;
import dev.cordon.spi.Transport;
import dev.cordon.statemachine.SampleEvent;
import dev.cordon.statemachine.SampleStatus;
import dev.cordon.station.Station;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Asks the server how forwarded files stand; the only way to hear of those that need no definitions. */
final class FollowStation implements Station {
    private static final List<Key<?>> HEARD = List.of(
            Attributes.ANALYSIS_STATE,
            Attributes.ANALYSIS_VIRUS_NAME,
            Attributes.ANALYSIS_ISSUE,
            Attributes.DATE_ANALYZED,
            CordonFields.ADVICE);

    private final ClientConfig config;
    private final Transport server;
    private final Work work;

    FollowStation(ClientConfig config, Transport server) {
        this.config = config;
        this.server = server;
        this.work = config.work();
    }

    @Override
    public String name() {
        return "follow";
    }

    @Override
    public Duration work() throws IOException {
        return work.each(SampleStatus.SUBMITTED, this::follow);
    }

    private void follow(Sample sample) throws IOException {
        Header query = Header.builder()
                .set(CordonFields.SAMPLE_ID, sample.id().value())
                .build();
        Instant now = work.clock().instant();
        try (Received reply = work.send(server, Request.of(Transaction.QUERY_STATUS, query), sample)) {
            work.store().update(sample, heard(sample, StatusReport.from(reply.header()), now));
        } catch (WireException refusal) {
            work.store().update(sample, refused(sample, refusal, now));
        }
    }

    private Sample heard(Sample sample, StatusReport report, Instant now) {
        Optional<SampleEvent> event = event(report);
        if (event.isPresent()) {
            return sample.on(event.get(), now, more -> describe(report, more));
        }
        return sample.amend(more -> {
            describe(report, more);
            more.set(CordonFields.DUE, now.plus(config.policy().get().statusInterval()));
        });
    }

    /** What the server's status means to the client; empty while nothing is decided. */
    private static Optional<SampleEvent> event(StatusReport report) {
        Optional<SampleStatus> status = report.status();
        if (status.isEmpty()) {
            return Optional.empty();
        }
        return switch (status.get()) {
            case UNNEEDED -> Optional.of(new SampleEvent.NothingToDeliver());
            case NEEDED, AVAILABLE, DISTRIBUTE, DISTRIBUTED, NOT_INSTALLED, INSTALLED ->
                report.sequence().map(Sequence::value).map(SampleEvent.NewerDefinitions::new);
            default -> Optional.empty();
        };
    }

    private static void describe(StatusReport report, Header.Builder sample) {
        for (Key<?> key : HEARD) {
            report.header().text(key.name()).ifPresent(value -> sample.set(key.name(), value));
        }
    }

    private Sample refused(Sample sample, WireException refusal, Instant now) {
        if (refusal.code() == ErrorCode.CRUMBLED) {
            return sample.on(new SampleEvent.Crumbled(), now);
        }
        return sample.fault(refusal.error(), refusal.reason(), now)
                .retry(now.plus(config.policy().get().backoff().after(sample.attempts() + 1)));
    }
}
