package dev.cordon.analysis;

import com.google.common.collect.ImmutableSet;
import com.google.common.collect.ImmutableSortedSet;
import com.google.common.io.ByteSource;
import dev.cordon.attribute.CordonFields;
import dev.cordon.attribute.DailyVersion;
import dev.cordon.attribute.Sequence;
import dev.cordon.codec.ErrorCode;
import dev.cordon.codec.WireError;
import dev.cordon.codec.WireException;
import dev.cordon.definition.DefinitionPackage;
import dev.cordon.definition.DefinitionSet;
import dev.cordon.exchange.Work;
import dev.cordon.sample.Column;
import dev.cordon.sample.Sample;
import dev.cordon.scan.VirusNames;
import dev.cordon.spi.SampleStore;
import dev.cordon.spi.Scanner;
import dev.cordon.statemachine.AnalysisEvent;
import dev.cordon.statemachine.AnalysisState;
import dev.cordon.station.Station;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;

/**
 * Builds a set for each cure, tests it and publishes it. The first of a day is a full build, and so is each that withdraws
 * a signature ({@link Revision}); others add to the one before, and so does what is built where a full build has failed.
 *
 * <p>There is one build at a time: what a person has built or published by hand takes turns with the samples, so the lock is
 * never waited for. The set is published before the sample is stored: if the process dies in between, the sample is found to
 * be known and no second set is built.
 */
final class BuildStation implements Station {
    private static final int FARTHEST = 1000;
    private static final String FOREIGN = "findings in clean and known files that were not of the set: ";

    private final AnalysisConfig config;
    private final Work work;
    private final UnitTest unitTest;

    /** The highest sequence of a set that failed in this process, which is what engines may remember. */
    private int abandoned;

    BuildStation(AnalysisConfig config) {
        this.config = config;
        this.work = config.work();
        this.unitTest = new UnitTest(config);
    }

    @Override
    public String name() {
        return "build";
    }

    @Override
    public Duration work() throws IOException {
        return work.each(AnalysisState.SIGNATURES, this::build);
    }

    private synchronized void build(Sample sample) throws IOException {
        ByteSource content = config.contents().captured(work.store(), sample.id());
        Instant now = work.clock().instant();
        Scanner.Report report = config.active().scanner().scan(new Scanner.Request(content));
        // What finds it without definitions of ours doesn't make any needless.
        Sample next = report.verdict() instanceof Scanner.Detected
                        && report.coverage().sequence().isPresent()
                ? sample.on(new AnalysisEvent.NewerDefinitions(), now)
                : built(sample, now);
        work.store().update(sample, next);
    }

    private Sample built(Sample sample, Instant now) throws IOException {
        Optional<Cure> cure = Cure.of(sample);
        if (cure.isEmpty()) {
            return Conclusion.fault("the sample has lost its signature", sample, now);
        }
        Optional<DefinitionSet> before = newest();
        Sequence sequence = nextSequence();
        DefinitionSet grown = cure.get().addedTo(before, sequence, version(before, now), now);
        Revision revision = Revision.of(grown, config.laboratory().clean());
        boolean isFull = isFirstOfTheDay(before, now) || !revision.withdrawn().isEmpty();
        if (!isFull) {
            return built(new UnitTest.Candidate(grown, before, ImmutableSet.of()), false, cure.get(), sample, now);
        }
        Sample full = built(
                new UnitTest.Candidate(revision.set(), before, revision.withdrawn()), true, cure.get(), sample, now);
        return isBroken(full) ? fallenBack(full, before, cure.get(), sample, now) : full;
    }

    /** See {@link AnalysisCentre#rebuild}. */
    synchronized Optional<Sequence> rebuild() throws IOException {
        DefinitionSet before =
                newest().orElseThrow(() -> new WireException(ErrorCode.UNAVAILABLE, "there are no definitions yet"));
        Instant now = work.clock().instant();
        DefinitionSet same =
                new DefinitionSet(nextSequence(), version(Optional.of(before), now), now, before.databases());
        Revision revision = Revision.of(same, config.laboratory().clean());
        if (revision.changesNothing(before)) {
            return Optional.empty();
        }
        requirePassed(new UnitTest.Candidate(revision.set(), Optional.of(before), revision.withdrawn()));
        config.active().install(DefinitionPackage.sign(revision.set(), config.key()));
        return Optional.of(same.sequence());
    }

    /** See {@link AnalysisCentre#publish}. */
    synchronized void publish(DefinitionPackage packaged) throws IOException {
        DefinitionSet set = packaged.verify(config.key().trusted());
        requireNext(set.sequence());
        requireHolding(set);
        requirePassed(new UnitTest.Candidate(set, newest(), ImmutableSet.of()));
        config.active().install(packaged);
    }

    /** A slip must not use up the numbers. */
    private void requireNext(Sequence sequence) throws IOException {
        Sequence next = nextSequence();
        if (sequence.compareTo(next) < 0) {
            throw new WireException(
                    ErrorCode.SUPERSEDED,
                    "the definitions are not newer than all of this centre; " + next + " would be");
        }
        if (sequence.value() - next.value() > FARTHEST) {
            throw new WireException(ErrorCode.DECLINED, "the sequence is far above those of this centre; use " + next);
        }
    }

