package dev.cordon.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import dev.cordon.codec.Header;
import dev.cordon.sample.Sample;
import dev.cordon.sample.SampleId;
import dev.cordon.spi.Alert;
import dev.cordon.spi.AlertEvent;
import dev.cordon.statemachine.SampleEvent;
import dev.cordon.testkit.SettableClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.Executor;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the station has told, and what it remembers of it over a restart or a kill. */
class WatchStationTest {
    private static final Alert.Subject QUARANTINE = Alert.Subject.service("quarantine");

    private final SettableClock clock = SettableClock.at(Instant.parse("2026-03-01T08:00:00Z"));
    private final List<String> told = new ArrayList<>();
    private final List<String> failures = new ArrayList<>();
    private final Deque<Runnable> tasks = new ArrayDeque<>();
    private final MemorySamples samples = new MemorySamples();
    private boolean full;
    private boolean blind;
    private AlertSettings settings = AlertSettings.standard();

    @TempDir
    private Path folder;

    private WatchStation station;

    @BeforeEach
    void open() {
        open(Runnable::run);
    }

    private void open(Executor executor) {
        ImmutableList<Probe> probes = ImmutableList.of(
                Probe.asking(AlertEvent.QUOTA_LOW, QUARANTINE, () -> {
                    if (blind) {
                        throw new IOException("the disk does not answer");
                    }
                    return full;
                }),
                Probe.asking(AlertEvent.DISK_BELOW_QUOTA, QUARANTINE, () -> full));
        station = WatchStation.open(
                probes,
                () -> settings,
                Alerting.to(executor, alert -> told.add(alert.change().token() + " " + alert.key())),
                folder.resolve("alerts"),
                clock,
                failures::add);
    }

