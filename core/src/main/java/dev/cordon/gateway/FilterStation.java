package dev.cordon.gateway;

import com.google.common.io.ByteSource;
import dev.cordon.attribute.AnalysisService;
import dev.cordon.attribute.Attributes;
import dev.cordon.attribute.CordonFields;
import dev.cordon.attribute.OpenToken;
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
 * here). A filter that could not look answers nothing. Of those that ask the same one is queued, and the others wait for
 * its answer.
 *
 * <p>An answer that was given before stands while the same definitions are in use, and is given again without a look at
 * the content. Under newer ones the content is scanned once more: what they find is the answer from then on; what they
 * don't find is clean if it was found to be clean, and is analysed anew if it was found to be infected.
 */
final class FilterStation implements Station {
    /** Into so few bytes no command of any kind fits. */
    private static final int SHORTEST = 4;

    private final GatewayConfig config;
    private final Work work;
    private final Examiner examiner;
    private final SharedAnalysis shared;

    FilterStation(GatewayConfig config) {
        this.config = config;
        this.work = config.work();
        this.shared = config.shared();
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

    private void filter(Sample ticket) throws IOException {
        Instant now = work.clock().instant();
        Sample next = SharedAnalysis.isFollower(ticket) ? followed(ticket, now) : answered(ticket, now);
        work.store().update(ticket, next);
    }

    private Sample followed(Sample follower, Instant now) throws IOException {
        Optional<Sample> leader = shared.leader(follower);
        if (leader.isEmpty()) {
            return answered(follower.amend(more -> more.remove(CordonFields.SHARED_WITH)), now);
        }
        return SharedAnalysis.hasAnswer(leader.get())
                ? shared.answeredLike(follower, leader.get(), now)
                : shared.waiting(follower, now);
    }

    private Sample answered(Sample ticket, Instant now) throws IOException {
        Optional<Sample> known = shared.shared(ticket, now);
        if (known.isPresent()) {
            return known.get();
        }
        ByteSource captured = config.contents().captured(work.store(), ticket.id());
        return isHarmless(ticket, captured) ? shared.marked(uninfectable(ticket, now)) : looked(ticket, captured, now);
    }

    /** Nothing fits into a few bytes that could be run, and nothing in a picture is. */
    private static boolean isHarmless(Sample sample, ByteSource captured) throws IOException {
        return sample.size() < SHORTEST || Classifier.classify(captured) == Classifier.Kind.DATA;
    }

    private static Sample uninfectable(Sample sample, Instant now) {
        return sample.on(new AnalysisEvent.Concluded(AnalysisState.UNINFECTABLE), now)
                .on(new SampleEvent.NothingToDo(), now);
    }

    private Sample looked(Sample sample, ByteSource captured, Instant now) throws IOException {
        Examination examination = examiner.examine(captured);
        Optional<Sequence> sequence = examination.report().coverage().sequence();
        if (examination.virus().isPresent() && sequence.isPresent()) {
            return shared.marked(known(sample, examination, sequence.get(), now));
        }
        return examination.report().verdict() instanceof Scanner.NothingDetected
                ? clean(sample, now)
                : sample.on(new SampleEvent.Unresolved(Handling.AUTOMATIC), now);
    }

    private Sample clean(Sample sample, Instant now) throws IOException {
        if (wantsQuickCheck(sample)) {
            return shared.marked(checked(sample, now));
        }
        Optional<Sample> before = shared.answered(sample).filter(FilterStation::wasFoundClean);
        return before.isPresent()
                ? shared.again(sample, before.get(), now)
                : sample.on(new SampleEvent.Unresolved(Handling.AUTOMATIC), now);
    }

    private static boolean wasFoundClean(Sample answered) {
        return answered.state()
                .flatMap(OpenToken::known)
                .filter(state -> switch (state) {
                    case UNINFECTED, UNINFECTABLE, MISFIRED -> true;
                    default -> false;
                })
                .isPresent();
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
