package dev.cordon.analysis;

import com.google.common.io.ByteSource;
import dev.cordon.attribute.Sequence;
import dev.cordon.exchange.Work;
import dev.cordon.sample.Sample;
import dev.cordon.scan.Classifier;
import dev.cordon.scan.Examination;
import dev.cordon.scan.Examiner;
import dev.cordon.statemachine.AnalysisEvent;
import dev.cordon.statemachine.AnalysisState;
import dev.cordon.statemachine.ScanResult;
import dev.cordon.station.Station;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Tries the newest definitions on what has come in, and finds out the kind of what they don't know. */
final class ClassifyStation implements Station {
    private final AnalysisConfig config;
    private final Work work;
    private final Examiner examiner;

    ClassifyStation(AnalysisConfig config) {
        this.config = config;
        this.work = config.work();
        this.examiner = new Examiner(config.active().scanner(), config.active().repairer());
    }

    @Override
    public String name() {
        return "classify";
    }

    @Override
    public Duration work() throws IOException {
        Duration rescanned = work.each(AnalysisState.RESCAN, this::classify);
        Duration imported = work.each(AnalysisState.IMPORTED, this::classify);
        return rescanned.compareTo(imported) < 0 ? rescanned : imported;
    }

    private void classify(Sample sample) throws IOException {
        ByteSource content = config.contents().captured(work.store(), sample.id());
        Instant now = work.clock().instant();
        work.store().update(sample, next(sample, content, now));
    }

    private Sample next(Sample sample, ByteSource content, Instant now) {
        Examination examination = examiner.examine(content);
        Optional<Sequence> sequence = examination.report().coverage().sequence();
        if (examination.virus().isPresent() && sequence.isPresent()) {
            AnalysisState outcome =
                    examination.result() == ScanResult.REPAIRED ? AnalysisState.INFECTED : AnalysisState.NOREPAIR;
            return Conclusion.of(outcome, examination.virus().get(), sequence.get(), sample, now);
        }
        try {
            return classified(sample.on(new AnalysisEvent.ClassificationBegun(), now), content, now);
        } catch (IOException e) {
            return Conclusion.fault("the content can't be read", sample, now);
        }
    }

    private static Sample classified(Sample sample, ByteSource content, Instant now) throws IOException {
        Classifier.Kind kind = Classifier.classify(content);
        return switch (kind) {
            case PE, ELF, MACH_O, DOS, SCRIPT, ARCHIVE, OTHER ->
                Deferred.recognized(sample.on(new AnalysisEvent.ClassifiedBinary(), now), kind, now);
            case OLE2, OLE2_WITH_MACROS, OOXML, OOXML_WITH_MACROS ->
                Deferred.recognized(sample.on(new AnalysisEvent.ClassifiedMacro(), now), kind, now);
            case ENCRYPTED_ARCHIVE -> Conclusion.of(AnalysisState.ENCRYPTED, sample, now);
            case DATA -> Conclusion.of(AnalysisState.UNINFECTABLE, sample, now);
        };
    }
}
