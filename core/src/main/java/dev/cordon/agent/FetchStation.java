package dev.cordon.agent;

import dev.cordon.attribute.Attributes;
import dev.cordon.attribute.Sequence;
import dev.cordon.codec.ErrorCode;
import dev.cordon.codec.Header;
import dev.cordon.codec.WireError;
import dev.cordon.codec.WireException;
import dev.cordon.definition.DefinitionPackage;
import dev.cordon.exchange.SequenceReport;
import dev.cordon.exchange.Work;
import dev.cordon.protocol.Received;
import dev.cordon.protocol.Request;
import dev.cordon.protocol.Transaction;
import dev.cordon.sample.Sample;
import dev.cordon.statemachine.SampleEvent;
import dev.cordon.statemachine.SampleStatus;
import dev.cordon.station.Station;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Fetches the definitions that samples need and installs them on the scanner of the place. However many samples need a
 * set, it is asked for once.
 */
final class FetchStation implements Station {
    private final AgentConfig config;
    private final Work work;
    private final Setbacks setbacks;
    private final RefusedSets refusedSets = new RefusedSets();

    FetchStation(AgentConfig config) {
        this.config = config;
        this.work = config.work();
        this.setbacks = new Setbacks(work, config.backoff());
    }

    @Override
    public String name() {
        return "fetch";
    }

    @Override
    public Duration work() throws IOException {
        return work.each(SampleStatus.NEEDED, this::fetch);
    }

    private void fetch(Sample sample) throws IOException {
        Optional<Sequence> needed = sample.sequenceNeeded();
        if (needed.isEmpty()) {
            WireException refusal = new WireException(
                    WireError.of(ErrorCode.MISSING, Attributes.SIGNATURES_SEQUENCE),
                    "the sample does not say which definitions it needs");
            setbacks.settle(sample, refusal);
            return;
        }
        Optional<RefusedSets.Refused> refused =
                isActive(needed.get()) ? Optional.empty() : refusal(needed.get(), sample);
        if (refused.isPresent()) {
            refused(sample, refused.get());
        } else {
            arrived(sample, needed.get());
        }
    }

    /** Installs a set; returns why it can't be had, if it can't. */
    private Optional<RefusedSets.Refused> refusal(Sequence needed, Sample sample) throws IOException {
        Instant now = work.clock().instant();
        Optional<RefusedSets.Refused> known = refusedSets.find(needed, now);
        if (known.isPresent()) {
            return known;
        }
        try {
            install(needed, sample);
            return Optional.empty();
        } catch (WireException reason) {
            Instant until =
                    now.plus(config.backoff().after(sample.attempts() + 1).dividedBy(2));
            RefusedSets.Refused said = new RefusedSets.Refused(reason, newest(reason), until);
            refusedSets.note(needed, said);
            return Optional.of(said);
        }
    }

    private Optional<Sequence> newest(WireException reason) throws IOException {
        return reason.code() == ErrorCode.SUPERSEDED
                ? SequenceReport.ask(config.gateway(), Transaction.QUERY_DEFINITIONS, query().build())
                : Optional.empty();
    }

    private boolean isActive(Sequence needed) {
        return config.active()
                .sequence()
                .filter(active -> active.compareTo(needed) >= 0)
                .isPresent();
    }

    private void install(Sequence needed, Sample sample) throws IOException {
        Request request = Request.of(
                Transaction.FETCH_DEFINITIONS,
                query().set(Attributes.SIGNATURES_SEQUENCE, needed).build());
        try (Received reply = work.send(config.gateway(), request, sample)) {
            DefinitionPackage set = config.packages().read(reply);
            if (config.active().install(set)) {
                config.arrivals().arrived(set.sequence(), reply.header().has(Attributes.DATE_BLESSED));
            }
        }
    }

    private void arrived(Sample sample, Sequence needed) throws IOException {
        SampleEvent arrived = new SampleEvent.SetArrived(needed.value(), config.delivery());
        work.store().update(sample, sample.on(arrived, work.clock().instant()));
    }

    private void refused(Sample sample, RefusedSets.Refused said) throws IOException {
        Instant now = work.clock().instant();
        switch (said.reason().code()) {
            case SUPERSEDED -> superseded(sample, said);
            case ABANDONED, UNPUBLISHED -> work.store().update(sample, sample.on(new SampleEvent.Abandoned(), now));
            default -> setbacks.settle(sample, said.reason());
        }
    }

    private void superseded(Sample sample, RefusedSets.Refused said) throws IOException {
        Optional<Sequence> newer = said.newest().filter(sequence -> isNewer(sequence, sample));
        if (newer.isEmpty()) {
            setbacks.settle(sample, said.reason());
            return;
        }
        SampleEvent event = new SampleEvent.Superseded(newer.get().value());
        work.store().update(sample, sample.on(event, work.clock().instant()));
    }

    private static boolean isNewer(Sequence sequence, Sample sample) {
        return sample.sequenceNeeded()
                .filter(needed -> sequence.compareTo(needed) > 0)
                .isPresent();
    }

    private Header.Builder query() {
        Header.Builder query = Header.builder();
        config.customer().sign(query);
        return query;
    }
}
