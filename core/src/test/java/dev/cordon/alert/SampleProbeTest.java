package dev.cordon.alert;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableMap;
import dev.cordon.attribute.Attributes;
import dev.cordon.attribute.CordonFields;
import dev.cordon.codec.ErrorCode;
import dev.cordon.codec.Header;
import dev.cordon.codec.WireError;
import dev.cordon.sample.Sample;
import dev.cordon.sample.SampleId;
import dev.cordon.spi.Alert;
import dev.cordon.spi.AlertEvent;
import dev.cordon.statemachine.Handling;
import dev.cordon.statemachine.SampleEvent;
import dev.cordon.statemachine.SampleStatus;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Which samples are under which condition, and since when. */
class SampleProbeTest {
    private static final Instant START = Instant.parse("2026-03-01T08:00:00Z");
    private static final SampleEvent UNRESOLVED = new SampleEvent.Unresolved(Handling.AUTOMATIC);
    private static final SampleEvent HELD = new SampleEvent.Unresolved(Handling.MANUAL);
    private static final SampleEvent AT_HAND = new SampleEvent.DefinitionsAtHand(7, Handling.AUTOMATIC);
    private static final SampleEvent AT_HAND_MANUAL = new SampleEvent.DefinitionsAtHand(7, Handling.MANUAL);
    private static final SampleEvent ACCEPTED = new SampleEvent.Accepted();
    private static final SampleEvent NEWER = new SampleEvent.NewerDefinitions(7);
    private static final SampleEvent DELIVERED = new SampleEvent.Delivered();
    private static final SampleEvent UNDELIVERABLE = new SampleEvent.Undeliverable();
    private static final SampleEvent INSTALL_FAILED = new SampleEvent.InstallFailed();
    private static final SampleEvent RETRIED = new SampleEvent.Retried();
    private static final SampleEvent FAULTED = new SampleEvent.Faulted("broken");
    private static final SampleEvent PERSON_NEEDED = new SampleEvent.PersonNeeded("encrypted");

    /** The ways to the statuses that somebody hears of. */
    private static final Map<SampleStatus, List<SampleEvent>> WAYS =
            ImmutableMap.<SampleStatus, List<SampleEvent>>builder()
                    .put(SampleStatus.QUARANTINED, List.of())
                    .put(SampleStatus.RELEASED, List.of(UNRESOLVED))
                    .put(SampleStatus.HELD, List.of(HELD))
                    .put(SampleStatus.SUBMITTED, List.of(UNRESOLVED, ACCEPTED))
                    .put(SampleStatus.NEEDED, List.of(UNRESOLVED, ACCEPTED, NEWER))
                    .put(SampleStatus.AVAILABLE, List.of(AT_HAND_MANUAL))
                    .put(SampleStatus.DISTRIBUTE, List.of(AT_HAND))
                    .put(SampleStatus.DISTRIBUTED, List.of(AT_HAND, DELIVERED))
                    .put(SampleStatus.ERROR, List.of(FAULTED))
                    .put(SampleStatus.ATTENTION, List.of(PERSON_NEEDED))
                    .buildOrThrow();

    private final MemorySamples samples = new MemorySamples();
    private AlertSettings settings = AlertSettings.standard().enabling(AlertEvent.values());
    private Instant now = START;

    @Test
    void itSeesTheEventsOfSamplesAndTwoOfServices() {
        assertThat(new SampleProbe(samples).events())
                .containsExactlyInAnyOrderElementsOf(Stream.concat(
                                Arrays.stream(AlertEvent.values())
                                        .filter(event -> event.scope() == AlertEvent.Scope.SAMPLE),
                                Stream.of(AlertEvent.DEFINITIONS_AWAITED, AlertEvent.DEFINITIONS_NOT_INSTALLABLE))
                        .toList());
    }

    @Test
    void inAnEmptyStoreNothingHolds() throws IOException {
        assertThat(look()).isEmpty();
    }

