package dev.cordon.agent;

import dev.cordon.attribute.Attributes;
import dev.cordon.attribute.Sequence;
import dev.cordon.codec.ErrorCode;
import dev.cordon.codec.Header;
import dev.cordon.codec.WireError;
import dev.cordon.codec.WireException;
import dev.cordon.exchange.DefinitionsArrival;
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
        this.setbacks = new Setbacks(work, config.policy());
    }

    @Override
    public String name() {
        return "fetch";
    }

    @Override
    public Duration work() throws IOException {
        return work.each(SampleStatus.NEEDED, this::fetch);
    }

    void fetch(Sample sample) throws IOException {
        Optional<Sequence> needed = sample.sequenceNeeded();
        if (needed.isEmpty()) {
            WireException refusal = new WireException(
                    WireError.of(ErrorCode.MISSING, Attributes.SIGNATURES_SEQUENCE),
                    "the sample does not say which definitions it needs");
            setbacks.settle(sample, refusal);
            return;
        }
        Instant now = work.clock().instant();
        Optional<RefusedSets.Refused> known =
                isActive(needed.get()) ? Optional.empty() : refusedSets.find(needed.get(), now);
        if (known.isPresent()) {
            refused(sample, known.get());
            return;
        }
        try {
            Optional<WireException> doubt = isActive(needed.get()) ? Optional.empty() : install(needed.get(), sample);
            arrived(sample, needed.get(), doubt);
        } catch (WireException reason) {
            refused(sample, noted(needed.get(), sample, reason));
        }
    }

    /** Takes note of why a set can't be had, so that the next sample which needs it does not ask for it again. */
    private RefusedSets.Refused noted(Sequence needed, Sample sample, WireException reason) throws IOException {
        Instant until = work.clock()
                .instant()
                .plus(config.policy()
                        .get()
                        .backoff()
                        .after(sample.attempts() + 1)
                        .dividedBy(2));
        RefusedSets.Refused said = new RefusedSets.Refused(reason, newest(reason), until);
        refusedSets.note(needed, said);
        return said;
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

    /** Returns why a certification that came with the definitions can't be believed, if so. */
    private Optional<WireException> install(Sequence needed, Sample sample) throws IOException {
        Request request = Request.of(
                Transaction.FETCH_DEFINITIONS,
                query().set(Attributes.SIGNATURES_SEQUENCE, needed).build());
        try (Received reply = work.send(config.gateway(), request, sample)) {
            DefinitionsArrival arrival = DefinitionsArrival.install(reply, config.packages(), config.active());
            if (arrival.isNew()) {
                config.arrivals().arrived(arrival.sequence(), arrival.isCertified());
            }
            return arrival.doubt();
        }
    }

    private void arrived(Sample sample, Sequence needed, Optional<WireException> doubt) throws IOException {
        Instant now = work.clock().instant();
        SampleEvent arrived =
                new SampleEvent.SetArrived(needed.value(), config.policy().get().delivery());
        Sample noted = doubt.map(what -> sample.fault(what.error(), what.reason(), now))
                .orElse(sample);
        work.store().update(sample, noted.on(arrived, now));
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
        config.customer().get().sign(query);
        return query;
    }
}
