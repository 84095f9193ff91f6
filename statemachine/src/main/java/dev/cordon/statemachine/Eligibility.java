package dev.cordon.statemachine;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * When a person may submit a sample or have its definitions delivered (guide, "Submitting files manually" and
 * "Requesting definitions updates manually"). The lifecycle has its own say after that: it knows where a sample stands.
 */
public final class Eligibility {
    private static final ImmutableList<Rule<Submission>> SUBMISSION = ImmutableList.of(
            new Rule<>(
                    "X-Date-Finished is absent or 0",
                    "the sample is finished already; restart it to submit it again",
                    sample -> !sample.passed().contains(Milestone.FINISHED)),
            new Rule<>(
                    "X-Date-Submitted is absent or 0",
                    "the sample was submitted already; restart it to submit it again",
                    sample -> !sample.passed().contains(Milestone.SUBMITTED)),
            new Rule<>(
                    "X-Sample-Priority is 0",
                    "the sample is submitted by itself; there is nothing to do",
                    sample -> sample.priority() == 0));

    private static final ImmutableList<Rule<Delivery>> DELIVERY = ImmutableList.of(
            new Rule<>(
                    "X-Date-Finished is absent or 0",
                    "the sample is finished already; nothing has to be delivered",
                    sample -> !sample.passed().contains(Milestone.FINISHED)),
            new Rule<>(
                    "X-Signatures-Sequence is above 0",
                    "the sample needs no definitions that are known yet",
                    sample -> sample.sequence() > 0),
            new Rule<>(
                    "X-Signatures-Priority is 0",
                    "the definitions are delivered by themselves; there is nothing to do",
                    sample -> sample.priority() == 0));

    private Eligibility() {}

    /**
     * What the rules of submission look at.
     *
     * @param priority the {@code X-Sample-Priority}; 0 where there is none
     * @param passed what the sample has behind it
     */
    public record Submission(int priority, ImmutableSet<Milestone> passed) {}

    /**
     * What the rules of delivery look at.
     *
     * @param priority the {@code X-Signatures-Priority}; 0 where there is none
     * @param sequence the definitions that the sample needs; 0 for none
     * @param passed what the sample has behind it
     */
    public record Delivery(int priority, int sequence, ImmutableSet<Milestone> passed) {}

    /**
     * One condition that has to hold.
     *
     * @param <T> what it looks at
     * @param condition what has to be so, in terms of attributes
     * @param refusal what a person hears where it is not so
     * @param holds whether it is so
     */
    public record Rule<T>(String condition, String refusal, Predicate<T> holds) {}

    /** Returns what has to hold for a person to submit a sample, the rule that is asked first at the front. */
    public static ImmutableList<Rule<Submission>> submissionRules() {
        return SUBMISSION;
    }

    /** Returns what has to hold for a person to have definitions delivered. */
    public static ImmutableList<Rule<Delivery>> deliveryRules() {
        return DELIVERY;
    }

    /** Returns why a person can't submit a sample, for that person; empty if it can be submitted. */
    public static Optional<String> refusal(Submission sample) {
        return refusal(SUBMISSION, sample);
    }

    /** Returns why a person can't have the definitions of a sample delivered; empty if they can be. */
    public static Optional<String> refusal(Delivery sample) {
        return refusal(DELIVERY, sample);
    }

    private static <T> Optional<String> refusal(List<Rule<T>> rules, T sample) {
        return rules.stream()
                .filter(rule -> !rule.holds().test(sample))
                .map(Rule::refusal)
                .findFirst();
    }
}
