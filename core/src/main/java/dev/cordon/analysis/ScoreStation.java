package dev.cordon.analysis;

import com.google.common.io.ByteSource;
import dev.cordon.attribute.Attributes;
import dev.cordon.exchange.Work;
import dev.cordon.sample.Checkup;
import dev.cordon.sample.Sample;
import dev.cordon.statemachine.AnalysisEvent;
import dev.cordon.statemachine.AnalysisState;
import dev.cordon.station.Station;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Chooses signatures for what has replicated. */
final class ScoreStation implements Station {
    private final AnalysisConfig config;
    private final Work work;
    private final Scoring scoring;

    ScoreStation(AnalysisConfig config) {
        this.config = config;
        this.work = config.work();
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
        ByteSource content = config.contents().captured(work.store(), sample.id());
        work.store().update(sample, next(sample, content, work.clock().instant()));
    }

    private Sample next(Sample sample, ByteSource content, Instant now) {
        Optional<Checkup> original = sample.find(Attributes.SAMPLE_CHECKUP).flatMap(Checkup::parse);
        try {
            Optional<Cure> cure = original.isPresent() && sample.size() <= Suspect.LONGEST
                    ? scoring.score(List.of(new Infected(content.read(), original.get())))
                    : Optional.empty();
            return cure.map(found -> sample.on(new AnalysisEvent.Scored(), now, found::describe))
                    .orElseGet(() -> sample.on(new AnalysisEvent.Deferred(), now));
        } catch (IOException e) {
            return Conclusion.fault("the content can't be read", sample, now);
        }
    }
}
