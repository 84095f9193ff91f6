package dev.cordon.gateway;

import static com.google.common.base.Preconditions.checkState;

import com.google.common.collect.Ordering;
import dev.cordon.attribute.Attributes;
import dev.cordon.attribute.CordonFields;
import dev.cordon.attribute.OpenToken;
import dev.cordon.attribute.Priority;
import dev.cordon.attribute.Sequence;
import dev.cordon.codec.Header;
import dev.cordon.codec.Key;
import dev.cordon.exchange.Work;
import dev.cordon.sample.Column;
import dev.cordon.sample.Question;
import dev.cordon.sample.Sample;
import dev.cordon.sample.SampleId;
import dev.cordon.scan.ActiveDefinitions;
import dev.cordon.spi.SampleStore;
import dev.cordon.statemachine.AnalysisEvent;
import dev.cordon.statemachine.AnalysisState;
import dev.cordon.statemachine.Handling;
import dev.cordon.statemachine.SampleEvent;
import dev.cordon.statemachine.SampleStatus;
import dev.cordon.station.Spread;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * One analysis for all submissions that ask the same ({@link Question}), whoever has made them. One of them <em>leads</em>:
 * it alone goes on to be analysed. The others <em>follow</em>: they wait as {@code quarantined}, name it in {@code
 * Cordon-Shared-With} and take its answer. Of the leader's customer they learn nothing.
 *
 * <p>Nothing of it is held in memory.
 *
 * @param work the tickets
 * @param active the definitions with which the gateway filters
 * @param interval how often a follower looks after its leader when nobody asks for it
 */
record SharedAnalysis(Work work, ActiveDefinitions active, Supplier<Duration> interval) {
    /** What an analysis says, beside its state and the definitions. */
    private static final List<Key<?>> FINDINGS = List.of(
            Attributes.ANALYSIS_ISSUE,
            Attributes.ANALYSIS_SERVICE,
            Attributes.ANALYSIS_VIRUS_IDENTIFIER,
            Attributes.ANALYSIS_VIRUS_NAME);

    static boolean isFollower(Sample ticket) {
        return ticket.status() == SampleStatus.QUARANTINED
                && ticket.attributes().has(CordonFields.SHARED_WITH);
    }

    /**
     * Returns a new ticket with the answer that stands, or as the follower of one whose analysis is under way; empty if
     * somebody has to look at the sample first.
     */
    Optional<Sample> shared(Sample ticket, Instant now) throws IOException {
        Optional<Sample> answered = answered(ticket).filter(this::isOfThePresentDefinitions);
        if (answered.isPresent()) {
            return Optional.of(again(ticket, answered.get(), now));
        }
        Optional<Sample> underWay = underWay(ticket);
        if (underWay.isEmpty()) {
            return Optional.empty();
        }
        lift(underWay.get(), ticket.priority());
        return Optional.of(following(ticket, underWay.get(), now));
    }

    /** Returns the ticket of the same question that was answered last, whether the answer still stands or not. */
    Optional<Sample> answered(Sample ticket) throws IOException {
        SampleStore.Query query = SampleStore.Query.all()
                .asking(Question.of(ticket))
                .where(Column.STATUS, SampleStatus.AVAILABLE.token(), SampleStatus.UNNEEDED.token())
                .orderedBy(Column.RECEIVED, true);
        return first(query);
    }

    /** Newer definitions may see what those of then did not, so that an answer is given again without a look only now. */
    private boolean isOfThePresentDefinitions(Sample answered) {
        return answered.find(CordonFields.ANSWER_SEQUENCE).equals(active.sequence());
    }

    /** Returns the ticket with the same answer, which the present definitions don't contradict. */
    Sample again(Sample ticket, Sample answered, Instant now) {
        return marked(answeredLike(ticket, answered, now));
    }

    /** Returns a ticket that was answered just now, with the definitions that were in use. */
    Sample marked(Sample answered) {
        return answered.amend(more -> active.sequence()
                .ifPresentOrElse(
                        sequence -> more.set(CordonFields.ANSWER_SEQUENCE, sequence),
                        () -> more.remove(CordonFields.ANSWER_SEQUENCE)));
    }

    private Optional<Sample> underWay(Sample ticket) throws IOException {
        SampleStore.Query query = SampleStore.Query.all()
                .asking(Question.of(ticket))
                .where(
                        Column.STATUS,
                        SampleStatus.RELEASED.token(),
                        SampleStatus.SUBMITTED.token(),
                        SampleStatus.NEEDED.token());
        Optional<Sample> oldest = first(query).filter(SharedAnalysis::isGettingOn);
        return oldest.isPresent()
                ? oldest
                : first(query.orderedBy(Column.RECEIVED, true)).filter(SharedAnalysis::isGettingOn);
    }

