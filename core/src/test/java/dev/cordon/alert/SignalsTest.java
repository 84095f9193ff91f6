package dev.cordon.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSortedMap;
import com.google.common.io.ByteSource;
import dev.cordon.attribute.DailyVersion;
import dev.cordon.attribute.Sequence;
import dev.cordon.codec.Header;
import dev.cordon.codec.WireException;
import dev.cordon.definition.DefinitionSet;
import dev.cordon.protocol.Received;
import dev.cordon.protocol.Request;
import dev.cordon.protocol.Transaction;
import dev.cordon.spi.Alert;
import dev.cordon.spi.AlertEvent;
import dev.cordon.spi.Engine;
import dev.cordon.spi.Repairer;
import dev.cordon.spi.Scanner;
import dev.cordon.spi.Transport;
import dev.cordon.station.Station;
import dev.cordon.testkit.SettableClock;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What those tell who find out at their work. */
class SignalsTest {
    private static final Instant START = Instant.parse("2026-03-01T08:00:00Z");
    private static final Alert.Subject GATEWAY = Alert.Subject.service("gateway");
    private static final AlertSettings SETTINGS = AlertSettings.standard().enabling(AlertEvent.values());

    private final SettableClock clock = SettableClock.at(START);
    private final Signal signal = new Signal(AlertEvent.GATEWAY_UNREACHABLE, clock);

    @Test
    void ofWhatNobodyHasTriedNothingIsKnown() {
        assertThat(signal.look(SETTINGS, START)).containsExactly(new Condition.Unknown(AlertEvent.GATEWAY_UNREACHABLE));
        assertThat(signal.isTroubled()).isFalse();
    }

    @Test
    void troubleBeginsWithTheFirstFailureAndEndsWithASuccess() {
        signal.trouble(GATEWAY);
        clock.advance(Duration.ofMinutes(3));
        signal.trouble(GATEWAY);

        assertThat(lasting().since()).contains(START);
        signal.fine(GATEWAY);
        assertThat(signal.look(SETTINGS, clock.instant()))
                .containsExactly(new Condition.Over(AlertEvent.GATEWAY_UNREACHABLE));
    }

    @Test
    void whoIsNotTriedAgainIsForgottenWhereTheSignalSaysSo() {
        Signal forgetful = new Signal(AlertEvent.DEFCAST_ERROR, clock, () -> Duration.ofHours(2));
        forgetful.trouble(GATEWAY);
        clock.advance(Duration.ofHours(2));
        assertThat(forgetful.look(SETTINGS, clock.instant()))
                .hasOnlyElementsOfType(Condition.Lasting.class)
                .hasSize(1);
        clock.advance(Duration.ofSeconds(1));
        assertThat(forgetful.look(SETTINGS, clock.instant()))
                .containsExactly(new Condition.Over(AlertEvent.DEFCAST_ERROR));
    }

    @Test
    void aFailureThatBeganBeforeTheLastSuccessIsNoTrouble() {
        Instant begun = signal.now();
        clock.advance(Duration.ofSeconds(1));
        signal.fine(GATEWAY);
        clock.advance(Duration.ofSeconds(1));

        signal.trouble(GATEWAY, begun);

        assertThat(signal.isTroubled()).isFalse();
        signal.trouble(GATEWAY, signal.now());
        assertThat(signal.isTroubled()).isTrue();
    }

    @Test
    void onlyThoseCountWhoAreInTroubleForLongEnough() {
        signal.trouble(Alert.Subject.target("old"));
        clock.advance(Duration.ofMinutes(10));
        signal.trouble(Alert.Subject.target("young"));

        assertThat(lasting().count()).isEqualTo(1);
        assertThat(lasting().subjects()).containsExactly(Alert.Subject.target("old"));
        clock.advance(Duration.ofMinutes(10));
        assertThat(lasting().count()).isEqualTo(2);
        assertThat(lasting().since()).contains(START);
        assertThat(lasting().newest()).isEqualTo(START.plus(Duration.ofMinutes(10)));
    }

    @Test
    void whoIsInTroubleForAMomentKeepsAliveWhatWasToldBeforeARestart() {
        signal.trouble(GATEWAY);

        assertThat(lasting().since()).contains(START);
    }

