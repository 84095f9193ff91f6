package dev.cordon.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.collect.ImmutableList;
import dev.cordon.sample.SampleId;
import dev.cordon.spi.Alert;
import dev.cordon.spi.AlertEvent;
import dev.cordon.spi.AlertSink;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * What every {@link AlertSink} does. Extend it, say which sink is meant, and say what has arrived at the other end; every
 * test is one rule.
 */
public abstract class AlertSinkContract {
    private static final Instant SINCE = Instant.parse("2026-03-01T08:00:00Z");
    private static final Instant AT = SINCE.plus(Duration.ofMinutes(10));
    private static final String HOSTILE = "</pre><script>alert('1')</script> \"},{\\\" $(id) `id` %n %s {0} ${x}";

    /** For subclasses. */
    protected AlertSinkContract() {}

    /** Returns the sink under test, the same each time within one test. */
    protected abstract AlertSink sink() throws IOException;

    /** Returns what has arrived at the other end so far, a text for each message, in its order. */
    protected abstract List<String> arrived() throws IOException;

    /**
     * Makes the other end fail, so that nothing can be handed on.
     *
     * @return false for a sink that can't fail
     */
    protected abstract boolean breakDown() throws IOException;

    /** Makes the other end work again after {@link #breakDown}; returns false where that can't be. */
    protected abstract boolean mend() throws IOException;

    @Test
    void rule01_whatIsToldHasArrivedWhenTellReturns() throws IOException {
        sink().tell(raised(AlertEvent.GATEWAY_UNREACHABLE));

        assertThat(arrived()).hasSize(1);
    }

    @Test
    void rule02_nothingArrivesThatWasNotTold() throws IOException {
        AlertSink unused = sink();

        assertThat(unused).isNotNull();
        assertThat(arrived()).isEmpty();
    }

    @Test
    void rule03_everyEventIsHandedOnUnderItsName() throws IOException {
        for (AlertEvent event : AlertEvent.values()) {
            sink().tell(raised(event));
        }

        List<String> arrived = arrived();
        assertThat(arrived).hasSize(AlertEvent.values().length);
        for (AlertEvent event : AlertEvent.values()) {
            assertThat(arrived.get(event.ordinal())).contains(event.token());
        }
    }

    @Test
    void rule04_raisedGrownAndClearedCanBeToldApartInTheirOrder() throws IOException {
        for (Alert.Change change : Alert.Change.values()) {
            sink().tell(alert(change, "Samples are in error.", 3));
        }

        List<String> arrived = arrived();
        assertThat(arrived).hasSize(3).doesNotHaveDuplicates();
        assertThat(arrived.get(0)).contains("raised").doesNotContain("grown", "cleared");
        assertThat(arrived.get(1)).contains("grown").doesNotContain("raised", "cleared");
        assertThat(arrived.get(2)).contains("cleared").doesNotContain("raised", "grown");
    }

    @Test
    void rule05_itSaysSinceWhenWhatAndOfWhich() throws IOException {
        sink().tell(alert(Alert.Change.RAISED, "Samples are in error, 4711 of them.", 4711));

        assertThat(arrived()).hasSize(1);
        assertThat(arrived().get(0))
                .contains("2026-03-01T08:00:00Z", "Samples are in error, 4711 of them.", "s0", "s1", "s2");
    }

    @Test
    void rule06_aTextIsOneMessageWhateverItHolds() throws IOException {
        sink().tell(alert(Alert.Change.RAISED, HOSTILE, 3));
        sink().tell(alert(Alert.Change.CLEARED, HOSTILE, 3));

        assertThat(arrived())
                .hasSize(2)
                .allSatisfy(message -> assertThat(message)
                        .doesNotContain("\r")
                        .matches(text -> text.strip().lines().count() == 1, "one line"));
    }

    @Test
    void rule07_theLongestAlertArrivesWhole() throws IOException {
        List<Alert.Subject> subjects = new ArrayList<>();
        for (int number = 0; number < Alert.MOST_SUBJECTS; number++) {
            subjects.add(Alert.Subject.target(number + "x".repeat(199)));
        }
        String text = "word ".repeat(1000) + "end";

        sink().tell(new Alert(
                AlertEvent.DEFCAST_ERROR,
                Alert.Change.RAISED,
                SINCE,
                AT,
                ImmutableList.copyOf(subjects),
                Integer.MAX_VALUE,
                text));

        assertThat(arrived()).hasSize(1);
        assertThat(arrived().get(0)).contains(text);
        subjects.forEach(subject -> assertThat(messages()).contains(subject.name()));
    }

    private String messages() {
        try {
            return String.join("\n", arrived());
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void rule08_anAlertWithoutSubjectsArrives() throws IOException {
        sink().tell(new Alert(
                AlertEvent.QUOTA_LOW, Alert.Change.CLEARED, SINCE, AT, ImmutableList.of(), 0, "There is room."));

        assertThat(arrived()).hasSize(1);
        assertThat(arrived().get(0)).contains("quota-low", "There is room.");
    }

    @Test
    void rule09_theSameToldTwiceArrivesAtLeastOnceAndIsNotRefused() throws IOException {
        sink().tell(raised(AlertEvent.AGENT_STOPPED));
        sink().tell(raised(AlertEvent.AGENT_STOPPED));

        assertThat(arrived())
                .isNotEmpty()
                .allSatisfy(message -> assertThat(message).contains("agent-stopped"));
    }

    @Test
    void rule10_whatCanNotBeHandedOnIsAnIOException() throws IOException {
        sink().tell(raised(AlertEvent.QUOTA_LOW));
        int before = arrived().size();

        if (breakDown()) {
            assertThatThrownBy(() -> sink().tell(raised(AlertEvent.SAMPLE_ERROR)))
                    .isInstanceOf(IOException.class)
                    .hasMessageNotContainingAny("\n", "\r");
        } else {
            assertThatCode(() -> sink().tell(raised(AlertEvent.SAMPLE_ERROR))).doesNotThrowAnyException();
            assertThat(arrived()).hasSize(before + 1);
        }
    }

    @Test
    void rule11_itWorksAgainAfterAFailureAndHandsOnWhatItIsTold() throws IOException {
        AlertSink sink = sink();
        boolean recovers = breakDown();
        if (recovers) {
            assertThatThrownBy(() -> sink.tell(raised(AlertEvent.SAMPLE_HELD))).isInstanceOf(IOException.class);
        }
        if (!recovers || mend()) {
            sink.tell(raised(AlertEvent.SAMPLE_ERROR));

            assertThat(arrived()).hasSize(1);
            assertThat(arrived().get(0)).contains("sample-error");
        }
    }

    private static Alert raised(AlertEvent event) {
        return new Alert(
                event,
                Alert.Change.RAISED,
                SINCE,
                AT,
                ImmutableList.of(Alert.Subject.service("test")),
                1,
                "Something is wrong.");
    }

    private static Alert alert(Alert.Change change, String text, int count) {
        ImmutableList<Alert.Subject> subjects = IntStream.range(0, 3)
                .mapToObj(number -> Alert.Subject.sample(new SampleId("s" + number)))
                .collect(ImmutableList.toImmutableList());
        return new Alert(AlertEvent.SAMPLE_ERROR, change, SINCE, AT, subjects, count, text);
    }
}
