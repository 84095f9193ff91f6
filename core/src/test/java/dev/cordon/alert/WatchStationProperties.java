package dev.cordon.alert;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import com.google.common.io.MoreFiles;
import com.google.common.io.RecursiveDeleteOption;
import dev.cordon.spi.Alert;
import dev.cordon.spi.AlertEvent;
import dev.cordon.testkit.SettableClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.lifecycle.AfterTry;
import net.jqwik.api.lifecycle.BeforeTry;

/** However often the process is killed, and whenever: in the end each sink knows what lasts and what is over. */
class WatchStationProperties {
    private static final AlertEvent EVENT = AlertEvent.CERTIFIED_DEFINITIONS_ARRIVED;
    private static final Duration TIMEOUT = Duration.ofMinutes(2);
    private static final AlertSettings STANDARD = AlertSettings.standard();

    /** No call of the sink counts as one that hangs. */
    private static final AlertSettings SETTINGS =
            STANDARD.with(EVENT, new AlertRule(true, TIMEOUT)).trying(STANDARD.backoff(), Duration.ofDays(1));

    private final SettableClock clock = SettableClock.at(Instant.parse("2026-03-01T08:00:00Z"));
    private final Deque<Runnable> calls = new ArrayDeque<>();
    private final Set<String> open = new TreeSet<>();
    private Path folder;
    private Optional<String> occasion = Optional.empty();
    private boolean blind;
    private WatchStation station;

    /** What happens. */
    enum Step {
        BEGINS,
        BEGINS_ANEW,
        ENDS,
        GOES_BLIND,
        SEES,
        LOOK,
        SINK_IS_CALLED,
        KILLED
    }

    @Provide
    Arbitrary<List<Step>> steps() {
        return Arbitraries.frequency(
                        Tuple.of(3, Step.BEGINS),
                        Tuple.of(1, Step.BEGINS_ANEW),
                        Tuple.of(2, Step.ENDS),
                        Tuple.of(1, Step.GOES_BLIND),
                        Tuple.of(2, Step.SEES),
                        Tuple.of(9, Step.LOOK),
                        Tuple.of(4, Step.SINK_IS_CALLED),
                        Tuple.of(2, Step.KILLED))
                .list()
                .ofMaxSize(60);
    }

    @BeforeTry
    void start() throws IOException {
        folder = Files.createTempDirectory("alerts");
        open.clear();
        occasion = Optional.empty();
        blind = false;
        restart();
    }

    @AfterTry
    void deleteFolder() throws IOException {
        MoreFiles.deleteRecursively(folder, RecursiveDeleteOption.ALLOW_INSECURE);
    }

    @Property(tries = 500, edgeCases = EdgeCasesMode.NONE)
    void whatASinkHasHeardIsClearedWhenItIsOver(@ForAll("steps") List<Step> steps) throws IOException {
        for (Step step : steps) {
            take(step);
        }
        rest(Optional.empty());

        assertThat(open).isEmpty();
    }

    @Property(tries = 500, edgeCases = EdgeCasesMode.NONE)
    void whatLastsIsKnownToTheSinkOnce(@ForAll("steps") List<Step> steps) throws IOException {
        for (Step step : steps) {
            take(step);
        }
        rest(Optional.of("1"));

        assertThat(open).hasSize(1);
    }

    /** The process lives on, the sink answers, and nothing changes any more. */
    private void rest(Optional<String> last) throws IOException {
        occasion = last;
        blind = false;
        for (int look = 0; look < 4; look++) {
            take(Step.LOOK);
            take(Step.SINK_IS_CALLED);
        }
    }

    private void take(Step step) throws IOException {
        switch (step) {
            case BEGINS -> occasion = Optional.of("1");
            case BEGINS_ANEW -> occasion = Optional.of("2");
            case ENDS -> occasion = Optional.empty();
            case GOES_BLIND -> blind = true;
            case SEES -> blind = false;
            case LOOK -> look();
            case SINK_IS_CALLED -> callSink();
            case KILLED -> restart();
        }
    }

    private void look() throws IOException {
        clock.advance(Duration.ofMinutes(1));
        var unused = station.work();
    }

    private void callSink() {
        while (!calls.isEmpty()) {
            calls.remove().run();
        }
    }

    private void restart() {
        calls.clear();
        station = WatchStation.open(
                List.of(new Eye()),
                () -> SETTINGS,
                Alerting.to(calls::add, this::hear),
                folder.resolve("alerts"),
                clock,
                failure -> {});
    }

    private void hear(Alert alert) {
        var unused = alert.change() == Alert.Change.CLEARED ? open.remove(alert.key()) : open.add(alert.key());
    }

    /** Sees what the steps say. */
    private final class Eye implements Probe {
        @Override
        public ImmutableSet<AlertEvent> events() {
            return ImmutableSet.of(EVENT);
        }

        @Override
        public ImmutableList<Condition> look(AlertSettings settings, Instant now) {
            if (blind) {
                return ImmutableList.of(new Condition.Unknown(EVENT));
            }
            return ImmutableList.of(occasion.<Condition>map(time -> new Condition.Lasting(
                            EVENT, time, Optional.empty(), Instant.MIN, ImmutableList.of(), 1, "It lasts."))
                    .orElseGet(() -> new Condition.Over(EVENT)));
        }
    }
}
