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
import java.util.Optional;

/**
 * Finds out what an infection does to a file, without running it: by what the file was before. The states of the
 * controller and the engine are passed through at once, because neither has to be waited for.
 */
final class ReplicateStation implements Station {
    private final AnalysisConfig config;
    private final Work work;

    ReplicateStation(AnalysisConfig config) {
        this.config = config;
        this.work = config.work();
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
        ByteSource content = config.contents().captured(work.store(), sample.id());
        Instant now = work.clock().instant();
        work.store().update(sample, next(sample, content, now));
    }

    private static Sample next(Sample sample, ByteSource content, Instant now) {
        Comparison comparison;
        try {
            comparison = comparison(sample, content);
        } catch (IOException e) {
            return Conclusion.fault("the content can't be read", sample, now);
        }
        Sample replicating = sample.on(new AnalysisEvent.ControlBegun(), now)
                .on(new AnalysisEvent.ConditionsSet(), now)
                .on(new AnalysisEvent.EngineFree(), now);
        if (comparison instanceof Comparison.Unchanged) {
            return Conclusion.of(AnalysisState.UNINFECTED, replicating, now);
        }
        return comparison instanceof Comparison.Unclear
                ? replicating.on(new AnalysisEvent.Deferred(), now)
                : replicating.on(new AnalysisEvent.Replicated(), now);
    }

    private static Comparison comparison(Sample sample, ByteSource content) throws IOException {
        Optional<Checkup> original = sample.find(Attributes.SAMPLE_CHECKUP).flatMap(Checkup::parse);
        if (original.isEmpty()) {
            return new Comparison.Unclear();
        }
        if (original.get().matches(content)) {
            return new Comparison.Unchanged();
        }
        return sample.size() <= Suspect.LONGEST
                ? Comparison.of(content.read(), original.get())
                : new Comparison.Unclear();
    }
}