    @Test
    void itLooksAgainAfterTheInterval() throws IOException {
        assertThat(station.name()).isEqualTo("watch");
        assertThat(station.work()).isEqualTo(Duration.ofMinutes(1));
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void aConditionThatLastsOverARestartIsNotRaisedAgainAndIsCleared() throws IOException {
        fill();
        assertThat(told)
                .containsExactly(
                        "raised quota-low@2026-03-01T08:00:00Z", "raised disk-below-quota@2026-03-01T08:00:00Z");
        told.clear();

        open(Runnable::run);
        station.work();
        pass(Duration.ofHours(9));
        assertThat(told).isEmpty();
        full = false;
        open(Runnable::run);
        station.work();

        assertThat(told)
                .containsExactly(
                        "cleared quota-low@2026-03-01T08:00:00Z", "cleared disk-below-quota@2026-03-01T08:00:00Z");
        told.clear();
        open(Runnable::run);
        station.work();
        assertThat(told).isEmpty();
    }

    @Test
    void whatWasUnderWayWhenTheProcessWasKilledIsToldAgain() throws IOException {
        open(tasks::add);
        fill();
        assertThat(told).isEmpty();
        assertThat(tasks).isNotEmpty();

        open(Runnable::run);
        station.work();
        pass(Duration.ofHours(9));

        assertThat(told)
                .containsExactly(
                        "raised quota-low@2026-03-01T08:00:00Z", "raised disk-below-quota@2026-03-01T08:00:00Z");
    }

    @Test
    void whatWasUnderWayAndIsOverAfterTheKillIsCleared() throws IOException {
        open(tasks::add);
        fill();
        tasks.remove().run();
        assertThat(told).hasSize(2);
        told.clear();

        full = false;
        open(Runnable::run);
        station.work();
        pass(Duration.ofMinutes(1));

        assertThat(told)
                .containsExactly(
                        "cleared quota-low@2026-03-01T08:00:00Z", "cleared disk-below-quota@2026-03-01T08:00:00Z");
    }

    @Test
    void whatWasBeingClearedAtTheKillIsClearedAndBeginsAnew() throws IOException {
        fill();
        open(tasks::add);
        full = false;
        station.work();
        assertThat(tasks).isNotEmpty();
        told.clear();

        full = true;
        open(Runnable::run);
        pass(Duration.ofMinutes(1));
        pass(Duration.ofMinutes(5));

        assertThat(told)
                .containsExactly(
                        "cleared quota-low@2026-03-01T08:00:00Z",
                        "cleared disk-below-quota@2026-03-01T08:00:00Z",
                        "raised quota-low@2026-03-01T08:06:00Z",
                        "raised disk-below-quota@2026-03-01T08:06:00Z");
    }

    @Test
    void whatIsRaisedAndOverWhileTheSinkHangsIsBothTold() throws IOException {
        open(tasks::add);
        fill();
        full = false;
        station.work();

        open(Runnable::run);
        station.work();

        assertThat(told)
                .containsExactly(
                        "cleared quota-low@2026-03-01T08:00:00Z", "cleared disk-below-quota@2026-03-01T08:00:00Z");
        told.clear();
        open(Runnable::run);
        station.work();
        assertThat(told).isEmpty();
    }

    @Test
    void whatHasGrownAndWasNotToldIsToldOnceMore() throws IOException {
        samples.put(inError("s"));
        watching().work();
        told.clear();
        clock.advance(Duration.ofHours(1));
        samples.put(inError("another"));
        watching(tasks::add).work();
        assertThat(told).isEmpty();

        watching().work();

        assertThat(told).singleElement().asString().startsWith("grown sample-error");
    }

    @Test
    void whatEveryoneHasBeenToldIsRememberedAtTheNextLook() throws IOException {
        open(tasks::add);
        fill();
        tasks.remove().run();

        station.work();
        open(Runnable::run);
        station.work();
        pass(Duration.ofHours(1));

        assertThat(told).hasSize(2);
    }

    @Test
    void whoCanNotLookStopsNobodyAndChangesNothing() throws IOException {
        full = true;
        blind = true;
        assertThatThrownBy(station::work).isInstanceOf(IOException.class).hasMessage("the disk does not answer");
        clock.advance(Duration.ofMinutes(5));
        assertThatThrownBy(station::work).isInstanceOf(IOException.class);
        assertThat(told).containsExactly("raised disk-below-quota@2026-03-01T08:00:00Z");
        blind = false;
        station.work();
        pass(Duration.ofMinutes(5));
        assertThat(told).hasSize(2);

        blind = true;
        full = false;
        assertThatThrownBy(station::work).isInstanceOf(IOException.class);

        assertThat(told).hasSize(3).last().isEqualTo("cleared disk-below-quota@2026-03-01T08:00:00Z");
    }

    @Test
    void aProbeThatThrowsAnythingElseIsAFailureToo() {
        Probe wild = new Probe() {
            @Override
            public ImmutableSet<AlertEvent> events() {
                return ImmutableSet.of(AlertEvent.SAMPLE_ERROR);
            }

            @Override
            public ImmutableList<Condition> look(AlertSettings unused, Instant now) {
                throw new IllegalStateException("unforeseen");
            }
        };
        WatchStation other = WatchStation.open(
                List.of(wild), () -> settings, Alerting.nobody(), folder.resolve("alerts"), clock, failures::add);

        assertThatThrownBy(other::work)
                .isInstanceOf(IOException.class)
                .hasMessage("a probe has failed")
                .hasCauseInstanceOf(IllegalStateException.class);
    }

    @Test
    void aFileThatCanNotBeReadStopsNobody() throws IOException {
        Path obstacle = Files.createDirectory(folder.resolve("alerts"));
        open(Runnable::run);
        assertThat(failures).containsExactly("what was told before can't be read: IOException");

        Files.delete(obstacle);
        fill();
        assertThat(told).hasSize(2);
    }

    @Test
    void theFileIsForItsOwnerOnly() throws IOException {
        fill();

        assertThat(Files.getPosixFilePermissions(folder.resolve("alerts")))
                .isEqualTo(PosixFilePermissions.fromString("rw-------"));
    }

    @Test
    void whatCanNotBeRememberedIsToldAndRememberedLater() throws IOException {
        Path obstacle = Files.createDirectory(folder.resolve("alerts.part"));
        full = true;
        station.work();
        clock.advance(Duration.ofMinutes(5));
        assertThatThrownBy(station::work).isInstanceOf(IOException.class);
        assertThat(told).hasSize(2);

        Files.delete(obstacle);
        station.work();
        open(Runnable::run);
        station.work();
        pass(Duration.ofHours(1));

        assertThat(told).hasSize(2);
    }

    @Test
    void tenThousandSamplesInErrorAreOneAlertWithACountUntilTheLastIsGone() throws IOException {
        WatchStation other = watching();
        for (int number = 0; number < 10_000; number++) {
            samples.put(inError("s" + number));
        }

        other.work();
        clock.advance(Duration.ofMinutes(1));
        other.work();
        assertThat(told).hasSize(1);
        assertThat(told.get(0)).startsWith("raised sample-error").contains(": 10000 samples, of each: ");

        for (int number = 1; number < 10_000; number++) {
            samples.remove(new SampleId("s" + number));
        }
        other.work();
        assertThat(told).hasSize(1);
        samples.remove(new SampleId("s0"));
        other.work();
        assertThat(told).hasSize(2).last().asString().startsWith("cleared sample-error");
    }

    @Test
    void samplesThatFailOneAfterTheOtherAreToldOnceAnHour() throws IOException {
        WatchStation other = watching();
        for (int minute = 0; minute < 181; minute++) {
            samples.put(inError("s" + minute));
            other.work();
            clock.advance(Duration.ofMinutes(1));
        }

        assertThat(told.stream().map(line -> line.replaceFirst(" .*: (\\S+) sample.*", " $1")))
                .containsExactly("raised One", "grown 61", "grown 121", "grown 181");
    }

    @Test
    void aStoreThatFailsLeavesTheAlertsOfSamplesAsTheyAre() throws IOException {
        samples.put(inError("s"));
        WatchStation other = watching();
        other.work();
        assertThat(told).hasSize(1);

        samples.breakDown(true);
        assertThatThrownBy(other::work).isInstanceOf(IOException.class);
        samples.breakDown(false);
        other.work();

        assertThat(told).hasSize(1);
    }

    private WatchStation watching() {
        return watching(Runnable::run);
    }

    private WatchStation watching(Executor executor) {
        return WatchStation.open(
                List.of(new SampleProbe(samples)),
                () -> settings,
                Alerting.to(executor, alert -> told.add(alert.line())),
                folder.resolve("alerts"),
                clock,
                failures::add);
    }

    private Sample inError(String id) {
        return Sample.received(new SampleId(id), Header.empty(), clock.instant())
                .on(new SampleEvent.Faulted("x"), clock.instant());
    }

    private void fill() throws IOException {
        full = true;
        station.work();
        pass(Duration.ofMinutes(5));
    }

    private void pass(Duration time) throws IOException {
        clock.advance(time);
        station.work();
    }
}
