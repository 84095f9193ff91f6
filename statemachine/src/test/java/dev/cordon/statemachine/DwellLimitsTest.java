package dev.cordon.statemachine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DwellLimitsTest {
    private static final Duration MOMENT = Duration.ofNanos(1);

    /** The events of the guide's table 4-3 that speak of a sample that takes too long. */
    @Test
    void theStatusesThatTheGuideWatchesHaveALimit() {
        assertThat(DwellLimits.standard().limits())
                .containsOnlyKeys(
                        SampleStatus.DISTRIBUTE,
                        SampleStatus.DISTRIBUTED,
                        SampleStatus.NEEDED,
                        SampleStatus.RELEASED,
                        SampleStatus.SUBMITTED,
                        SampleStatus.QUARANTINED);
    }

    @ParameterizedTest
    @EnumSource
    void onlyWhatHasStoodForLongerThanTheLimitTakesTooLong(SampleStatus status) {
        DwellLimits limits = DwellLimits.standard();
        Duration limit = limits.of(status).orElse(Duration.ofDays(10_000));

        assertThat(limits.isTooLong(new Dwell(status, Duration.ZERO))).isFalse();
        assertThat(limits.isTooLong(new Dwell(status, limit))).isFalse();
        assertThat(limits.isTooLong(new Dwell(status, limit.plus(MOMENT))))
                .isEqualTo(limits.of(status).isPresent());
    }

    @Test
    void aLimitCanBeSetAndTakenAway() {
        DwellLimits limits = DwellLimits.standard()
                .with(SampleStatus.HELD, Duration.ofDays(3))
                .without(SampleStatus.NEEDED);

        assertThat(limits.of(SampleStatus.HELD)).contains(Duration.ofDays(3));
        assertThat(limits.of(SampleStatus.NEEDED)).isEmpty();
        assertThat(limits.of(SampleStatus.RELEASED))
                .isEqualTo(DwellLimits.standard().of(SampleStatus.RELEASED));
    }

    @ParameterizedTest
    @EnumSource(names = {"INSTALLED", "UNNEEDED"})
    void whatHasComeToRestIsNotWatched(SampleStatus status) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DwellLimits.standard().with(status, Duration.ofDays(1)));
    }

    @Test
    void aLimitIsAbove0() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DwellLimits.standard().with(SampleStatus.HELD, Duration.ZERO));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DwellLimits.standard().with(SampleStatus.HELD, MOMENT.negated()));
    }

    @Test
    void aTimeIsNotNegative() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Dwell(SampleStatus.HELD, MOMENT.negated()));
    }
}
