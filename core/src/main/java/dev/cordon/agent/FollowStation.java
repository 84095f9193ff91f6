package dev.cordon.agent;

import dev.cordon.attribute.Attributes;
import dev.cordon.attribute.CordonFields;
import dev.cordon.attribute.OpenToken;
import dev.cordon.attribute.Sequence;
import dev.cordon.codec.ErrorCode;
import dev.cordon.codec.Header;
import dev.cordon.codec.WireException;
import dev.cordon.exchange.Work;
import dev.cordon.protocol.Received;
import dev.cordon.protocol.Request;
import dev.cordon.protocol.StatusReport;
import dev.cordon.protocol.Transaction;
import dev.cordon.sample.Sample;
import dev.cordon.statemachine.AnalysisState;
import dev.cordon.statemachine.FinalMeaning;
import dev.cordon.statemachine.SampleEvent;
import dev.cordon.statemachine.SampleStatus;
import dev.cordon.station.Spread;
import dev.cordon.station.Station;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;

/** Asks the gateway by cookie how submitted samples stand, once for all that share a submission. */
final class FollowStation implements Station {
    private final AgentConfig config;
    private final Work work;
    private final Setbacks setbacks;
    private final SharedSubmission shared;

    FollowStation(AgentConfig config) {
        this.config = config;
        this.work = config.work();
        this.setbacks = new Setbacks(work, config.policy());
        this.shared = new SharedSubmission(work);
    }

    @Override
    public String name() {
        return "follow";
    }

    @Override
    public Duration work() throws IOException {
        return work.each(SampleStatus.SUBMITTED, this::follow);
    }

    /** Asks about a sample without waiting for its turn; for one that follows, about its leader. */
    void askNow(Sample sample) throws IOException {
        follow(SharedSubmission.isFollower(sample) ? shared.leader(sample).orElse(sample) : sample);
    }

    private void follow(Sample sample) throws IOException {
        if (SharedSubmission.isFollower(sample)) {
            wait(sample);
            return;
        }
        try {
            heard(sample, ask(sample));
        } catch (WireException refusal) {
            setbacks.settle(sample, refusal);
        }
    }

    /** A follower is told as soon as its leader hears something final, and looks after it now and then. */
    private void wait(Sample follower) throws IOException {
        Optional<Sample> leader = shared.leader(follower);
        if (leader.isEmpty()) {
            shared.succeed(follower);
            return;
        }
        Instant due = work.clock().instant().plus(spread(config.policy().get().statusInterval(), follower));
        work.store().update(follower, follower.amend(more -> {
            SharedSubmission.follow(leader.get(), more);
            more.set(CordonFields.DUE, due);
        }));
    }

    private StatusReport ask(Sample sample) throws IOException {
        String cookie = sample.find(Attributes.ANALYSIS_COOKIE)
                .orElseThrow(() -> new WireException(ErrorCode.CRUMBLED, "the sample has lost its cookie"));
        Header.Builder query = Header.builder().set(Attributes.ANALYSIS_COOKIE, cookie);
        config.customer().get().sign(query);
        if (sample.priority().value() > 0) {
            query.set(Attributes.SAMPLE_PRIORITY, sample.priority());
        }
        Request request = Request.of(Transaction.QUERY_STATUS, query.build());
        try (Received reply = work.send(config.gateway(), request, sample)) {
            return StatusReport.from(reply.header());
        }
    }

    private void heard(Sample sample, StatusReport report) throws IOException {
        Instant now = work.clock().instant();
        if (report.finished().isPresent() && report.state().isPresent()) {
            conclude(sample, report, report.state().get(), now);
            return;
        }
        Sample next = sample.amend(more -> {
            describe(report, more);
            more.set(CordonFields.DUE, now.plus(wait(sample, report)));
        });
        work.store().update(sample, next);
    }

    /** The followers go first: if the process dies among them, their leader asks again and tells the others. */
    private void conclude(Sample leader, StatusReport report, OpenToken<AnalysisState> state, Instant now)
            throws IOException {
        Work.Step conclude = sample -> work.store().update(sample, concluded(sample, report, state, now));
        shared.followers(leader, conclude);
        conclude.take(leader);
        // Somebody may have joined in the meantime; from now on nobody can.
        shared.followers(leader, conclude);
    }

    /** The gateway may say when it wants to be asked again; samples that were submitted together are spread. */
    private Duration wait(Sample sample, StatusReport report) {
        return spread(report.retryAfter().orElse(config.policy().get().statusInterval()), sample);
    }

    private Duration spread(Duration wait, Sample sample) {
        Duration atLeast = wait.compareTo(work.interval()) < 0 ? work.interval() : wait;
        return Spread.from(atLeast, sample.id() + "/" + sample.changes());
    }

    private static Sample concluded(Sample sample, StatusReport report, OpenToken<AnalysisState> state, Instant now) {
        OptionalInt sequence =
                report.sequence().map(Sequence::value).map(OptionalInt::of).orElse(OptionalInt.empty());
        SampleEvent event = FinalMeaning.event(state.text(), sequence);
        return sample.on(event, now, more -> {
            describe(report, more);
            report.finished().ifPresent(finished -> more.set(Attributes.DATE_ANALYZED, finished));
        });
    }

    private static void describe(StatusReport report, Header.Builder sample) {
        report.state().ifPresent(state -> sample.set(Attributes.ANALYSIS_STATE, state));
        copy(Attributes.ANALYSIS_VIRUS_NAME.name(), report, sample);
        copy(Attributes.ANALYSIS_VIRUS_IDENTIFIER.name(), report, sample);
        copy(Attributes.ANALYSIS_ISSUE.name(), report, sample);
        copy(Attributes.ANALYSIS_SERVICE.name(), report, sample);
    }

    private static void copy(String name, StatusReport report, Header.Builder sample) {
        Optional<String> value = report.header().text(name);
        value.ifPresent(text -> sample.set(name, text));
    }
}
