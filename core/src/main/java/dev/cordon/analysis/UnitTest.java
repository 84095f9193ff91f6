package dev.cordon.analysis;

import com.google.common.io.ByteSource;
import dev.cordon.definition.DefinitionSet;
import dev.cordon.sample.Checkup;
import dev.cordon.spi.Engine;
import dev.cordon.spi.Repairer;
import dev.cordon.spi.Scanner;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** The tests that a set has to pass before anybody gets it. */
final class UnitTest {
    private final Engine engine;
    private final List<ByteSource> corpus;

    UnitTest(Engine engine, List<ByteSource> corpus) {
        this.engine = engine;
        this.corpus = corpus;
    }

    /**
     * Returns why a set must not be given out; empty if it may: it loads without a line being left out, finds the
     * sample, repairs it to the file from before, and finds nothing in that file or in any other that is known to be
     * clean.
     *
     * @param repaired the file from before, if the set claims to give it back
     */
    Optional<String> failure(DefinitionSet set, ByteSource infected, Optional<Checkup> repaired) throws IOException {
        Engine.Loaded loaded = engine.load(set);
        if (!loaded.unsupported().isEmpty()) {
            return Optional.of("the engine can't use every line of the set");
        }
        Scanner.Verdict verdict =
                loaded.scanner().scan(new Scanner.Request(infected)).verdict();
        if (!(verdict instanceof Scanner.Detected detected)) {
            return Optional.of("the set does not find the sample");
        }
        if (repaired.isPresent()) {
            ByteArrayOutputStream clean = new ByteArrayOutputStream();
            Repairer.Outcome outcome =
                    loaded.repairer().repair(new Repairer.Request(infected, detected.virus()), clean);
            if (!(outcome instanceof Repairer.Repaired)
                    || !repaired.get().matches(ByteSource.wrap(clean.toByteArray()))) {
                return Optional.of("the set does not repair the sample to the file from before");
            }
            if (!isClean(loaded.scanner(), ByteSource.wrap(clean.toByteArray()))) {
                return Optional.of("the set finds something in the file from before");
            }
        }
        return corpus.stream().allMatch(file -> isClean(loaded.scanner(), file))
                ? Optional.empty()
                : Optional.of("the set finds something in a file that is known to be clean");
    }

    private static boolean isClean(Scanner scanner, ByteSource file) {
        return scanner.scan(new Scanner.Request(file)).verdict() instanceof Scanner.NothingDetected;
    }
}
