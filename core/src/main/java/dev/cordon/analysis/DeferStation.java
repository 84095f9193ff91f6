package dev.cordon.analysis;

import dev.cordon.attribute.Sequence;
import dev.cordon.exchange.Work;
import dev.cordon.sample.Column;
import dev.cordon.sample.Sample;
import dev.cordon.spi.SampleStore;
import dev.cordon.spi.Scanner;
import dev.cordon.statemachine.AnalysisEvent;
import dev.cordon.statemachine.AnalysisState;
import dev.cordon.station.Station;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Puts samples before an expert, where they wait; what newer definitions know by then waits no longer. */
final class DeferStation implements Station {
    /** The samples that wait for an expert. */
    static final SampleStore.Query DEFERRED =
            SampleStore.Query.all().where(Column.STATE, AnalysisState.DEFERRED.token());

    private final AnalysisConfig config;
    private final Work work;
    private Optional<Sequence> tried = Optional.empty();

    DeferStation(AnalysisConfig config) {
        this.config = config;
        this.work = config.work();
    }

    @Override
    public String name() {
        return "defer";
    }

    @Override
    public Duration work() throws IOException {
        Optional<Sequence> active = config.active().sequence();
        if (!active.equals(tried)) {
            work.all(DEFERRED, this::tryAgain);
            tried = active;
        }
        return work.each(AnalysisState.DEFER, this::defer);
    }

    private void tryAgain(Sample sample) throws IOException {
        Scanner.Request request = new Scanner.Request(config.contents().captured(work.store(), sample.id()));
        Scanner.Report report = config.active().scanner().scan(request);
        if (report.verdict() instanceof Scanner.Detected
                && report.coverage().sequence().isPresent()) {
            work.store()
                    .update(
                            sample,
                            sample.on(
                                    new AnalysisEvent.NewerDefinitions(),
                                    work.clock().instant()));
        }
    }

    private void defer(Sample sample) throws IOException {
        Instant now = work.clock().instant();
        Sample deferred = sample.on(new AnalysisEvent.DeferralBegun(), now).on(new AnalysisEvent.DeferralDone(), now);
        work.store().update(sample, deferred);
    }
}
