package dev.cordon.server;

import com.google.common.collect.ImmutableSet;
import dev.cordon.attribute.Attributes;
import dev.cordon.attribute.Priority;
import dev.cordon.attribute.Sequence;
import dev.cordon.codec.Key;
import dev.cordon.sample.Sample;
import dev.cordon.statemachine.Eligibility;
import dev.cordon.statemachine.Milestone;
import dev.cordon.statemachine.SampleEvent;
import dev.cordon.statemachine.SampleLifecycle;
import dev.cordon.statemachine.SampleStatus;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Which actions a person may take: the guide's rules of eligibility ("Submitting files manually", "Requesting
 * definitions updates manually") first, and then what the lifecycle allows.
 */
final class ActionRules {
    private ActionRules() {}

    /** Returns what can be done with a sample as it stands. */
    static ImmutableSet<Action> allowed(Sample sample) {
        return Arrays.stream(Action.values())
                .filter(action -> reason(action, sample).isEmpty())
                .collect(ImmutableSet.toImmutableSet());
    }

    /** Refuses an action that is not allowed. */
    static void check(Action action, Sample sample) {
        reason(action, sample).ifPresent(why -> {
            throw refused(action, sample, why);
        });
    }

    static RefusedActionException refused(Action action, Sample sample, String why) {
        return new RefusedActionException(action, sample.status(), why, allowed(sample));
    }

    private static Optional<String> reason(Action action, Sample sample) {
        return switch (action) {
            case SUBMIT -> submission(sample).or(() -> lifecycle(SampleEvent.Kind.QUEUED, sample));
            case HOLD -> lifecycle(SampleEvent.Kind.WITHDRAWN, sample);
            case DELIVER -> delivery(sample).or(() -> lifecycle(SampleEvent.Kind.DELIVERY_QUEUED, sample));
            case RESTART -> lifecycle(SampleEvent.Kind.RESTARTED, sample);
            case REPAIR, RESTORE, DELETE -> Optional.empty();
        };
    }

    private static Optional<String> submission(Sample sample) {
        return Eligibility.refusal(new Eligibility.Submission(sample.priority().value(), passed(sample)));
    }

    private static Optional<String> delivery(Sample sample) {
        return Eligibility.refusal(new Eligibility.Delivery(
                sample.find(Attributes.SIGNATURES_PRIORITY).map(Priority::value).orElse(0),
                sample.sequenceNeeded().map(Sequence::value).orElse(0),
                passed(sample)));
    }

    private static ImmutableSet<Milestone> passed(Sample sample) {
        ImmutableSet.Builder<Milestone> passed = ImmutableSet.builder();
        if (isSet(sample, Attributes.DATE_SUBMITTED)) {
            passed.add(Milestone.SUBMITTED);
        }
        if (isSet(sample, Attributes.DATE_FINISHED)) {
            passed.add(Milestone.FINISHED);
        }
        return passed.build();
    }

    /** To the guide a date of 0 is no date; written as a date that is the beginning of 1970, and "0" can't be read. */
    private static boolean isSet(Sample sample, Key<Instant> date) {
        return sample.find(date).filter(set -> !set.equals(Instant.EPOCH)).isPresent();
    }

    private static Optional<String> lifecycle(SampleEvent.Kind kind, Sample sample) {
        if (SampleLifecycle.allows(sample.status(), kind)) {
            return Optional.empty();
        }
        String where = Arrays.stream(SampleStatus.values())
                .filter(status -> SampleLifecycle.allows(status, kind))
                .map(status -> "'" + status + "'")
                .collect(Collectors.joining(" or "));
        return Optional.of("this is for a sample that is " + where);
    }
}
