package dev.cordon.statemachine;

import java.util.Optional;

/** When a person may submit a sample or have its definitions delivered (guide, "Submitting files manually"). */
public final class Eligibility {
    private Eligibility() {}

    /**
     * Returns why a sample can't be submitted by hand; empty if it can.
     *
     * @param priority its {@code X-Sample-Priority}; anything above 0 goes by itself
     * @param submitted whether it was submitted already
     * @param finished whether its outcome is known already
     */
    public static Optional<String> forSubmission(int priority, boolean submitted, boolean finished) {
        if (finished) {
            return Optional.of("the sample is finished already; restart it to submit it again");
        }
        if (submitted) {
            return Optional.of("the sample was submitted already; restart it to submit it again");
        }
        return priority > 0
                ? Optional.of("the sample is submitted by itself; there is nothing to do")
                : Optional.empty();
    }

    /**
     * Returns why definitions can't be delivered by hand; empty if they can.
     *
     * @param priority the {@code X-Signatures-Priority}; anything above 0 goes by itself
     * @param sequence the definitions that the sample needs; 0 for none
     * @param finished whether the sample is finished already
     */
    public static Optional<String> forDelivery(int priority, int sequence, boolean finished) {
        if (finished) {
            return Optional.of("the sample is finished already; nothing has to be delivered");
        }
        if (sequence <= 0) {
            return Optional.of("the sample needs no definitions that are known yet");
        }
        return priority > 0
                ? Optional.of("the definitions are delivered by themselves; there is nothing to do")
                : Optional.empty();
    }
}
