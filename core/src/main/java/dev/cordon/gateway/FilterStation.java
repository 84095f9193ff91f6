package dev.cordon.gateway;

import com.google.common.io.ByteSource;
import dev.cordon.attribute.AnalysisService;
import dev.cordon.attribute.Attributes;
import dev.cordon.attribute.Sequence;
import dev.cordon.exchange.Work;
import dev.cordon.sample.Sample;
import dev.cordon.scan.Classifier;
import dev.cordon.scan.Examination;
import dev.cordon.scan.Examiner;
import dev.cordon.spi.Scanner;
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
    /** Into so few bytes no command of any kind fits. */
    private static final int SHORTEST = 4;

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
        work.store()
                .update(
                        sample,
                        isHarmless(sample, captured) ? uninfectable(sample, now) : looked(sample, captured, now));
    }

    /** Nothing fits into a few bytes that could be run, and nothing in a picture is. */
    private static boolean isHarmless(Sample sample, ByteSource captured) throws IOException {
        return sample.size() < SHORTEST || Classifier.classify(captured) == Classifier.Kind.DATA;
    }

    private static Sample uninfectable(Sample sample, Instant now) {
        return sample.on(new AnalysisEvent.Concluded(AnalysisState.UNINFECTABLE), now)
                .on(new SampleEvent.NothingToDo(), now);
    }

    private Sample looked(Sample sample, ByteSource captured, Instant now) {
        Examination examination = examiner.examine(captured);
        Optional<Sequence> sequence = examination.report().coverage().sequence();
        if (examination.virus().isPresent() && sequence.isPresent()) {
            return known(sample, examination, sequence.get(), now);
        }
        boolean isClean = examination.report().verdict() instanceof Scanner.NothingDetected;
        return isClean && wantsQuickCheck(sample)
                ? checked(sample, now)
                : sample.on(new SampleEvent.Unresolved(Handling.AUTOMATIC), now);
    }

    private static Sample known(Sample sample, Examination examination, Sequence sequence, Instant now) {
        AnalysisState state =
                examination.result() == ScanResult.REPAIRED ? AnalysisState.INFECTED : AnalysisState.NOREPAIR;
        return sample.on(new AnalysisEvent.Concluded(state), now)
                .on(new SampleEvent.DefinitionsAtHand(sequence.value(), Handling.MANUAL), now, more -> {
                    examination.describe(more);
                    more.set(Attributes.ANALYSIS_VIRUS_NAME, examination.virus().orElseThrow());
                });
    }

    private static boolean wantsQuickCheck(Sample sample) {
        return sample.find(Attributes.SAMPLE_SERVICE)
                .filter(AnalysisService.QUICKCHECK::equals)
                .isPresent();
    }

    /** A quick check ends here, and its outcome is marked as not definitive (guide, "X-Sample-Service"). */
    private static Sample checked(Sample sample, Instant now) {
        return sample.on(
                        new AnalysisEvent.Concluded(AnalysisState.NODETECT),
                        now,
                        more -> more.set(Attributes.ANALYSIS_SERVICE, AnalysisService.QUICKCHECK))
                .on(new SampleEvent.NothingToDo(), now);
    }
}