    /**
     * A submission that the next place has refused for the time being holds nobody up: what it was refused for may be
     * its own, as when its platform submits too much.
     */
    private static boolean isGettingOn(Sample leader) {
        return leader.status() != SampleStatus.RELEASED || leader.attempts() == 0;
    }

    private Optional<Sample> first(SampleStore.Query query) throws IOException {
        return work.store().list(query.inPagesOf(1)).samples().stream().findFirst();
    }

    private Sample following(Sample ticket, Sample leader, Instant now) {
        return ticket.amend(more ->
                more.set(CordonFields.SHARED_WITH, leader.id().value()).set(CordonFields.DUE, now.plus(wait(ticket))));
    }

    /** Returns a follower that waits on. */
    Sample waiting(Sample follower, Instant now) {
        return follower.rest(now.plus(wait(follower)));
    }

    private Duration wait(Sample ticket) {
        return Spread.from(interval.get(), ticket.id() + "/" + ticket.changes());
    }

    /**
     * Returns the leader of a follower; empty if it is gone, does not get on or has failed for a reason of its own, so
     * that somebody else has to take its place.
     */
    Optional<Sample> leader(Sample follower) throws IOException {
        SampleId id = new SampleId(follower.find(CordonFields.SHARED_WITH).orElseThrow());
        return work.store()
                .find(id)
                .filter(found -> Question.of(found).equals(Question.of(follower)))
                .filter(SharedAnalysis::isGettingOn)
                .filter(found -> found.status() != SampleStatus.ERROR || wasAnalysed(found));
    }

    private static boolean wasAnalysed(Sample leader) {
        return leader.attributes().has(Attributes.DATE_ANALYZED);
    }

    /** Returns whether a leader has an answer for its followers. */
    static boolean hasAnswer(Sample leader) {
        return switch (leader.status()) {
            case AVAILABLE, INSTALLED, UNNEEDED, ATTENTION, ERROR -> true;
            default -> false;
        };
    }

    /** Returns a ticket that waits, with the answer of another one and the time of now. */
    Sample answeredLike(Sample ticket, Sample leader, Instant now) {
        checkState(hasAnswer(leader), "only an answer can be shared");
        Optional<AnalysisState> outcome =
                leader.state().flatMap(OpenToken::known).filter(AnalysisState::isFinal);
        Sample analysed = outcome.isPresent()
                ? ticket.on(new AnalysisEvent.Concluded(outcome.get()), now)
                : ticket.amend(more -> copy(Attributes.ANALYSIS_STATE, leader, more));
        return analysed.on(event(leader), now, more -> {
            FINDINGS.forEach(key -> copy(key, leader, more));
            more.remove(CordonFields.SHARED_WITH);
        });
    }

    private static SampleEvent event(Sample leader) {
        return switch (leader.status()) {
            case ATTENTION -> new SampleEvent.PersonNeeded("the analysis that was shared needs a person");
            case ERROR -> new SampleEvent.Faulted("the analysis that was shared went wrong");
            case UNNEEDED -> new SampleEvent.NothingToDo();
            default ->
                new SampleEvent.DefinitionsAtHand(
                        leader.sequenceNeeded().map(Sequence::value).orElseThrow(), Handling.MANUAL);
        };
    }

    private static <T> void copy(Key<T> key, Sample leader, Header.Builder ticket) {
        leader.find(key).ifPresentOrElse(value -> ticket.set(key, value), () -> ticket.remove(key));
    }

    /** Returns a follower as its customer is to see it while the analysis goes on. */
    static Sample seen(Sample follower, Sample leader) {
        return follower.amend(more -> {
            copy(Attributes.ANALYSIS_STATE, leader, more);
            FINDINGS.forEach(key -> copy(key, leader, more));
            // When the leader was analysed is nobody else's business if that was before the follower came.
            leader.find(Attributes.DATE_ANALYZED)
                    .map(analyzed -> Ordering.natural().max(analyzed, follower.received()))
                    .ifPresent(analyzed -> more.set(Attributes.DATE_ANALYZED, analyzed));
        });
    }

    /** Has an analysis treated as urgently as the most urgent submission that waits for it. */
    void lift(Sample leader, Priority priority) throws IOException {
        if (priority.compareTo(leader.priority()) > 0) {
            work.store().update(leader, raised(leader, priority));
        }
    }

    /** Where it was submitted already, the next place is told at once. */
    static Sample raised(Sample sample, Priority priority) {
        return sample.amend(more -> {
            more.set(Attributes.SAMPLE_PRIORITY, priority);
            if (sample.status() == SampleStatus.SUBMITTED) {
                more.remove(CordonFields.DUE);
            }
        });
    }
}
