package dev.cordon.analysis;

import dev.cordon.exchange.Work;
import dev.cordon.sample.Column;
import dev.cordon.sample.HistoryEntry;
import dev.cordon.sample.Question;
import dev.cordon.sample.Sample;
import dev.cordon.scan.Classifier;
import dev.cordon.spi.SampleStore;
import dev.cordon.statemachine.AnalysisEvent;
import dev.cordon.statemachine.AnalysisState;
import dev.cordon.statemachine.SampleStatus;
import java.io.IOException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A sample that waits for an expert, and what there is to decide by. Immutable.
 *
 * @param sample all that the centre knows of it but its content ({@link AnalysisCentre#content})
 * @param reason why the centre could not decide, in words for a person
 * @param kind what it is by its bytes; empty if that was not noted
 * @param submissions how many submissions to this centre wait for the decision, this one among them. A gateway submits one
 *     of those that ask the same, so the others are to be counted there ({@link #waitingLike})
 */
public record Deferred(Sample sample, String reason, Optional<Classifier.Kind> kind, int submissions) {
    private static final String RECOGNIZED = "recognized as ";
    private static final String UNKNOWN = "no reason was noted";

    /**
     * Returns the query for the submissions that wait for the same answer as a sample, at the place that is asked: those
     * that {@linkplain Question ask the same} and have none yet.
     */
    public static SampleStore.Query waitingLike(Sample sample) {
        return SampleStore.Query.all()
                .asking(Question.of(sample))
                .where(
                        Column.STATUS,
                        SampleStatus.QUARANTINED.token(),
                        SampleStatus.RELEASED.token(),
                        SampleStatus.SUBMITTED.token());
    }

    static Deferred of(Sample sample, Work work) throws IOException {
        AtomicInteger submissions = new AtomicInteger();
        work.all(waitingLike(sample), waiting -> submissions.incrementAndGet());
        return new Deferred(sample, reason(sample.history()), kind(sample.history()), submissions.get());
    }

    /** Puts a sample before an expert and says why. */
    static Sample because(String reason, Sample sample, Instant now) {
        return sample.on(new AnalysisEvent.Deferred(), now).note(reason, now);
    }

    static boolean waits(Sample sample) {
        return sample.state()
                .flatMap(state -> state.known())
                .filter(AnalysisState.DEFERRED::equals)
                .isPresent();
    }

    /** Notes what a sample is by its bytes. */
    static Sample recognized(Sample classified, Classifier.Kind kind, Instant now) {
        return classified.note(RECOGNIZED + kind, now);
    }

    /** The reason is noted at once after the step, and what is done later is noted later. */
    private static String reason(List<HistoryEntry> history) {
        String reason = UNKNOWN;
        for (int step = 1; step < history.size(); step++) {
            HistoryEntry noted = history.get(step);
            boolean isReason = history.get(step - 1).to().equals(AnalysisState.DEFER.token())
                    && noted.from().equals(noted.to());
            reason = isReason ? noted.event() : reason;
        }
        return reason;
    }

    private static Optional<Classifier.Kind> kind(List<HistoryEntry> history) {
        return history.stream()
                .map(HistoryEntry::event)
                .filter(event -> event.startsWith(RECOGNIZED))
                .reduce((earlier, later) -> later)
                .map(event -> event.substring(RECOGNIZED.length()))
                .flatMap(name -> Arrays.stream(Classifier.Kind.values())
                        .filter(kind -> kind.name().equals(name))
                        .findFirst());
    }
}
