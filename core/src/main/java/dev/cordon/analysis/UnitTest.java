package dev.cordon.analysis;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Sets;
import com.google.common.io.ByteSource;
import dev.cordon.attribute.Attributes;
import dev.cordon.codec.WireException;
import dev.cordon.definition.DefinitionSet;
import dev.cordon.sample.Checkup;
import dev.cordon.sample.Column;
import dev.cordon.sample.Sample;
import dev.cordon.scan.VirusNames;
import dev.cordon.spi.Engine;
import dev.cordon.spi.Repairer;
import dev.cordon.spi.SampleStore;
import dev.cordon.spi.Scanner;
import dev.cordon.statemachine.AnalysisState;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The tests that a set has to pass before anybody gets it. In every engine it loads without a line being left out, finds
 * the sample and what was known before, and finds nothing in a file that is known to be clean. What it claims to repair it
 * repairs, so that no engine finds anything in it any more.
 *
 * <p>An engine may scan with more than the set. What it finds by another name than one of the set shows nothing of the set:
 * it is no proof that the set finds a sample, and no fault of the set in a clean file.
 */
final class UnitTest {
    /** How many samples that are known to be infected are tried, those that came last first. */
    private static final int KNOWN = 256;

    /** How many bytes those may have together, which bounds the time. */
    private static final long KNOWN_BYTES = 256L << 20;

    private static final ImmutableSet<Scanner.Obstacle> UNTESTABLE =
            Sets.immutableEnumSet(Scanner.Obstacle.ENCRYPTED, Scanner.Obstacle.TOO_LARGE, Scanner.Obstacle.UNREADABLE);

    private final AnalysisConfig config;
    private final ImmutableList<Engine> engines;

    UnitTest(AnalysisConfig config) {
        this.config = config;
        this.engines = ImmutableList.<Engine>builder()
                .add(config.engine())
                .addAll(config.laboratory().engines())
                .build();
    }

    /** What a set has failed. */
    static final class FailedException extends Exception {
        private final String reason;

        FailedException(String reason) {
            super(reason);
            this.reason = reason;
        }

        String reason() {
            return reason;
        }
    }

    /**
     * A set that was built for a sample.
     *
     * @param set the set
     * @param before the set in use
     * @param withdrawn the names that it does not find any more, because they were found in clean programs
     */
    record Candidate(DefinitionSet set, Optional<DefinitionSet> before, ImmutableSet<String> withdrawn) {}

    /**
     * What a set has passed with.
     *
     * @param isRepaired whether it repairs the sample
     * @param hidden how often an engine found something that is not of the set where it was to be seen what the set finds;
     *     how the set does there was seen in other engines only
     */
    record Passed(boolean isRepaired, int hidden) {}

    /** A set in one engine. */
    private record Loaded(Engine.Loaded engine, VirusNames names) {
        /** Returns whether something was found that is not of the set, so that nobody knows what the set would find. */
        boolean isHidden(Scanner.Verdict verdict) {
            return verdict instanceof Scanner.Detected && names.found(verdict).isEmpty();
        }

        Scanner.Verdict verdict(ByteSource content) {
            return engine.scanner().scan(new Scanner.Request(content)).verdict();
        }
    }

    /**
     * Tests a set that was built for a sample.
     *
     * @throws FailedException if nobody may get it
     * @throws IOException if an engine can't be reached: then nobody knows
     */
    Passed test(Candidate candidate, Cure cure, Sample sample) throws FailedException, IOException {
        try {
            return testInEach(candidate, cure, sample);
        } catch (WireException e) {
            throw new FailedException("an engine refuses the set, or the sample can't be read");
        }
    }

    /**
     * Tests a set that was built for no sample.
     *
     * @return as {@link Passed#hidden}
     * @throws FailedException if nobody may get it
     * @throws IOException if an engine can't be reached: then nobody knows
     */
    int test(Candidate candidate) throws FailedException, IOException {
        try {
            return hidden(candidate, loaded(candidate.set()));
        } catch (WireException e) {
            throw new FailedException("an engine refuses the set, or a known sample can't be read");
        }
    }

    private Passed testInEach(Candidate candidate, Cure cure, Sample sample) throws FailedException, IOException {
        List<Loaded> loaded = loaded(candidate.set());
        ByteSource content = content(sample);
        List<ByteSource> repaired = new ArrayList<>();
        for (Loaded one : loaded) {
            repaired(one, cure, sample, content).ifPresent(repaired::add);
        }
        for (ByteSource file : repaired) {
            requireFree(loaded, file);
        }
        return new Passed(!repaired.isEmpty(), hidden(candidate, loaded));
    }

    private int hidden(Candidate candidate, List<Loaded> loaded) throws FailedException, IOException {
        int hidden = 0;
        VirusNames before = candidate.before().isPresent()
                ? VirusNames.of(candidate.before().get())
                : VirusNames.none();
        for (ByteSource infected : known()) {
            hidden += knownHidden(loaded, before, candidate.withdrawn(), infected);
        }
        for (ByteSource file : config.laboratory().clean().corpus()) {
            hidden += cleanHidden(loaded, file);
        }
        return hidden;
    }

