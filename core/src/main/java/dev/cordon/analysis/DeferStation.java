package dev.cordon.analysis;

import dev.cordon.exchange.Work;
import dev.cordon.sample.Sample;
import dev.cordon.statemachine.AnalysisEvent;
import dev.cordon.statemachine.AnalysisState;
import dev.cordon.station.Station;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;

/** Puts samples before an expert, where they wait. */
final class DeferStation implements Station {
    private final Work work;

    DeferStation(AnalysisConfig config) {
        this.work = config.work();
    }

    @Override
    public String name() {
        return "defer";
    }

    @Override
    public Duration work() throws IOException {
        return work.each(AnalysisState.DEFER, this::defer);
    }

    private void defer(Sample sample) throws IOException {
        Instant now = work.clock().instant();
        Sample deferred = sample.on(new AnalysisEvent.DeferralBegun(), now).on(new AnalysisEvent.DeferralDone(), now);
        work.store().update(sample, deferred);
    }
}
