package dev.cordon.alert;

import com.google.common.collect.ImmutableSet;
import dev.cordon.attribute.CordonFields;
import dev.cordon.codec.ErrorCode;
import dev.cordon.sample.Disposition;
import dev.cordon.sample.HistoryEntry;
import dev.cordon.sample.Sample;
import dev.cordon.sample.SampleFault;
import dev.cordon.spi.AlertEvent;
import dev.cordon.statemachine.SampleEvent;
import dev.cordon.statemachine.SampleStatus;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Which samples are under the condition of an event.
 *
 * @param event the event
 * @param statuses where such samples stand
 * @param since tells since when a sample that stands there is under the condition; empty if it is not
 */
record SampleRule(AlertEvent event, ImmutableSet<SampleStatus> statuses, Function<Sample, Optional<Instant>> since) {
    private static final String UNDELIVERABLE =
            new SampleEvent.Undeliverable().kind().description();
    private static final String INSTALL_FAILED =
            new SampleEvent.InstallFailed().kind().description();
    private static final String RETRIED = new SampleEvent.Retried().kind().description();

    /** Returns the rules for samples that have not come to rest. */
    static List<SampleRule> ofSamplesThatWait() {
        Stream<SampleRule> overdue = Stream.of(AlertEvent.values())
                .flatMap(event -> event.overdueAt().map(status -> at(event, status)).stream());
        Stream<SampleRule> others = Stream.of(
                at(AlertEvent.SAMPLE_ERROR, SampleStatus.ERROR),
                at(AlertEvent.SAMPLE_ATTENTION, SampleStatus.ATTENTION),
                at(AlertEvent.SAMPLE_HELD, SampleStatus.HELD),
                at(AlertEvent.SAMPLE_DEFINITIONS_HELD, SampleStatus.AVAILABLE),
                at(AlertEvent.DEFINITIONS_AWAITED, SampleStatus.NEEDED),
                new SampleRule(
                        AlertEvent.DEFINITIONS_NOT_INSTALLABLE,
                        ImmutableSet.of(SampleStatus.NOT_INSTALLED, SampleStatus.DISTRIBUTE),
                        SampleRule::undeliverableSince),
                new SampleRule(
                        AlertEvent.SAMPLE_DEFINITIONS_NOT_INSTALLED,
                        ImmutableSet.of(SampleStatus.NOT_INSTALLED, SampleStatus.DISTRIBUTE, SampleStatus.NEEDED),
                        SampleRule::notInstalledSince));
        return Stream.concat(overdue, others).toList();
    }

    /** Returns the rule for samples that have come to rest. */
    static SampleRule ofSamplesAtRest() {
        return new SampleRule(
                AlertEvent.SAMPLE_NOT_REPAIRED,
                ImmutableSet.of(SampleStatus.INSTALLED, SampleStatus.UNNEEDED),
                sample -> isRepaired(sample) ? Optional.empty() : Optional.of(standingSince(sample)));
    }

    private static SampleRule at(AlertEvent event, SampleStatus status) {
        return new SampleRule(event, ImmutableSet.of(status), sample -> Optional.of(standingSince(sample)));
    }

    /** Returns when a sample came to where it stands; notes and steps on the spot don't count. */
    static Instant standingSince(Sample sample) {
        return lastArrival(sample).map(HistoryEntry::at).orElseGet(sample::received);
    }

    private static Optional<HistoryEntry> lastArrival(Sample sample) {
        return lastArrival(sample.history());
    }

    private static Optional<HistoryEntry> lastArrival(List<HistoryEntry> history) {
        for (int index = history.size() - 1; index >= 0; index--) {
            HistoryEntry entry = history.get(index);
            if (!entry.from().equals(entry.to())) {
                return Optional.of(entry);
            }
        }
        return Optional.empty();
    }

    /**
     * Returns the step by which a sample came to "not installed". One that is only queued for another attempt still counts:
     * the condition is over when something is delivered.
     */
    private static Optional<HistoryEntry> lastFailure(Sample sample) {
        Optional<HistoryEntry> last = lastArrival(sample);
        if (last.filter(step -> step.event().equals(RETRIED)).isPresent()) {
            int place = sample.history().indexOf(last.get());
            last = lastArrival(sample.history().subList(0, place));
        }
        return last.filter(
                step -> step.event().equals(UNDELIVERABLE) || step.event().equals(INSTALL_FAILED));
    }

    private static Optional<Instant> undeliverableSince(Sample sample) {
        return lastFailure(sample)
                .filter(step -> step.event().equals(UNDELIVERABLE))
                .map(HistoryEntry::at);
    }

    /** A set that is damaged fails at the target, or here before it is handed out. */
    private static Optional<Instant> notInstalledSince(Sample sample) {
        if (sample.status() == SampleStatus.NEEDED) {
            return damageSince(sample);
        }
        return lastFailure(sample)
                .filter(step -> step.event().equals(INSTALL_FAILED)
                        || damageSince(sample).isPresent())
                .map(HistoryEntry::at);
    }

    /** Returns when the last thing went wrong with a sample, if that was a package that can't be used. */
    private static Optional<Instant> damageSince(Sample sample) {
        List<SampleFault> faults = sample.faults();
        return faults.stream()
                .skip(Math.max(0, faults.size() - 1))
                .filter(fault -> fault.error().code() == ErrorCode.UNPACKAGE
                        || fault.error().code() == ErrorCode.CONTENT)
                .map(SampleFault::at)
                .findFirst();
    }

    private static boolean isRepaired(Sample sample) {
        return sample.find(CordonFields.DISPOSITION)
                .flatMap(Disposition::of)
                .filter(done -> done == Disposition.REPAIRED)
                .isPresent();
    }
}
