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

/** Chooses signatures for what has replicated. */
final class ScoreStation implements Station {
    private final Work work;
    private final Others others;
    private final Replicator replicator;
    private final Scoring scoring;

    ScoreStation(AnalysisConfig config) {
        this.work = config.work();
        this.others = new Others(config);
        this.replicator = config.laboratory().replicator();
        this.scoring = new Scoring(config.laboratory().clean());
    }

    @Override
    public String name() {
        return "score";
    }

    @Override
    public Duration work() throws IOException {
        Duration binaries = work.each(AnalysisState.BINARY_SCORING, this::score);
        Duration macros = work.each(AnalysisState.MACRO_SCORING, this::score);
        return binaries.compareTo(macros) < 0 ? binaries : macros;
    }

    private void score(Sample sample) throws IOException {
        work.store().update(sample, next(sample, work.clock().instant()));
    }

    private Sample next(Sample sample, Instant now) throws IOException {
        try {
            Replicator.Outcome outcome = replicator.replicate(others.request(sample));
            if (!(outcome instanceof Replicator.Replicated replicated)) {
                return Deferred.because("not replicated any more", sample, now);
            }
            Scoring.Score score = scoring.score(replicated.infected());
            return score instanceof Scoring.Told told
                    ? sample.on(new AnalysisEvent.Scored(), now, told.cure()::describe)
                    : Deferred.because("no signature: " + ((Scoring.Untold) score).reason(), sample, now);
        } catch (IOException e) {
            if (others.isReadable(sample)) {
                throw e;
            }
            return Conclusion.fault("the content can't be read", sample, now);
        }
    }
}
