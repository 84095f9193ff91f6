package dev.cordon.analysis;

import dev.cordon.exchange.Work;
import dev.cordon.sample.Sample;
import dev.cordon.statemachine.AnalysisEvent;
import dev.cordon.statemachine.SampleEvent;
import dev.cordon.statemachine.SampleStatus;
import dev.cordon.station.Station;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;

/** Takes submissions that the front desk could not answer into the analysis centre. */
final class ImportStation implements Station {
    private final Work work;

    ImportStation(AnalysisConfig config) {
        this.work = config.work();
    }

    @Override
    public String name() {
        return "import";
    }

    @Override
    public Duration work() throws IOException {
        return work.each(SampleStatus.RELEASED, this::take);
    }

    private void take(Sample sample) throws IOException {
        Instant now = work.clock().instant();
        Sample imported = sample.on(new AnalysisEvent.ImportBegun(), now)
                .on(new AnalysisEvent.Imported(), now)
                .on(new SampleEvent.Accepted(), now);
        work.store().update(sample, imported);
    }
}