    /** What samples don't show any more is to be found all the same. */
    private void requireHolding(DefinitionSet set) throws IOException {
        Optional<DefinitionSet> before = newest();
        if (before.isPresent()
                && !VirusNames.of(set)
                        .names()
                        .containsAll(VirusNames.of(before.get()).names())) {
            throw new WireException(
                    ErrorCode.DECLINED,
                    "the definitions lack a name that those in use have; begin with the databases of these");
        }
    }

    private void requirePassed(UnitTest.Candidate candidate) throws IOException {
        try {
            var unused = unitTest.test(candidate);
        } catch (UnitTest.FailedException e) {
            failed(candidate.set().sequence(), false, e.reason());
            throw new WireException(ErrorCode.ABANDONED, "the definitions have failed their tests: " + e.reason());
        }
    }

    private void failed(Sequence sequence, boolean isTriedAgain, String reason) {
        abandoned = Math.max(abandoned, sequence.value());
        config.laboratory().builds().failed(sequence, isTriedAgain, reason);
    }

    /** A full build changes more than the sample needs, so where it fails the rest is tried without that. */
    private Sample fallenBack(Sample broken, Optional<DefinitionSet> before, Cure cure, Sample sample, Instant now)
            throws IOException {
        Sequence failed = broken.find(CordonFields.ABANDONED_SEQUENCE).orElseThrow();
        // An engine may remember the set that failed by its sequence.
        Sequence sequence = Sequence.of(failed.value() + 1);
        DefinitionSet grown = cure.addedTo(before, sequence, version(before, now), now);
        Sample noted = sample.note("tried in full build " + failed + ", which failed its tests", now);
        return built(new UnitTest.Candidate(grown, before, ImmutableSet.of()), false, cure, noted, now);
    }

    private static boolean isBroken(Sample sample) {
        return sample.state()
                .flatMap(state -> state.known())
                .filter(AnalysisState.BROKEN::equals)
                .isPresent();
    }

    private Sample built(UnitTest.Candidate candidate, boolean isFull, Cure cure, Sample sample, Instant now)
            throws IOException {
        AnalysisEvent locked =
                isFull ? new AnalysisEvent.LockedForFullBuild() : new AnalysisEvent.LockedForIncrementalBuild();
        Sample testing =
                sample.on(new AnalysisEvent.LockBegun(), now).on(locked, now).on(new AnalysisEvent.Built(), now);
        Sequence sequence = candidate.set().sequence();
        try {
            UnitTest.Passed passed = unitTest.test(candidate, cure, testing);
            config.active().install(DefinitionPackage.sign(candidate.set(), config.key()));
            return Conclusion.of(
                    passed.isRepaired() ? AnalysisState.INFECTED : AnalysisState.NOREPAIR,
                    cure.virus(),
                    sequence,
                    archived(noted(testing.on(new AnalysisEvent.Tested(), now), passed, now), now),
                    now);
        } catch (UnitTest.FailedException e) {
            failed(sequence, isFull, e.reason());
            return broken(testing, sequence, e.reason(), now);
        }
    }

    private static Sample noted(Sample tested, UnitTest.Passed passed, Instant now) {
        return passed.hidden() == 0 ? tested : tested.note("tested; " + FOREIGN + passed.hidden(), now);
    }

    /** The sequence of a set that failed is never used again. */
    private static Sample broken(Sample testing, Sequence sequence, String failure, Instant now) {
        Sample failed = testing.on(
                new AnalysisEvent.TestsFailed(), now, more -> more.set(CordonFields.ABANDONED_SEQUENCE, sequence));
        return Conclusion.of(AnalysisState.BROKEN, archived(failed, now), now)
                .fault(WireError.of(ErrorCode.ABANDONED), failure, now);
    }

    private static Sample archived(Sample unlocking, Instant now) {
        return unlocking.on(new AnalysisEvent.Unlocked(), now).on(new AnalysisEvent.ArchiveBegun(), now);
    }

    private Optional<DefinitionSet> newest() throws IOException {
        Optional<Sequence> active = config.definitions().active();
        Optional<DefinitionPackage> kept =
                active.isPresent() ? config.definitions().find(active.get()) : Optional.empty();
        return kept.isPresent() ? Optional.of(kept.get().verify(config.key().trusted())) : Optional.empty();
    }

    private Sequence nextSequence() throws IOException {
        ImmutableSortedSet<Sequence> known = config.definitions().sequences();
        int highest = Math.max(abandoned, known.isEmpty() ? 0 : known.last().value());
        SampleStore.Query broken = SampleStore.Query.all().where(Column.STATE, AnalysisState.BROKEN.token());
        for (Sample sample : work.store().list(broken).samples()) {
            int failed = sample.find(CordonFields.ABANDONED_SEQUENCE)
                    .map(Sequence::value)
                    .orElse(0);
            highest = Math.max(highest, failed);
        }
        return Sequence.of(highest + 1);
    }

    private static DailyVersion version(Optional<DefinitionSet> before, Instant now) {
        return isFirstOfTheDay(before, now)
                ? new DailyVersion(day(now), 1)
                : before.orElseThrow().version().next();
    }

    private static boolean isFirstOfTheDay(Optional<DefinitionSet> before, Instant now) {
        return before.map(set -> !set.version().date().equals(day(now))).orElse(true);
    }

    private static LocalDate day(Instant now) {
        return LocalDate.ofInstant(now, ZoneOffset.UTC);
    }
}