    static Stream<AlertEvent> overdue() {
        return Arrays.stream(AlertEvent.values())
                .filter(event -> event.overdueAt().isPresent());
    }

    @ParameterizedTest
    @MethodSource("overdue")
    void aSampleThatStandsTooLongIsOverdueOnceTheLimitIsPassed(AlertEvent event) throws IOException {
        put("s", event.overdueAt().orElseThrow());
        Instant since = now;
        pass(settings.timeout(event));
        assertThat(events()).doesNotContain(event);
        pass(Duration.ofNanos(1));

        assertThat(find(event).since()).contains(since);
        assertThat(find(event).subjects()).containsExactly(Alert.Subject.sample(new SampleId("s")));
        move("s", FAULTED);
        assertThat(events()).doesNotContain(event);
    }

    @ParameterizedTest
    @MethodSource("overdue")
    void notesAndRetriesDoNotMakeASampleYounger(AlertEvent event) throws IOException {
        put("s", event.overdueAt().orElseThrow());
        pass(settings.timeout(event));
        samples.put(
                samples.get("s").note("looked at", now).retry(now).fault(WireError.of(ErrorCode.INTERNAL), "x", now));
        pass(Duration.ofNanos(1));

        assertThat(events()).contains(event);
    }

    @ParameterizedTest
    @EnumSource(
            value = SampleStatus.class,
            names = {"ERROR", "ATTENTION", "HELD", "AVAILABLE"})
    void aSampleThatWaitsForAPersonIsToldOfAtOnce(SampleStatus status) throws IOException {
        AlertEvent event = switch (status) {
            case ERROR -> AlertEvent.SAMPLE_ERROR;
            case ATTENTION -> AlertEvent.SAMPLE_ATTENTION;
            case HELD -> AlertEvent.SAMPLE_HELD;
            default -> AlertEvent.SAMPLE_DEFINITIONS_HELD;
        };
        put("s", status);

        assertThat(events()).containsExactly(event);
        assertThat(find(event).text()).isEqualTo("One sample: " + event.meaning() + ".");
    }

    @Test
    void definitionsAreAwaitedAfterTheTimeout() throws IOException {
        put("s", SampleStatus.NEEDED);
        pass(Duration.ofMinutes(29));
        move("s", new SampleEvent.Superseded(8));
        assertThat(events()).isEmpty();
        pass(Duration.ofMinutes(1));

        assertThat(events()).containsExactly(AlertEvent.DEFINITIONS_AWAITED);
        move("s", new SampleEvent.SetArrived(8, Handling.AUTOMATIC));
        assertThat(events()).isEmpty();
    }

    @Test
    void forAComputerThatIsNotManagedTheLocationsAreNamed() throws IOException {
        settings = settings.downloading(
                URI.create("https://example.com/a"), URI.create("https://example.com/b c".replace(' ', '+')));
        put("s", List.of(AT_HAND, UNDELIVERABLE));

        assertThat(events()).containsExactly(AlertEvent.DEFINITIONS_NOT_INSTALLABLE);
        Condition.Lasting condition = find(AlertEvent.DEFINITIONS_NOT_INSTALLABLE);
        assertThat(condition.text()).endsWith("download them from https://example.com/a or https://example.com/b+c.");
        assertThat(condition.subjects()).containsExactly(Alert.Subject.sample(new SampleId("s")));
    }

    @Test
    void aTargetThatCouldNotBeGivenDefinitionsIsNamed() throws IOException {
        String guid = "00112233445566778899AABBCCDDEEFF";
        Header platform = Header.builder().set(Attributes.PLATFORM_GUID, guid).build();
        put("s", List.of(AT_HAND, UNDELIVERABLE), platform);
        put("another", List.of(AT_HAND, UNDELIVERABLE), platform);

        Condition.Lasting condition = find(AlertEvent.DEFINITIONS_NOT_INSTALLABLE);
        assertThat(condition.count()).isEqualTo(2);
        assertThat(condition.subjects()).containsExactly(Alert.Subject.target(guid));
        assertThat(condition.text()).doesNotContain("download");
    }

