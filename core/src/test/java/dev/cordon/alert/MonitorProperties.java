package dev.cordon.alert;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import com.google.common.io.MoreFiles;
import com.google.common.io.RecursiveDeleteOption;
import dev.cordon.spi.Alert;
import dev.cordon.spi.AlertEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.lifecycle.AfterProperty;
import net.jqwik.api.lifecycle.BeforeProperty;

/** A naive model, which looks at all that was ever seen anew each time, tells the same as the monitor. */
class MonitorProperties {
    private static final Instant START = Instant.parse("2026-03-01T08:00:00Z");
    private static final Duration TIMEOUT = Duration.ofMinutes(10);
    private static final Duration AGAIN = Duration.ofMinutes(60);
    private static final AlertEvent EVENT = AlertEvent.SAMPLE_ERROR;
    private static final AlertSettings SETTINGS =
            AlertSettings.standard().with(EVENT, new AlertRule(true, TIMEOUT)).every(Duration.ofMinutes(1), AGAIN);

    private Path folder;

    /** What is seen of the condition. */
    enum Seen {
        LASTING,
        OVER,
        UNKNOWN
    }

    /**
     * A look.
     *
     * @param minutes how long after the one before
     * @param seen what was seen
     * @param age how many minutes the condition has lasted, as far as the probe knows; below 0 if it doesn't
     * @param newest how many minutes ago the last came under it
     * @param occasion which time it is
     * @param restart whether the process was restarted before the look
     */
    record Look(int minutes, Seen seen, int age, int newest, int occasion, boolean restart) {}

    @Provide
    Arbitrary<List<Look>> looks() {
        Arbitrary<Seen> seen =
                Arbitraries.frequency(Tuple.of(6, Seen.LASTING), Tuple.of(2, Seen.OVER), Tuple.of(1, Seen.UNKNOWN));
        Arbitrary<Integer> occasion = Arbitraries.frequency(Tuple.of(5, 1), Tuple.of(1, 2));
        return Combinators.combine(
                        Arbitraries.integers().between(0, 40),
                        seen,
                        Arbitraries.integers().between(-10, 25),
                        Arbitraries.integers().between(0, 20),
                        occasion,
                        Arbitraries.integers().between(0, 5).map(number -> number == 0))
                .as(Look::new)
                .list()
                .ofMaxSize(40);
    }

    @BeforeProperty
    void createFolder() throws IOException {
        folder = Files.createTempDirectory("alerts");
    }

    @AfterProperty
    void deleteFolder() throws IOException {
        MoreFiles.deleteRecursively(folder, RecursiveDeleteOption.ALLOW_INSECURE);
    }

    @Property(tries = 1000, edgeCases = EdgeCasesMode.NONE)
    void theMonitorTellsWhatTheModelTells(@ForAll("looks") List<Look> looks) throws IOException {
        StandingsFile file = new StandingsFile(folder.resolve("alerts"));
        Model model = new Model();
        Standings standings = Standings.none();
        Instant now = START;
        for (Look look : looks) {
            now = now.plus(Duration.ofMinutes(look.minutes()));
            if (look.restart()) {
                file.save(standings);
                standings = file.load();
                model.restart();
            }
            Monitor.Outcome outcome = Monitor.look(standings, ImmutableList.of(condition(look, now)), SETTINGS, now);
            standings = outcome.standings();

            assertThat(outcome.alerts().stream()
                            .map(alert -> new Told(alert.change(), alert.since()))
                            .toList())
                    .isEqualTo(model.look(look, now));
        }
    }

    private static Condition condition(Look look, Instant now) {
        return switch (look.seen()) {
            case OVER -> new Condition.Over(EVENT);
            case UNKNOWN -> new Condition.Unknown(EVENT);
            case LASTING ->
                new Condition.Lasting(
                        EVENT,
                        Integer.toString(look.occasion()),
                        since(look, now),
                        newest(look, now),
                        ImmutableList.of(),
                        7,
                        "Seven samples.");
        };
    }

    private static Optional<Instant> since(Look look, Instant now) {
        return look.age() < 0 ? Optional.empty() : Optional.of(now.minus(Duration.ofMinutes(look.age())));
    }

    private static Instant newest(Look look, Instant now) {
        return now.minus(Duration.ofMinutes(look.newest()));
    }

    /** What is told. */
    record Told(Alert.Change change, Instant since) {}

    /** The naive model keeps every look and reads them all from the beginning. */
    private static final class Model {
        private final List<Past> past = new ArrayList<>();

        private record Past(Optional<Look> look, Instant at) {}

        /** A restart forgets what was seen and not told. */
        void restart() {
            past.add(new Past(Optional.empty(), Instant.EPOCH));
        }

        List<Told> look(Look look, Instant now) {
            past.add(new Past(Optional.of(look), now));
            List<Told> told = List.of();
            String raised = "";
            Instant raisedSince = Instant.EPOCH;
            Instant toldAt = Instant.EPOCH;
            Instant toldNewest = Instant.EPOCH;
            String watched = "";
            Instant watchedSince = Instant.EPOCH;
            for (Past one : past) {
                List<Told> here = new ArrayList<>();
                if (one.look().isEmpty()) {
                    watched = "";
                    continue;
                }
                Look seen = one.look().get();
                String occasion = "o" + seen.occasion();
                boolean ends = seen.seen() == Seen.OVER || seen.seen() == Seen.LASTING && !raised.equals(occasion);
                if (ends && !raised.isEmpty()) {
                    here.add(new Told(Alert.Change.CLEARED, raisedSince));
                    raised = "";
                }
                if (seen.seen() == Seen.OVER) {
                    watched = "";
                }
                if (seen.seen() == Seen.LASTING && raised.isEmpty()) {
                    Instant first = watched.equals(occasion) ? watchedSince : one.at();
                    watchedSince = since(seen, one.at()).orElse(first);
                    watched = occasion;
                    if (Duration.between(watchedSince, one.at()).compareTo(TIMEOUT) >= 0) {
                        here.add(new Told(Alert.Change.RAISED, watchedSince));
                        raised = occasion;
                        watched = "";
                        raisedSince = watchedSince;
                        toldAt = one.at();
                        toldNewest = newest(seen, one.at());
                    }
                } else if (seen.seen() == Seen.LASTING
                        && newest(seen, one.at()).isAfter(toldNewest)
                        && Duration.between(toldAt, one.at()).compareTo(AGAIN) >= 0) {
                    here.add(new Told(Alert.Change.GROWN, raisedSince));
                    toldAt = one.at();
                    toldNewest = newest(seen, one.at());
                }
                told = here;
            }
            return told;
        }
    }
}
