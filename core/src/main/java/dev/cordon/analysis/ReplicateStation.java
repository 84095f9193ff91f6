package dev.cordon.analysis;

import dev.cordon.exchange.Work;
import dev.cordon.sample.Sample;
import dev.cordon.spi.Replicator;
import dev.cordon.statemachine.AnalysisEvent;
import dev.cordon.statemachine.AnalysisState;
import dev.cordon.station.Station;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;

/**
 * Has it found out whether a file carries something that spreads. The states of the controller and the engine are passed
 * through at once, because the replicator is asked and waited for in one step.
 */
final class ReplicateStation implements Station {
    private final Work work;
    private final Others others;
    private final Replicator replicator;

    ReplicateStation(AnalysisConfig config) {
        this.work = config.work();
        this.others = new Others(config);
        this.replicator = config.laboratory().replicator();
    }

    @Override
    public String name() {
        return "replicate";
    }

    @Override
    public Duration work() throws IOException {
        Duration binaries = work.each(AnalysisState.BINARY, this::replicate);
        Duration macros = work.each(AnalysisState.MACRO, this::replicate);
        return binaries.compareTo(macros) < 0 ? binaries : macros;
    }

    private void replicate(Sample sample) throws IOException {
        work.store().update(sample, next(sample, work.clock().instant()));
    }

    private Sample next(Sample sample, Instant now) throws IOException {
        Replicator.Outcome outcome;
        try {
            outcome = replicator.replicate(others.request(sample));
        } catch (IOException e) {
            if (others.isReadable(sample)) {
                throw e;
            }
            return Conclusion.fault("the content can't be read", sample, now);
        }
        Sample replicating = sample.on(new AnalysisEvent.ControlBegun(), now)
                .on(new AnalysisEvent.ConditionsSet(), now)
                .on(new AnalysisEvent.EngineFree(), now);
        if (outcome instanceof Replicator.Unchanged) {
            return Conclusion.of(AnalysisState.UNINFECTED, replicating, now);
        }
        return outcome instanceof Replicator.NotReplicated unknown
                ? Deferred.because("not replicated: " + unknown.reason(), replicating, now)
                : replicating.on(new AnalysisEvent.Replicated(), now);
    }
}
