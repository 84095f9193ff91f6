package dev.cordon.agent;

import dev.cordon.attribute.Attributes;
import dev.cordon.attribute.CordonFields;
import dev.cordon.codec.Header;
import dev.cordon.codec.Key;
import dev.cordon.exchange.Work;
import dev.cordon.sample.Column;
import dev.cordon.sample.Question;
import dev.cordon.sample.Sample;
import dev.cordon.sample.SampleId;
import dev.cordon.spi.SampleStore;
import dev.cordon.statemachine.SampleStatus;
import java.io.IOException;
import java.util.Optional;

/**
 * One submission for all samples of a place that ask the same of an analysis ({@link Question}). One of them <em>leads</em>:
 * it is sent, has the cookie and is asked for. The others <em>follow</em>: they name it in {@code Cordon-Shared-With}
 * and take what it hears.
 *
 * <p>Nothing of it is held in memory. A follower whose leader has gone another way takes its place, with the same cookie.
 */
record SharedSubmission(Work work) {
    /** Returns the sample that leads a submission in which another one can join. */
    Optional<Sample> underWay(Sample sample) throws IOException {
        SampleStore.Query submitted = like(sample, SampleStatus.SUBMITTED).inPagesOf(1);
        Optional<Sample> leader = leaderThrough(submitted, sample);
        return leader.isPresent() ? leader : leaderThrough(submitted.orderedBy(Column.RECEIVED, true), sample);
    }

    private Optional<Sample> leaderThrough(SampleStore.Query query, Sample sample) throws IOException {
        for (Sample other : work.store().list(query).samples()) {
            Optional<Sample> leader = isFollower(other) ? named(other) : Optional.of(other);
            return leader.filter(found -> !found.id().equals(sample.id()) && canBeJoined(found, sample));
        }
        return Optional.empty();
    }

    private static boolean canBeJoined(Sample leader, Sample sample) {
        return leader.status() == SampleStatus.SUBMITTED
                && leads(leader, sample)
                && leader.attributes().has(Attributes.ANALYSIS_COOKIE);
    }

    /**
     * Returns the sample whose turn it is among those that wait to be submitted, the given one among them. It is always
     * the oldest, so that after a crash between a request and its answer the same request is made again.
     */
    Sample firstOf(Sample sample) throws IOException {
        return work.store().list(like(sample, SampleStatus.RELEASED).inPagesOf(1)).samples().stream()
                .findFirst()
                .orElse(sample);
    }

    static boolean isFollower(Sample sample) {
        return sample.attributes().has(CordonFields.SHARED_WITH);
    }

    /** Returns the sample that a follower follows; empty if that has gone another way. */
    Optional<Sample> leader(Sample follower) throws IOException {
        return named(follower).filter(found -> leads(found, follower)).filter(found -> switch (found.status()) {
            case RELEASED, SUBMITTED, NEEDED -> true;
            default -> false;
        });
    }

    private Optional<Sample> named(Sample follower) throws IOException {
        Optional<String> id = follower.find(CordonFields.SHARED_WITH);
        return id.isPresent() ? work.store().find(new SampleId(id.get())) : Optional.empty();
    }

    private static boolean leads(Sample leader, Sample sample) {
        return !isFollower(leader) && Question.of(leader).equals(Question.of(sample));
    }

    /** Takes every follower of a sample to a step. */
    void followers(Sample leader, Work.Step step) throws IOException {
        followersOf(leader.id().value(), leader, step);
    }

    private void followersOf(String leader, Sample alike, Work.Step step) throws IOException {
        if (work.store().count(alike.digest()) == 1) {
            return;
        }
        work.all(like(alike, SampleStatus.SUBMITTED), sample -> {
            if (sample.find(CordonFields.SHARED_WITH).filter(leader::equals).isPresent()) {
                step.take(sample);
            }
        });
    }

    /** Writes into a sample that it follows another one, and what that one has heard so far. */
    static void follow(Sample leader, Header.Builder sample) {
        sample.set(CordonFields.SHARED_WITH, leader.id().value());
        copy(Attributes.ANALYSIS_COOKIE, leader, sample);
        copy(Attributes.ANALYSIS_STATE, leader, sample);
        copy(CordonFields.SUBMITTED_DIGEST, leader, sample);
    }

    private static <T> void copy(Key<T> key, Sample leader, Header.Builder sample) {
        leader.find(key).ifPresentOrElse(value -> sample.set(key, value), () -> sample.remove(key));
    }

    /** Lets a follower whose leader has gone another way take its place, or follow whoever has taken it already. */
    void succeed(Sample follower) throws IOException {
        Optional<Sample> other = underWay(follower);
        if (other.isPresent()) {
            work.store().update(follower, follower.amend(more -> follow(other.get(), more)));
            return;
        }
        Sample leader = work.store()
                .update(
                        follower,
                        follower.amend(
                                more -> more.remove(CordonFields.SHARED_WITH).remove(CordonFields.DUE)));
        followersOf(
                follower.find(CordonFields.SHARED_WITH).orElseThrow(),
                follower,
                orphan -> work.store().update(orphan, orphan.amend(more -> follow(leader, more))));
    }

    /** Has a submission treated as urgently as the most urgent of its samples; the gateway is told with the next query. */
    void lift(Sample leader, Sample follower) throws IOException {
        if (follower.priority().compareTo(leader.priority()) > 0) {
            work.store()
                    .update(
                            leader,
                            leader.amend(more -> more.set(Attributes.SAMPLE_PRIORITY, follower.priority())
                                    .remove(CordonFields.DUE)));
        }
    }

    private static SampleStore.Query like(Sample sample, SampleStatus status) {
        return SampleStore.Query.all().asking(Question.of(sample)).where(Column.STATUS, status.token());
    }
}