    @Test
    void aSetThatWasNotInstalledStaysSoWhileItIsOnlyQueuedAgain() throws IOException {
        put("s", List.of(AT_HAND, DELIVERED, INSTALL_FAILED));
        Instant failed = now;
        assertThat(events()).containsExactly(AlertEvent.SAMPLE_DEFINITIONS_NOT_INSTALLED);
        pass(Duration.ofMinutes(1));

        move("s", RETRIED);
        assertThat(events()).containsExactly(AlertEvent.SAMPLE_DEFINITIONS_NOT_INSTALLED);
        assertThat(find(AlertEvent.SAMPLE_DEFINITIONS_NOT_INSTALLED).since()).contains(failed);
        move("s", DELIVERED);
        assertThat(events()).isEmpty();
    }

    @Test
    void aTargetThatFindsTheSetDamagedIsBoth() throws IOException {
        put("s", List.of(AT_HAND));
        samples.put(samples.get("s").fault(WireError.of(ErrorCode.UNPACKAGE), "damaged", now));
        move("s", UNDELIVERABLE);

        assertThat(events())
                .containsExactlyInAnyOrder(
                        AlertEvent.DEFINITIONS_NOT_INSTALLABLE, AlertEvent.SAMPLE_DEFINITIONS_NOT_INSTALLED);
    }

    @Test
    void aSetThatIsDamagedWhenItIsFetchedCouldNotBeInstalledEither() throws IOException {
        put("s", SampleStatus.NEEDED);
        samples.put(samples.get("s").fault(WireError.of(ErrorCode.UNPACKAGE), "damaged", now));

        assertThat(events()).containsExactly(AlertEvent.SAMPLE_DEFINITIONS_NOT_INSTALLED);
        samples.put(samples.get("s").fault(WireError.of(ErrorCode.UNAVAILABLE), "not there", now));
        assertThat(events()).isEmpty();
    }

    @Test
    void aSampleAtRestThatWasNotRepairedIsToldOfForADay() throws IOException {
        put(
                "cured",
                List.of(new SampleEvent.NothingToDo()),
                Header.builder().set(CordonFields.DISPOSITION, "repaired").build());
        put("s", List.of(new SampleEvent.NothingToDo()));
        pass(Duration.ofMinutes(29));
        assertThat(events()).isEmpty();
        pass(Duration.ofMinutes(1));

        assertThat(find(AlertEvent.SAMPLE_NOT_REPAIRED).subjects())
                .containsExactly(Alert.Subject.sample(new SampleId("s")));
        samples.put(samples.get("s").amend(more -> more.set(CordonFields.DISPOSITION, "repaired")));
        assertThat(events()).isEmpty();
        samples.put(samples.get("s").amend(more -> more.set(CordonFields.DISPOSITION, "restored")));
        pass(Duration.ofHours(24));
        assertThat(events()).isEmpty();
    }

    @Test
    void tenThousandSamplesInErrorAreOneConditionWithACount() throws IOException {
        settings = settings.counting(settings.recent(), 20_000);
        for (int number = 0; number < 10_000; number++) {
            put("s" + number, SampleStatus.ERROR);
            pass(Duration.ofMillis(1));
        }

        assertThat(events()).containsExactly(AlertEvent.SAMPLE_ERROR);
        Condition.Lasting condition = find(AlertEvent.SAMPLE_ERROR);
        assertThat(condition.count()).isEqualTo(10_000);
        assertThat(condition.subjects()).hasSize(Alert.MOST_SUBJECTS);
        assertThat(condition.since()).contains(START);
        assertThat(condition.newest()).isEqualTo(now.minusMillis(1));
        assertThat(condition.text()).startsWith("10000 samples, of each: ");
    }

