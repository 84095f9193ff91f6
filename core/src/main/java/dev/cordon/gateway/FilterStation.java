package dev.cordon.gateway;

import com.google.common.io.ByteSource;
import dev.cordon.attribute.Attributes;
import dev.cordon.attribute.Sequence;
import dev.cordon.exchange.Work;
import dev.cordon.sample.Sample;
import dev.cordon.scan.Examination;
import dev.cordon.scan.Examiner;
import dev.cordon.statemachine.AnalysisEvent;
import dev.cordon.statemachine.AnalysisState;
import dev.cordon.statemachine.Handling;
import dev.cordon.statemachine.SampleEvent;
import dev.cordon.statemachine.SampleStatus;
import dev.cordon.statemachine.ScanResult;
import dev.cordon.station.Station;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Answers at once what needs no analysis, and queues the rest (guide, "Analyzing viruses": most submissions are resolved
 * here). A filter that could not look answers nothing.
 */
final class FilterStation implements Station {
    private final GatewayConfig config;
    private final Work work;
    private final Examiner examiner;

    FilterStation(GatewayConfig config) {
        this.config = config;
        this.work = config.work();
        this.examiner = new Examiner(config.active().scanner(), config.active().repairer());
    }

    @Override
    public String name() {
        return "filter";
    }

    @Override
    public Duration work() throws IOException {
        return work.each(SampleStatus.QUARANTINED, this::filter);
    }

    private void filter(Sample sample) throws IOException {
        ByteSource captured = config.contents().captured(work.store(), sample.id());
        Instant now = work.clock().instant();
        Sample next =
                sample.size() == 0 ? uninfectable(sample, now) : examined(sample, examiner.examine(captured), now);
        work.store().update(sample, next);
    }

    /** Nothing can hide in a file of no bytes. */
    private static Sample uninfectable(Sample sample, Instant now) {
        return sample.on(new AnalysisEvent.Concluded(AnalysisState.UNINFECTABLE), now)
                .on(new SampleEvent.NothingToDo(), now);
    }

    private static Sample examined(Sample sample, Examination examination, Instant now) {
        Optional<Sequence> sequence = examination.report().coverage().sequence();
        if (examination.virus().isEmpty() || sequence.isEmpty()) {
            return sample.on(new SampleEvent.Unresolved(Handling.AUTOMATIC), now);
        }
        AnalysisState state =
                examination.result() == ScanResult.REPAIRED ? AnalysisState.INFECTED : AnalysisState.NOREPAIR;
        return sample.on(new AnalysisEvent.Concluded(state), now)
                .on(new SampleEvent.DefinitionsAtHand(sequence.get().value(), Handling.MANUAL), now, more -> {
                    examination.describe(more);
                    more.set(Attributes.ANALYSIS_VIRUS_NAME, examination.virus().get());
                });
    }
}
