package dev.cordon.alert;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import dev.cordon.attribute.Attributes;
import dev.cordon.sample.Column;
import dev.cordon.sample.Sample;
import dev.cordon.spi.Alert;
import dev.cordon.spi.AlertEvent;
import dev.cordon.spi.SampleStore;
import dev.cordon.statemachine.Dwell;
import dev.cordon.statemachine.DwellLimits;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Looks for samples that stand where somebody should hear of them. Times are those of their histories, so a restart changes
 * nothing.
 *
 * <p>It does not walk the whole store: it lists the samples of one status, those first that arrived first, and stops at the
 * first that can't have stood there long enough because it has not been here for so long, or when {@link
 * AlertSettings#mostCounted} are counted or ten times as many looked at. Samples that have come to rest are listed from the last one back, no further than
 * {@link AlertSettings#recent}.
 */
public final class SampleProbe implements Probe {
    private static final int PAGE = 500;

    /** How many samples are looked at for each that may be counted. */
    private static final int LOOKED_AT_FOR_EACH = 10;

    private final SampleStore store;

    /** Makes a probe for a store. */
    public SampleProbe(SampleStore store) {
        this.store = store;
    }

    @Override
    public ImmutableSet<AlertEvent> events() {
        return Stream.concat(SampleRule.ofSamplesThatWait().stream(), Stream.of(SampleRule.ofSamplesAtRest()))
                .map(SampleRule::event)
                .collect(ImmutableSet.toImmutableSet());
    }

    @Override
    public ImmutableList<Condition> look(AlertSettings settings, Instant now) throws IOException {
        ImmutableList.Builder<Condition> conditions = ImmutableList.builder();
        for (SampleRule rule : SampleRule.ofSamplesThatWait()) {
            if (settings.rule(rule.event()).enabled()) {
                conditions.add(new Look(rule, settings, now).atThoseThatWait());
            }
        }
        SampleRule rest = SampleRule.ofSamplesAtRest();
        if (settings.rule(rest.event()).enabled()) {
            conditions.add(new Look(rest, settings, now).atThoseAtRest());
        }
        return conditions.build();
    }

    /** A look at the samples of one rule. */
    private final class Look {
        private final SampleRule rule;
        private final AlertSettings settings;
        private final Instant now;
        private final DwellLimits limits;
        private final Instant latest;
        private final Set<Alert.Subject> subjects = new LinkedHashSet<>();
        private int looked;
        private int count;
        private boolean complete = true;
        private boolean unmanaged;
        private Instant since = Instant.MAX;
        private Instant newest = Instant.MIN;

        Look(SampleRule rule, AlertSettings settings, Instant now) {
            this.rule = rule;
            this.settings = settings;
            this.now = now;
            this.limits = settings.dwellLimits();
            Duration timeout = settings.timeout(rule.event());
            // What is told at once is told whatever the clock says; it may have been set back.
            this.latest = timeout.isZero() ? Instant.MAX : now.minus(timeout);
        }

        Condition atThoseThatWait() throws IOException {
            SampleStore.Query query = here().orderedBy(Column.RECEIVED, false);
            each(query, sample -> sample.received().isAfter(latest));
            return condition();
        }

        Condition atThoseAtRest() throws IOException {
            Instant earliest = now.minus(settings.recent());
            SampleStore.Query query = here().orderedBy(Column.FINISHED, true);
            each(query, sample -> SampleRule.standingSince(sample).isBefore(earliest));
            return condition();
        }

        private SampleStore.Query here() {
            String[] tokens =
                    rule.statuses().stream().map(status -> status.token()).toArray(String[]::new);
            return SampleStore.Query.all().where(Column.STATUS, tokens).inPagesOf(PAGE);
        }

        private void each(SampleStore.Query query, Predicate<Sample> end) throws IOException {
            Optional<SampleStore.Query> rest = Optional.of(query);
            while (rest.isPresent()) {
                SampleStore.Query present = rest.get();
                SampleStore.Page page = store.list(present);
                for (Sample sample : page.samples()) {
                    if (end.test(sample)) {
                        return;
                    }
                    if (isEnough()) {
                        complete = false;
                        return;
                    }
                    looked++;
                    rule.since()
                            .apply(sample)
                            .filter(begun -> isLongEnough(sample, begun))
                            .ifPresent(begun -> count(sample, begun));
                }
                rest = page.next().map(present::after);
            }
        }

        private boolean isEnough() {
            return count >= settings.mostCounted() || looked >= LOOKED_AT_FOR_EACH * (long) settings.mostCounted();
        }

        private boolean isLongEnough(Sample sample, Instant begun) {
            return rule.event().overdueAt().isPresent()
                    ? limits.isTooLong(new Dwell(sample.status(), standing(begun)))
                    : !begun.isAfter(latest);
        }

        /** A clock that was set back makes nothing stand for less than no time. */
        private Duration standing(Instant begun) {
            Duration time = Duration.between(begun, now);
            return time.isNegative() ? Duration.ZERO : time;
        }

        private void count(Sample sample, Instant begun) {
            if (subjects.size() < Alert.MOST_SUBJECTS) {
                subjects.add(subject(sample));
            }
            count++;
            since = begun.isBefore(since) ? begun : since;
            newest = begun.isAfter(newest) ? begun : newest;
            unmanaged |= rule.event() == AlertEvent.DEFINITIONS_NOT_INSTALLABLE
                    && sample.find(Attributes.PLATFORM_GUID).isEmpty();
        }

        private Alert.Subject subject(Sample sample) {
            return rule.event() == AlertEvent.DEFINITIONS_NOT_INSTALLABLE
                    ? sample.find(Attributes.PLATFORM_GUID)
                            .map(Alert.Subject::target)
                            .orElseGet(() -> Alert.Subject.sample(sample.id()))
                    : Alert.Subject.sample(sample.id());
        }

        private Condition condition() {
            if (count == 0) {
                return complete ? new Condition.Over(rule.event()) : new Condition.Unknown(rule.event());
            }
            String where = unmanaged ? " " + Wording.download(settings.locations()) : "";
            return new Condition.Lasting(
                    rule.event(),
                    "",
                    Optional.of(since),
                    newest,
                    ImmutableList.copyOf(subjects),
                    count,
                    Wording.ofSamples(rule.event(), count, !complete) + where);
        }
    }
}