    @Test
    void aThousandTargetsInTroubleAreOneCondition() {
        for (int number = 0; number < 1000; number++) {
            signal.trouble(Alert.Subject.target("t" + number));
        }
        clock.advance(Duration.ofHours(1));

        assertThat(lasting().count()).isEqualTo(1000);
        assertThat(lasting().subjects()).hasSize(Alert.MOST_SUBJECTS);
    }

    @Test
    void anyAnswerIsOneAndAFailureIsNone() throws IOException {
        AtomicBoolean down = new AtomicBoolean(true);
        Transport line = new WatchedTransport(new Line(down), signal, GATEWAY);
        Request request = Request.of(Transaction.QUERY_STATUS, Header.empty());

        assertThatThrownBy(() -> line.send(request)).isInstanceOf(IOException.class);
        assertThat(signal.isTroubled()).isTrue();
        down.set(false);
        try (Received reply = line.send(request)) {
            assertThatThrownBy(reply::orThrow).isInstanceOf(WireException.class);
        }
        assertThat(signal.isTroubled()).isFalse();
    }

    /** Answers with a refusal, or not at all. */
    private record Line(AtomicBoolean down) implements Transport {
        @Override
        public Received send(Request request) throws IOException {
            if (down.get()) {
                throw new IOException("no route");
            }
            return new Received(Header.builder().set("X-Error", "crumbled").build(), InputStream.nullInputStream());
        }

        @Override
        public void close() {}
    }

    @Test
    void aStationTellsUnderItsName() throws IOException {
        Beating station = new Beating("delivery");
        Station watched = new WatchedStation(station, signal);
        assertThat(watched.name()).isEqualTo("delivery");

        station.fails = true;
        assertThatThrownBy(watched::work).isInstanceOf(IOException.class);
        assertThat(lasting().subjects()).containsExactly(Alert.Subject.service("delivery"));
        station.fails = false;
        assertThat(watched.work()).isEqualTo(Duration.ofSeconds(1));
        assertThat(signal.isTroubled()).isFalse();
    }

    @ParameterizedTest
    @EnumSource(Scanner.Obstacle.class)
    void aScannerThatCouldNotLookIsInTroubleUnlessItIsForTheContent(Scanner.Obstacle obstacle) throws IOException {
        boolean content = switch (obstacle) {
            case ENCRYPTED, TOO_LARGE, UNREADABLE -> true;
            case FAULT, NO_DEFINITIONS, TIMEOUT -> false;
        };
        Scanner scanner = watched(request -> report(new Scanner.NotScanned(obstacle, "no")));

        Scanner.Report report = scanner.scan(new Scanner.Request(ByteSource.empty()));

        assertThat(report.verdict()).isEqualTo(new Scanner.NotScanned(obstacle, "no"));
        assertThat(signal.isTroubled()).isEqualTo(!content);
    }

    @Test
    void aScannerThatThrowsIsInTroubleUntilItScans() throws IOException {
        AtomicBoolean broken = new AtomicBoolean(true);
        Scanner scanner = watched(request -> {
            if (broken.get()) {
                throw new IllegalStateException("broken");
            }
            return report(new Scanner.NothingDetected());
        });
        Scanner.Request request = new Scanner.Request(ByteSource.empty());

        assertThatThrownBy(() -> scanner.scan(request)).isInstanceOf(IllegalStateException.class);
        assertThat(signal.isTroubled()).isTrue();
        broken.set(false);
        assertThat(scanner.scan(request).verdict()).isEqualTo(new Scanner.NothingDetected());
        assertThat(signal.isTroubled()).isFalse();
    }

    private Scanner watched(Scanner scanner) throws IOException {
        WatchedEngine engine = new WatchedEngine(
                set -> new Engine.Loaded(scanner, (request, sink) -> new Repairer.NoRepair()), signal);
        return engine.load(new DefinitionSet(
                        Sequence.of(7), new DailyVersion(LocalDate.of(2026, 1, 1), 1), START, ImmutableSortedMap.of()))
                .scanner();
    }

    private static Scanner.Report report(Scanner.Verdict verdict) {
        return new Scanner.Report(verdict, new Scanner.Coverage(0, false, "test", Optional.empty(), Optional.empty()));
    }