    private List<Loaded> loaded(DefinitionSet set) throws FailedException, IOException {
        VirusNames names = VirusNames.of(set);
        List<Loaded> loaded = new ArrayList<>();
        for (Engine engine : engines) {
            Loaded one = new Loaded(engine.load(set), names);
            require(one.engine().unsupported().isEmpty(), "an engine can't use every line of the set");
            loaded.add(one);
        }
        return loaded;
    }

    /** Returns what an engine makes of the sample; empty if it does not repair it and nobody has said that it does. */
    private static Optional<ByteSource> repaired(Loaded loaded, Cure cure, Sample sample, ByteSource content)
            throws FailedException, IOException {
        Scanner.Verdict verdict = loaded.verdict(content);
        require(verdict instanceof Scanner.Detected, "the set does not find the sample");
        Optional<String> virus = loaded.names().found(verdict);
        require(
                virus.isPresent(),
                "an engine finds something in the sample that is not of the set, which shows nothing");
        ByteArrayOutputStream sink = new ByteArrayOutputStream();
        Repairer.Outcome outcome =
                loaded.engine().repairer().repair(new Repairer.Request(content, virus.orElseThrow()), sink);
        Optional<Checkup> original = sample.find(Attributes.SAMPLE_CHECKUP).flatMap(Checkup::parse);
        if (!(outcome instanceof Repairer.Repaired)) {
            require(cure.repair().isEmpty() || original.isEmpty(), "the set does not repair the sample");
            return Optional.empty();
        }
        ByteSource repaired = ByteSource.wrap(sink.toByteArray());
        require(
                original.isEmpty() || original.get().matches(repaired),
                "the set does not repair the sample to the file from before");
        return Optional.of(repaired);
    }

    /** Here whatever any engine finds counts: a lie about the file from before may have left a part of the virus. */
    private static void requireFree(List<Loaded> loaded, ByteSource repaired) throws FailedException {
        for (Loaded one : loaded) {
            require(isClean(one.verdict(repaired)), "an engine finds something in the file from before");
        }
    }

    /**
     * What the set in use finds and repairs must be found, and be repaired to the same file.
     *
     * @return in how many engines that can't be seen
     */
    private int knownHidden(List<Loaded> loaded, VirusNames before, Set<String> withdrawn, ByteSource infected)
            throws FailedException, IOException {
        Optional<String> known = before.found(
                config.active().scanner().scan(new Scanner.Request(infected)).verdict());
        if (known.isEmpty() || withdrawn.contains(known.get())) {
            return 0;
        }
        Repairer.Outcome outcome = repair(config.active().repairer(), infected, known.get());
        int hidden = 0;
        for (Loaded one : loaded) {
            Scanner.Verdict verdict = one.verdict(infected);
            Optional<String> now = one.names().found(verdict);
            hidden += one.isHidden(verdict) ? 1 : 0;
            require(now.isPresent() || one.isHidden(verdict), "the set does not find what the one before has found");
            if (now.isPresent() && outcome instanceof Repairer.Repaired) {
                require(
                        repair(one.engine().repairer(), infected, now.get()).equals(outcome),
                        "the set does not repair what the one before has repaired");
            }
        }
        require(hidden < loaded.size(), "no engine shows whether the set finds what the one before has found");
        return hidden;
    }

    /** Returns in how many engines it can't be seen whether the set finds something in a clean file. */
    private static int cleanHidden(List<Loaded> loaded, ByteSource file) throws FailedException {
        int hidden = 0;
        for (Loaded one : loaded) {
            Scanner.Verdict verdict = one.verdict(file);
            boolean isHidden = one.isHidden(verdict);
            require(isHidden || isClean(verdict), "the set finds something in a file that is known to be clean");
            hidden += isHidden ? 1 : 0;
        }
        return hidden;
    }

    private static Repairer.Outcome repair(Repairer repairer, ByteSource infected, String virus) throws IOException {
        return repairer.repair(new Repairer.Request(infected, virus), OutputStream.nullOutputStream());
    }

    /** Which files are known says the centre itself; no customer can make a set fail by a claim. */
    private ImmutableList<ByteSource> known() throws IOException {
        SampleStore.Query newest = SampleStore.Query.all()
                .where(Column.STATE, AnalysisState.INFECTED.token(), AnalysisState.NOREPAIR.token())
                .orderedBy(Column.RECEIVED, true)
                .inPagesOf(KNOWN);
        ImmutableList.Builder<ByteSource> known = ImmutableList.builder();
        long left = KNOWN_BYTES;
        for (Sample infected : config.work().store().list(newest).samples()) {
            left -= infected.size();
            if (left >= 0) {
                known.add(content(infected));
            }
        }
        return known.build();
    }

    private ByteSource content(Sample sample) {
        return config.contents().captured(config.work().store(), sample.id());
    }

    /** What can't be unpacked or is encrypted is so with every set; an engine that could not look has tested nothing. */
    private static boolean isClean(Scanner.Verdict verdict) {
        return verdict instanceof Scanner.NotScanned other
                ? UNTESTABLE.contains(other.obstacle())
                : verdict instanceof Scanner.NothingDetected;
    }

    private static void require(boolean passed, String reason) throws FailedException {
        if (!passed) {
            throw new FailedException(reason);
        }
    }
}
