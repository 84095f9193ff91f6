package dev.cordon.statemachine;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every combination of what the rules look at. */
class EligibilityTest {
    @ParameterizedTest
    @CsvSource({
        "0, false, false, true",
        "0, false, true, false",
        "0, true, false, false",
        "0, true, true, false",
        "1, false, false, false",
        "1, false, true, false",
        "1, true, false, false",
        "1, true, true, false"
    })
    void aPersonSubmitsWhatHasPriority0AndIsNeitherSubmittedNorFinished(
            int priority, boolean submitted, boolean finished, boolean eligible) {
        assertThat(Eligibility.refusal(new Eligibility.Submission(priority, passed(submitted, finished)))
                        .isEmpty())
                .isEqualTo(eligible);
    }

    @ParameterizedTest
    @CsvSource({
        "0, 5, false, true",
        "0, 5, true, false",
        "0, 0, false, false",
        "0, 0, true, false",
        "1, 5, false, false",
        "1, 5, true, false",
        "1, 0, false, false",
        "1, 0, true, false"
    })
    void aPersonDeliversWhatIsNeededHasPriority0AndIsNotFinished(
            int priority, int sequence, boolean finished, boolean eligible) {
        assertThat(Eligibility.refusal(new Eligibility.Delivery(priority, sequence, passed(false, finished)))
                        .isEmpty())
                .isEqualTo(eligible);
    }

    /** Definitions go to samples that were submitted, and to others. */
    @Test
    void whatWasSubmittedCanBeDelivered() {
        assertThat(Eligibility.refusal(new Eligibility.Delivery(0, 5, passed(true, false))))
                .isEmpty();
    }

    @Test
    void aPersonHearsOfTheFirstRuleThatIsBroken() {
        assertThat(Eligibility.refusal(new Eligibility.Submission(1, passed(true, true))))
                .contains(Eligibility.submissionRules().get(0).refusal());
        assertThat(Eligibility.refusal(new Eligibility.Delivery(1, 0, passed(false, false))))
                .contains(Eligibility.deliveryRules().get(1).refusal());
    }

    private static ImmutableSet<Milestone> passed(boolean submitted, boolean finished) {
        ImmutableSet.Builder<Milestone> passed = ImmutableSet.builder();
        if (submitted) {
            passed.add(Milestone.SUBMITTED);
        }
        if (finished) {
            passed.add(Milestone.FINISHED);
        }
        return passed.build();
    }
}