    @Test
    void whatIsBeyondTheBoundIsNotCounted() throws IOException {
        settings = settings.counting(settings.recent(), 20);
        for (int number = 0; number < 21; number++) {
            put("s" + number, SampleStatus.ERROR);
        }

        assertThat(find(AlertEvent.SAMPLE_ERROR).count()).isEqualTo(20);
        assertThat(find(AlertEvent.SAMPLE_ERROR).text()).startsWith("At least 20 samples, of each: ");
        samples.remove(new SampleId("s7"));
        assertThat(find(AlertEvent.SAMPLE_ERROR).text()).startsWith("20 samples, of each: ");
    }

    @Test
    void samplesThatCanNotHaveStoodLongEnoughAreNotWalked() throws IOException {
        for (int number = 0; number < 5_000; number++) {
            put("s" + number, SampleStatus.SUBMITTED);
        }
        samples.listed();

        assertThat(events()).isEmpty();
        assertThat(samples.listed()).isLessThanOrEqualTo(500);
    }

    @Test
    void whereTooManyAreToBeLookedAtNobodyCanTell() throws IOException {
        settings = settings.counting(settings.recent(), 10);
        for (int number = 0; number < 200; number++) {
            put("s" + number, List.of(HELD));
        }
        pass(Duration.ofDays(9));
        for (int number = 0; number < 200; number++) {
            move("s" + number, new SampleEvent.Queued(1));
        }

        assertThat(new SampleProbe(samples).look(settings, now))
                .contains(new Condition.Unknown(AlertEvent.SAMPLE_RELEASED_OVERDUE));
        assertThat(samples.listed()).isLessThan(1_000);
    }

    @Test
    void whatIsNotEnabledIsNotLookedFor() throws IOException {
        settings = settings.disabling(AlertEvent.values());
        put("s", SampleStatus.ERROR);

        assertThat(new SampleProbe(samples).look(settings, now)).isEmpty();
        assertThat(samples.listed()).isZero();
    }

    @Test
    void aClockThatWasSetBackBreaksNothing() throws IOException {
        for (SampleStatus status : WAYS.keySet()) {
            put(status.token(), status);
        }
        List<AlertEvent> before = events();
        pass(Duration.ofDays(-30));

        assertThat(before)
                .containsExactly(
                        AlertEvent.SAMPLE_ERROR,
                        AlertEvent.SAMPLE_ATTENTION,
                        AlertEvent.SAMPLE_HELD,
                        AlertEvent.SAMPLE_DEFINITIONS_HELD);
        assertThat(events()).isEqualTo(before);
    }

    private void put(String id, SampleStatus status) {
        put(id, Optional.ofNullable(WAYS.get(status)).orElseThrow());
        assertThat(samples.get(id).status()).isEqualTo(status);
    }

    private void put(String id, List<SampleEvent> way) {
        put(id, way, Header.empty());
    }

    private void put(String id, List<SampleEvent> way, Header attributes) {
        samples.put(Sample.received(new SampleId(id), attributes, now));
        way.forEach(event -> move(id, event));
    }

    private void move(String id, SampleEvent event) {
        samples.put(samples.get(id).on(event, now));
    }

    private void pass(Duration time) {
        now = now.plus(time);
    }

    private List<Condition.Lasting> look() throws IOException {
        return new SampleProbe(samples)
                .look(settings, now).stream()
                        .filter(Condition.Lasting.class::isInstance)
                        .map(Condition.Lasting.class::cast)
                        .toList();
    }

    private List<AlertEvent> events() throws IOException {
        return look().stream().map(Condition.Lasting::event).toList();
    }

    private Condition.Lasting find(AlertEvent event) throws IOException {
        return look().stream()
                .filter(condition -> condition.event() == event)
                .findFirst()
                .orElseThrow();
    }
}
