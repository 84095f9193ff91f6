package dev.cordon.alert;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import dev.cordon.spi.Alert;
import dev.cordon.spi.AlertEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is raised and cleared, and when. */
class MonitorTest {
    private static final Instant START = Instant.parse("2026-03-01T08:00:00Z");
    private static final AlertEvent EVENT = AlertEvent.GATEWAY_UNREACHABLE;

    private AlertSettings settings = AlertSettings.standard().enabling(AlertEvent.values());
    private Standings standings = Standings.none();
    private Instant now = START;

    @ParameterizedTest
    @EnumSource(AlertEvent.class)
    void eachEventIsRaisedAfterItsTimeoutAndClearedWhenItIsOver(AlertEvent event) {
        Duration timeout = settings.timeout(event);
        if (!timeout.isZero()) {
            assertThat(look(lasting(event))).isEmpty();
            pass(timeout.minusNanos(1));
            assertThat(look(lasting(event))).isEmpty();
            pass(Duration.ofNanos(1));
        }

        assertThat(look(lasting(event))).containsExactly(raised(event, START));
        assertThat(look(lasting(event))).isEmpty();
        pass(Duration.ofDays(9));
        assertThat(look(lasting(event))).isEmpty();
        assertThat(look(new Condition.Over(event)))
                .containsExactly(new Alert(
                        event,
                        Alert.Change.CLEARED,
                        START,
                        now,
                        ImmutableList.of(),
                        0,
                        Wording.sentence(event.over())));
        assertThat(look(new Condition.Over(event))).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(AlertEvent.class)
    void whatIsNotEnabledIsNeverTold(AlertEvent event) {
        settings = settings.disabling(event);

        assertThat(look(lasting(event, START.minus(Duration.ofDays(9))))).isEmpty();
        assertThat(look(new Condition.Over(event))).isEmpty();
    }

    @Test
    void whatIsSwitchedOffWhileItLastsIsClearedOnce() {
        raise();
        settings = settings.disabling(EVENT);

        assertThat(changes(look(lasting(EVENT)))).containsExactly(Alert.Change.CLEARED);
        assertThat(look(lasting(EVENT))).isEmpty();
    }

    @Test
    void whatIsOverBeforeItsTimeoutIsNeverTold() {
        look(lasting(EVENT));
        pass(Duration.ofMinutes(9));
        assertThat(look(new Condition.Over(EVENT))).isEmpty();

        assertThat(look(lasting(EVENT))).isEmpty();
        pass(Duration.ofMinutes(9));
        assertThat(look(lasting(EVENT))).isEmpty();
        pass(Duration.ofMinutes(1));
        assertThat(look(lasting(EVENT))).containsExactly(raised(EVENT, now.minus(Duration.ofMinutes(10))));
    }

    @Test
    void whatIsKnownToLastAlreadyDoesNotWaitAgain() {
        Instant since = START.minus(Duration.ofMinutes(10));

        assertThat(look(lasting(EVENT, since))).containsExactly(raised(EVENT, since));
    }

    @Test
    void whatNobodyCanTellChangesNothing() {
        assertThat(look(new Condition.Unknown(EVENT))).isEmpty();
        raise();

        assertThat(look(new Condition.Unknown(EVENT))).isEmpty();
        assertThat(look(lasting(EVENT))).isEmpty();
        assertThat(changes(look(new Condition.Over(EVENT)))).containsExactly(Alert.Change.CLEARED);
    }

    @Test
    void whatNobodyLooksAtAnyMoreIsOver() {
        raise();

        assertThat(changes(look())).containsExactly(Alert.Change.CLEARED);
    }

    @Test
    void itIsRaisedAndClearedUnderOneKeyThoughTheBeginningMoves() {
        Alert raised = raise();

        look(lasting(EVENT, START.plus(Duration.ofMinutes(5))));
        Alert cleared = look(new Condition.Over(EVENT)).get(0);

        assertThat(cleared.key()).isEqualTo(raised.key());
    }

    @Test
    void moreOfTheSameIsToldOnceInAWhile() {
        assertThat(changes(look(samples(10_000, START)))).containsExactly(Alert.Change.RAISED);
        pass(Duration.ofMinutes(59));
        assertThat(look(samples(10_001, now))).isEmpty();
        pass(Duration.ofMinutes(1));

        List<Alert> told = look(samples(10_050, now.minus(Duration.ofMinutes(1))));
        assertThat(changes(told)).containsExactly(Alert.Change.GROWN);
        assertThat(told.get(0).count()).isEqualTo(10_050);
        assertThat(told.get(0).since()).isEqualTo(START);
        pass(Duration.ofHours(2));
        assertThat(look(samples(10_050, START.plus(Duration.ofMinutes(59))))).isEmpty();
    }

    @Test
    void anotherOccasionIsAnotherCondition() {
        AlertEvent event = AlertEvent.CERTIFIED_DEFINITIONS_ARRIVED;
        look(arrived("7"));
        pass(Duration.ofMinutes(1));

        List<Alert> told = look(arrived("8"));

        assertThat(changes(told)).containsExactly(Alert.Change.CLEARED, Alert.Change.RAISED);
        assertThat(told.get(0).since()).isEqualTo(START);
        assertThat(told.get(1).since()).isEqualTo(now);
        assertThat(look(arrived("8"))).isEmpty();
        assertThat(standings.find(event)).isPresent();
    }

    @Test
    void whatWasBeginningIsRaisedAgainUnderItsKey() {
        standings = Standings.none().with(EVENT, Optional.of(Standing.beginning("", START)));
        pass(Duration.ofHours(1));

        assertThat(look(new Condition.Unknown(EVENT))).isEmpty();
        assertThat(look(lasting(EVENT))).containsExactly(raised(EVENT, START));
        assertThat(look(lasting(EVENT))).isEmpty();
    }

    @Test
    void whatWasBeginningAndIsOverIsCleared() {
        standings = Standings.none().with(EVENT, Optional.of(Standing.beginning("", START)));

        assertThat(changes(look(new Condition.Over(EVENT)))).containsExactly(Alert.Change.CLEARED);
        assertThat(look(new Condition.Over(EVENT))).isEmpty();
    }

    @Test
    void whatWasBeginningAndHasBegunAnewWaitsForItsTimeout() {
        standings = Standings.none().with(EVENT, Optional.of(Standing.beginning("", START)));
        pass(Duration.ofHours(1));
        Instant anew = now;

        assertThat(look(lasting(EVENT, anew))).isEmpty();
        pass(Duration.ofMinutes(10));
        assertThat(look(lasting(EVENT, anew))).containsExactly(raised(EVENT, START));
    }

    @Test
    void whatWasEndingIsClearedWhateverHoldsNow() {
        standings = Standings.none()
                .withEnding(EVENT, START.minusSeconds(2))
                .withEnding(EVENT, START.minusSeconds(1))
                .with(EVENT, Optional.of(Standing.beginning("", START)));

        List<Alert> told = look(new Condition.Unknown(EVENT));

        assertThat(changes(told)).containsExactly(Alert.Change.CLEARED, Alert.Change.CLEARED);
        assertThat(told.stream().map(Alert::since)).containsExactly(START.minusSeconds(2), START.minusSeconds(1));
        assertThat(look(new Condition.Unknown(EVENT))).isEmpty();
        assertThat(standings.find(EVENT)).isPresent();
    }

    @Test
    void eventsDoNotHinderEachOther() {
        List<Alert> told = look(lasting(AlertEvent.SAMPLE_HELD), lasting(AlertEvent.SAMPLE_ERROR), lasting(EVENT));

        assertThat(told.stream().map(Alert::event)).containsExactly(AlertEvent.SAMPLE_ERROR, AlertEvent.SAMPLE_HELD);
    }

    private Alert raise() {
        look(lasting(EVENT));
        pass(Duration.ofMinutes(10));
        return look(lasting(EVENT)).get(0);
    }

    private List<Alert> look(Condition... conditions) {
        Monitor.Outcome outcome = Monitor.look(standings, Arrays.asList(conditions), settings, now);
        standings = outcome.standings();
        return outcome.alerts();
    }

    private void pass(Duration time) {
        now = now.plus(time);
    }

    private Alert raised(AlertEvent event, Instant since) {
        return new Alert(
                event,
                Alert.Change.RAISED,
                since,
                now,
                ImmutableList.of(Alert.Subject.service("test")),
                1,
                Wording.sentence(event.meaning()));
    }

    private static Condition lasting(AlertEvent event) {
        return Condition.Lasting.of(event, Optional.empty(), Alert.Subject.service("test"));
    }

    private static Condition lasting(AlertEvent event, Instant since) {
        return Condition.Lasting.of(event, Optional.of(since), Alert.Subject.service("test"));
    }

    private static Condition samples(int count, Instant newest) {
        return new Condition.Lasting(
                AlertEvent.SAMPLE_ERROR, "", Optional.of(START), newest, ImmutableList.of(), count, "Samples.");
    }

    private static Condition arrived(String occasion) {
        return new Condition.Lasting(
                AlertEvent.CERTIFIED_DEFINITIONS_ARRIVED,
                occasion,
                Optional.empty(),
                Instant.MIN,
                ImmutableList.of(),
                1,
                "Definitions.");
    }

    private static List<Alert.Change> changes(List<Alert> alerts) {
        return alerts.stream().map(Alert::change).toList();
    }
}
