package dev.cordon.alert;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableSet;
import dev.cordon.spi.AlertEvent;
import dev.cordon.statemachine.DwellLimits;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The 23 events are those of the guide's table 4-3, and say what they are. */
class AlertEventTest {
    private static final ImmutableSet<String> OF_SERVICES = ImmutableSet.of(
            "gateway-unreachable",
            "defcast-error",
            "definitions-not-installable",
            "definition-directory-inaccessible",
            "scanner-unreachable",
            "agent-stopped",
            "definitions-awaited",
            "certified-definitions-arrived",
            "noncertified-definitions-arrived",
            "quota-low",
            "disk-below-quota");

    private static final ImmutableSet<String> OF_SAMPLES = ImmutableSet.of(
            "sample-not-repaired",
            "sample-definitions-not-installed",
            "sample-error",
            "sample-attention",
            "sample-held",
            "sample-install-overdue",
            "sample-distributed-overdue",
            "sample-needed-overdue",
            "sample-released-overdue",
            "sample-submitted-overdue",
            "sample-quarantined-overdue",
            "sample-definitions-held");

    @Test
    void thereAreThoseOfTheGuideInItsOrder() {
        assertThat(AlertEvent.values()).hasSize(23);
        assertThat(tokens(AlertEvent.Scope.SERVICE)).containsExactlyElementsOf(OF_SERVICES);
        assertThat(tokens(AlertEvent.Scope.SAMPLE)).containsExactlyElementsOf(OF_SAMPLES);
    }

    private static Stream<String> tokens(AlertEvent.Scope scope) {
        return Arrays.stream(AlertEvent.values())
                .filter(event -> event.scope() == scope)
                .map(AlertEvent::token);
    }

    @ParameterizedTest
    @EnumSource(AlertEvent.class)
    void eachIsFoundByItsWordInAnyCase(AlertEvent event) {
        assertThat(AlertEvent.of(event.token().toUpperCase(Locale.ROOT))).contains(event);
    }

    @Test
    void anotherWordIsNoEvent() {
        assertThat(AlertEvent.of("coffee-empty")).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(AlertEvent.class)
    void eachSaysWhatItIsInPlainAscii(AlertEvent event) {
        assertThat(event.meaning()).matches("[a-z][ -~]*[a-z]");
        assertThat(event.over()).matches("[a-z][ -~]*[a-z]");
    }

    @ParameterizedTest
    @EnumSource(AlertEvent.class)
    void theTimeoutOfAnOverdueSampleIsTheLimitOfItsStatus(AlertEvent event) {
        event.overdueAt()
                .ifPresent(status ->
                        assertThat(DwellLimits.standard().of(status)).isEqualTo(Optional.of(event.timeout())));
    }

    @Test
    void eachStatusWithALimitHasItsEvent() {
        assertThat(Arrays.stream(AlertEvent.values())
                        .flatMap(event -> event.overdueAt().stream())
                        .collect(Collectors.toSet()))
                .isEqualTo(DwellLimits.standard().limits().keySet());
    }

    @Test
    void theSettingsToBeginWithAreThoseOfTheEvents() {
        assertThat(AlertSettings.standard().dwellLimits()).isEqualTo(DwellLimits.standard());
        for (AlertEvent event : AlertEvent.values()) {
            assertThat(AlertSettings.standard().rule(event))
                    .isEqualTo(new AlertRule(event.isEnabled(), event.timeout()));
        }
    }
}
