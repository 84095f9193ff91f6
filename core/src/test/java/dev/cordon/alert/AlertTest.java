package dev.cordon.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.google.common.collect.ImmutableList;
import dev.cordon.spi.Alert;
import dev.cordon.spi.AlertEvent;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What an alert may hold, and what the settings may say. */
class AlertTest {
    private static final Instant SINCE = Instant.parse("2026-03-01T08:00:00Z");
    private static final Alert.Subject ONE = Alert.Subject.service("one");

    @Test
    void inOneLineItSaysEverything() {
        Alert alert = alert(ImmutableList.of(ONE, Alert.Subject.target("t")), 3, "Something is wrong.");

        assertThat(alert.line())
                .isEqualTo("raised quota-low (since 2026-03-01T08:00:00Z): Something is wrong."
                        + " [service one, target t, ...]");
        assertThat(alert.key()).isEqualTo("quota-low@2026-03-01T08:00:00Z");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "two\nlines", "caf\u00e9", "\u202egnorw", "\u001b[31mred"})
    void whatIsNotPrintableIsRefused(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> alert(ImmutableList.of(ONE), 1, text));
        assertThatIllegalArgumentException().isThrownBy(() -> Alert.Subject.service(text));
    }

    @Test
    void theNameOfATargetIsCleanedAndCut() {
        assertThat(Alert.Subject.target("a\u00e9\u202eb\n").name()).isEqualTo("a??b?");
        assertThat(Alert.Subject.target(" ").name()).isEqualTo("?");
        assertThat(Alert.Subject.target("x".repeat(500)).name()).hasSize(200);
    }

    @Test
    void allSubjectsCountAndNoMoreThanTenAreNamed() {
        ImmutableList<Alert.Subject> eleven = ImmutableList.copyOf(Collections.nCopies(11, ONE));

        assertThatIllegalArgumentException().isThrownBy(() -> alert(ImmutableList.of(ONE), 0, "x"));
        assertThatIllegalArgumentException().isThrownBy(() -> alert(eleven, 11, "x"));
    }

    @Test
    void timeoutsAreBounded() {
        assertThat(new AlertRule(true, Duration.ofDays(3650)).timeout()).isEqualTo(Duration.ofDays(3650));
        assertThatIllegalArgumentException().isThrownBy(() -> new AlertRule(true, Duration.ofDays(3651)));
        assertThatIllegalArgumentException().isThrownBy(() -> new AlertRule(true, Duration.ofNanos(-1)));
    }

    @Test
    void aSampleIsNotOverdueAtOnce() {
        AlertRule none = new AlertRule(true, Duration.ZERO);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> AlertSettings.standard().with(AlertEvent.SAMPLE_NEEDED_OVERDUE, none));
        assertThat(AlertSettings.standard().with(AlertEvent.QUOTA_LOW, none).timeout(AlertEvent.QUOTA_LOW))
                .isZero();
    }

    @Test
    void aLocationIsAWholeAddress() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> AlertSettings.standard().downloading(URI.create("newest")));
    }

    private static Alert alert(ImmutableList<Alert.Subject> subjects, int count, String text) {
        return new Alert(AlertEvent.QUOTA_LOW, Alert.Change.RAISED, SINCE, SINCE, subjects, count, text);
    }
}