    @Test
    void aServiceWhoseStationIsNotCalledHasStopped() throws IOException {
        Pulse pulse = pulse(false);
        Station station = pulse.watch(new Beating("submit"));
        assertThat(over(pulse)).isTrue();
        station.work();
        clock.advance(Duration.ofSeconds(1));
        assertThat(over(pulse)).isTrue();

        clock.advance(Duration.ofSeconds(1));

        assertThat(lasting(pulse).since()).contains(START.plusSeconds(1));
        station.work();
        assertThat(over(pulse)).isTrue();
    }

    @Test
    void aServiceThatWasNeverCalledHasStopped() {
        Pulse pulse = pulse(false);
        Station unused = pulse.watch(new Beating("submit"));
        assertThat(unused.name()).isEqualTo("submit");
        clock.advance(Duration.ofHours(1));

        assertThat(lasting(pulse).since()).contains(START);
    }

    @Test
    void aStationThatDoesNotComeBackHasStopped() throws IOException {
        Pulse pulse = pulse(false);
        Station station = pulse.watch(new Station() {
            @Override
            public String name() {
                return "submit";
            }

            @Override
            public Duration work() {
                clock.advance(Duration.ofMinutes(5));
                assertThat(lasting(pulse).since()).contains(START);
                return Duration.ZERO;
            }
        });

        station.work();

        assertThat(over(pulse)).isTrue();
    }

    @Test
    void aServiceThatFailsEachTimeHasStoppedUnlessThereIsAnExcuse() {
        Beating failing = new Beating("submit");
        failing.fails = true;
        Pulse pulse = pulse(false);
        Pulse excused = pulse(true);
        Station one = pulse.watch(failing);
        Station other = excused.watch(failing);

        for (int call = 0; call < 3; call++) {
            assertThatThrownBy(one::work).isInstanceOf(IOException.class);
            assertThatThrownBy(other::work).isInstanceOf(IOException.class);
            assertThat(lasting(pulse).since()).contains(START);
            assertThat(over(excused)).isTrue();
            clock.advance(Duration.ofMinutes(1));
        }
    }

    private Pulse pulse(boolean excuse) {
        return new Pulse(AlertEvent.AGENT_STOPPED, Alert.Subject.service("agent"), clock, () -> excuse);
    }

    /** Wants to be called every second. */
    private static final class Beating implements Station {
        private final String name;
        private boolean fails;

        Beating(String name) {
            this.name = name;
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public Duration work() throws IOException {
            if (fails) {
                throw new IOException("broken");
            }
            return Duration.ofSeconds(1);
        }
    }

    @Test
    void anArrivalHoldsUntilOthersArrive() {
        Arrivals arrivals = new Arrivals(clock);
        assertThat(arrivals.look(SETTINGS, START))
                .containsExactly(
                        new Condition.Unknown(AlertEvent.CERTIFIED_DEFINITIONS_ARRIVED),
                        new Condition.Unknown(AlertEvent.NONCERTIFIED_DEFINITIONS_ARRIVED));

        arrivals.arrived(Sequence.of(7), false);
        ImmutableList<Condition> first = arrivals.look(SETTINGS, START);
        arrivals.arrived(Sequence.of(8), true);
        ImmutableList<Condition> second = arrivals.look(SETTINGS, START);

        assertThat(first.get(0)).isEqualTo(new Condition.Over(AlertEvent.CERTIFIED_DEFINITIONS_ARRIVED));
        assertThat(((Condition.Lasting) first.get(1)).occasion()).isEqualTo("00000007");
        assertThat(((Condition.Lasting) second.get(0)).occasion()).isEqualTo("00000008");
        assertThat(second.get(1)).isEqualTo(new Condition.Over(AlertEvent.NONCERTIFIED_DEFINITIONS_ARRIVED));
    }

    private Condition.Lasting lasting() {
        return (Condition.Lasting) signal.look(SETTINGS, clock.instant()).get(0);
    }

    private Condition.Lasting lasting(Pulse pulse) {
        return (Condition.Lasting) pulse.look(SETTINGS, clock.instant()).get(0);
    }

    private boolean over(Pulse pulse) {
        return pulse.look(SETTINGS, clock.instant()).get(0) instanceof Condition.Over;
    }
}
