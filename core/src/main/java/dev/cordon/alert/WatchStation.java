package dev.cordon.alert;

import com.google.common.collect.ImmutableList;
import dev.cordon.spi.Alert;
import dev.cordon.station.Station;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Looks whether something should be told, and has it told.
 *
 * <p>What is going to be told is remembered in a file before any sink hears it, and that it was told once each sink has it,
 * has been given up or hangs. So after a restart a condition that still lasts is not raised again, and one that is over is
 * cleared. Of an alert that was under way when the process was killed nobody knows who has heard it: it is told once more
 * if its condition lasts, and cleared if it is over. A file that can't be written keeps nobody from being told.
 */
public final class WatchStation implements Station {
    private final ImmutableList<Probe> probes;
    private final Supplier<AlertSettings> settings;
    private final InstantSource clock;
    private final Announcer announcer;
    private final StandingsFile file;
    private final Deque<UnderWay> underWay = new ArrayDeque<>();
    private Standings standings;
    private Standings settled;
    private Standings saved;

    private record UnderWay(Alert alert, Optional<Standing> standing, Telling telling) {}

    private WatchStation(
            List<Probe> probes,
            Supplier<AlertSettings> settings,
            InstantSource clock,
            Announcer announcer,
            StandingsFile file,
            Standings before) {
        this.probes = ImmutableList.copyOf(probes);
        this.settings = settings;
        this.clock = clock;
        this.announcer = announcer;
        this.file = file;
        this.standings = before;
        this.settled = before;
        this.saved = before;
    }

    /**
     * Opens the station, and reads what was told before.
     *
     * @param probes what sees the conditions; an event that none of them sees is over
     * @param settings what is told, and when; read once in each look, as it may change
     * @param alerting who is told
     * @param file where is remembered what was told; its folder has to be there
     * @param observer hears of sinks that fail, and of a file that can't be read; everything is told once more then
     */
    public static WatchStation open(
            List<Probe> probes,
            Supplier<AlertSettings> settings,
            Alerting alerting,
            Path file,
            InstantSource clock,
            Alerting.Failures observer) {
        StandingsFile memory = new StandingsFile(file);
        return new WatchStation(
                probes, settings, clock, new Announcer(alerting, clock, observer), memory, before(memory, observer));
    }

    /** A server has to start, whatever it remembers of its alerts. */
    private static Standings before(StandingsFile memory, Alerting.Failures observer) {
        try {
            return memory.load();
        } catch (IOException e) {
            observer.failed(
                    "what was told before can't be read: " + e.getClass().getSimpleName());
            return Standings.none();
        }
    }

    @Override
    public String name() {
        return "watch";
    }

    /**
     * {@inheritDoc}
     *
     * @throws IOException if a probe could not look, after everything else was looked at and told; or if what was told
     *     can't be remembered
     */
    @Override
    public Duration work() throws IOException {
        AlertSettings present = settings.get();
        Instant now = clock.instant();
        Failures failures = new Failures();
        List<Condition> conditions = look(present, now, failures);
        Monitor.Outcome outcome = Monitor.look(standings, conditions, present, now);
        standings = outcome.standings();
        for (Alert alert : outcome.alerts()) {
            underWay.add(new UnderWay(alert, standings.find(alert.event()), announcer.tell(alert)));
        }
        remember(failures);
        announcer.start(present);
        remember(failures);
        failures.throwFirst();
        return present.interval();
    }

    private List<Condition> look(AlertSettings present, Instant now, Failures failures) {
        ImmutableList.Builder<Condition> conditions = ImmutableList.builder();
        for (Probe probe : probes) {
            try {
                conditions.addAll(probe.look(present, now));
            } catch (IOException | RuntimeException e) {
                failures.add(e);
                probe.events().forEach(event -> conditions.add(new Condition.Unknown(event)));
            }
        }
        return conditions.build();
    }

    private void remember(Failures failures) {
        while (!underWay.isEmpty() && underWay.element().telling().isSettled()) {
            UnderWay told = underWay.remove();
            settled = settled.told(told.alert(), told.standing());
        }
        Standings present = settled;
        for (UnderWay telling : underWay) {
            present = present.onItsWay(telling.alert(), telling.standing());
        }
        if (present.equals(saved)) {
            return;
        }
        try {
            file.save(present);
            saved = present;
        } catch (IOException e) {
            failures.add(e);
        }
    }

    /** What has failed while others went on. */
    private static final class Failures {
        private Optional<Exception> first = Optional.empty();

        void add(Exception failure) {
            first = first.or(() -> Optional.of(failure));
        }

        void throwFirst() throws IOException {
            if (first.isEmpty()) {
                return;
            }
            if (first.get() instanceof IOException failure) {
                throw failure;
            }
            throw new IOException("a probe has failed", first.get());
        }
    }
}
