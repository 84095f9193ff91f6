package dev.cordon.alert;

import com.google.common.collect.ImmutableList;
import dev.cordon.spi.Alert;
import dev.cordon.spi.AlertEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Decides what is told. It holds nothing and asks nobody: what holds now, what held before and what the time is go in,
 * alerts come out.
 *
 * <p>At any time each event has one condition at the most. It is raised when it has lasted for its timeout, told once more
 * when it has grown and {@link AlertSettings#again} has gone by, and cleared when it is over; so there is no storm,
 * however many samples fail. What nobody can tell changes nothing. A condition that nobody looks at any more, or that is
 * not enabled any more, is over.
 *
 * <p>An alert may have been on its way when the process ended, so that nobody knows who has heard it. It is told again
 * under its key: raised if its condition is due, cleared if it is over.
 */
final class Monitor {
    private final AlertSettings settings;
    private final Instant now;
    private final List<Alert> alerts = new ArrayList<>();

    private Monitor(AlertSettings settings, Instant now) {
        this.settings = settings;
        this.now = now;
    }

    /**
     * What comes of a look.
     *
     * @param standings what holds now
     * @param alerts what is to be told: first what was being cleared when the process ended, then in the order of the events
     *     and what is over before what has begun
     */
    record Outcome(Standings standings, ImmutableList<Alert> alerts) {}

    static Outcome look(Standings before, List<Condition> conditions, AlertSettings settings, Instant now) {
        Map<AlertEvent, Condition> seen = new EnumMap<>(AlertEvent.class);
        conditions.forEach(condition -> seen.put(condition.event(), condition));
        Monitor monitor = new Monitor(settings, now);
        before.ending().forEach(monitor::clear);
        Standings after = before.withoutEnding();
        for (AlertEvent event : AlertEvent.values()) {
            Condition condition = seen.getOrDefault(event, new Condition.Over(event));
            after = after.with(event, monitor.next(before.find(event), condition));
        }
        return new Outcome(after, ImmutableList.copyOf(monitor.alerts));
    }

    private Optional<Standing> next(Optional<Standing> before, Condition condition) {
        if (!settings.rule(condition.event()).enabled()) {
            return over(before, condition.event());
        }
        if (condition instanceof Condition.Unknown) {
            return before;
        }
        return condition instanceof Condition.Lasting lasting
                ? Optional.of(lasting(before, lasting))
                : over(before, condition.event());
    }

    private Optional<Standing> over(Optional<Standing> before, AlertEvent event) {
        before.filter(Standing::isPerhapsHeard).ifPresent(standing -> clear(event, standing.since()));
        return Optional.empty();
    }

    private void clear(AlertEvent event, Instant since) {
        alerts.add(new Alert(
                event, Alert.Change.CLEARED, since, now, ImmutableList.of(), 0, Wording.sentence(event.over())));
    }

    private Standing lasting(Optional<Standing> before, Condition.Lasting condition) {
        Optional<Standing> same = before.filter(standing -> standing.occasion().equals(condition.occasion()));
        if (same.isEmpty()) {
            var unused = over(before, condition.event());
        }
        return same.filter(Standing::isTold)
                .map(standing -> told(standing, condition))
                .orElseGet(() -> untold(same, condition));
    }

    private Standing untold(Optional<Standing> before, Condition.Lasting condition) {
        Instant since = condition.since().or(() -> before.map(Standing::since)).orElse(now);
        Optional<Standing> beginning = before.filter(Standing::isBeginning);
        boolean due = !since.plus(settings.timeout(condition.event())).isAfter(now);
        return due
                ? tell(Alert.Change.RAISED, beginning.map(Standing::since).orElse(since), condition)
                : beginning.orElseGet(() -> Standing.untold(condition.occasion(), since));
    }

    private Standing told(Standing standing, Condition.Lasting condition) {
        boolean grown = standing.told()
                .filter(told -> condition.newest().isAfter(told.newest()))
                .filter(told -> !told.at().plus(settings.again()).isAfter(now))
                .isPresent();
        return grown ? tell(Alert.Change.GROWN, standing.since(), condition) : standing;
    }

    private Standing tell(Alert.Change change, Instant since, Condition.Lasting condition) {
        alerts.add(new Alert(
                condition.event(), change, since, now, condition.subjects(), condition.count(), condition.text()));
        return Standing.told(condition.occasion(), since, new Standing.Told(now, condition.newest()));
    }
}
