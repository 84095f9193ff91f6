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
import dev.cordon.spi.Engine;
import dev.cordon.spi.Repairer;
import dev.cordon.spi.SampleStore;
import dev.cordon.spi.Scanner;
import dev.cordon.statemachine.AnalysisState;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Optional;
import java.util.Set;

/**
 * The tests that a set has to pass before anybody gets it. In every engine it loads without a line being left out, finds
 * the sample and what was known before, and finds nothing in a file that is known to be clean. What it claims to repair it
 * repairs.
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
     * Tests a set that was built for a sample.
     *
     * @param withdrawn the names that the set does not find any more, because they were found in clean programs
     * @return whether the set repairs the sample
     * @throws FailedException if nobody may get it
     * @throws IOException if an engine can't be reached: then nobody knows
     */
    boolean repairs(DefinitionSet set, Set<String> withdrawn, Cure cure, Sample sample)
            throws FailedException, IOException {
        try {
            return repairsInEach(set, withdrawn, cure, sample);
        } catch (WireException e) {
            throw new FailedException("an engine refuses the set, or the sample can't be read");
        }
    }

    private boolean repairsInEach(DefinitionSet set, Set<String> withdrawn, Cure cure, Sample sample)
            throws FailedException, IOException {
        ByteSource content = content(sample);
        ImmutableList<ByteSource> known = known();
        boolean isRepaired = false;
        for (Engine engine : engines) {
            Engine.Loaded loaded = engine.load(set);
            require(loaded.unsupported().isEmpty(), "an engine can't use every line of the set");
            isRepaired |= repairs(loaded, cure, sample, content);
            for (ByteSource infected : known) {
                requireKnown(loaded, withdrawn, infected);
            }
            for (ByteSource file : config.laboratory().clean().corpus()) {
                require(isClean(loaded, file), "the set finds something in a file that is known to be clean");
            }
        }
        return isRepaired;
    }

    private static boolean repairs(Engine.Loaded loaded, Cure cure, Sample sample, ByteSource content)
            throws FailedException, IOException {
        Scanner.Verdict verdict = verdict(loaded, content);
        if (!(verdict instanceof Scanner.Detected detected)) {
            throw new FailedException("the set does not find the sample");
        }
        ByteArrayOutputStream sink = new ByteArrayOutputStream();
        Repairer.Outcome outcome = loaded.repairer().repair(new Repairer.Request(content, detected.virus()), sink);
        Optional<Checkup> original = sample.find(Attributes.SAMPLE_CHECKUP).flatMap(Checkup::parse);
        if (!(outcome instanceof Repairer.Repaired)) {
            require(cure.repair().isEmpty() || original.isEmpty(), "the set does not repair the sample");
            return false;
        }
        ByteSource repaired = ByteSource.wrap(sink.toByteArray());
        require(
                original.isEmpty() || original.get().matches(repaired),
                "the set does not repair the sample to the file from before");
        require(isClean(loaded, repaired), "the set finds something in the file from before");
        return true;
    }

    /** What the set in use finds and repairs must be found, and be repaired to the same file. */
    private void requireKnown(Engine.Loaded loaded, Set<String> withdrawn, ByteSource infected)
            throws FailedException, IOException {
        Scanner.Verdict before =
                config.active().scanner().scan(new Scanner.Request(infected)).verdict();
        if (!(before instanceof Scanner.Detected known) || withdrawn.contains(known.virus())) {
            return;
        }
        if (!(verdict(loaded, infected) instanceof Scanner.Detected now)) {
            throw new FailedException("the set does not find what the one before has found");
        }
        Repairer.Outcome outcome = repair(config.active().repairer(), infected, known.virus());
        if (outcome instanceof Repairer.Repaired repaired) {
            require(
                    repair(loaded.repairer(), infected, now.virus()).equals(repaired),
                    "the set does not repair what the one before has repaired");
        }
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

    private static Scanner.Verdict verdict(Engine.Loaded loaded, ByteSource content) {
        return loaded.scanner().scan(new Scanner.Request(content)).verdict();
    }

    /** What can't be unpacked or is encrypted is so with every set; an engine that could not look has tested nothing. */
    private static boolean isClean(Engine.Loaded loaded, ByteSource file) {
        Scanner.Verdict verdict = verdict(loaded, file);
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
