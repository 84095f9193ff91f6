package dev.cordon.scan;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableSortedMap;
import dev.cordon.codec.WireException;
import dev.cordon.definition.DefinitionSet;
import dev.cordon.spi.Engine;
import dev.cordon.spi.Scanner;
import dev.cordon.testkit.BrokenRules;
import dev.cordon.testkit.EngineContract;
import java.io.IOException;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** The contract of engines finds out engines that break it. */
final class WrongEnginesTest {
    /** An engine whose scanners say something else than the built-in ones. */
    private static Engine saying(UnaryOperator<Scanner.Report> change) {
        return set -> {
            Engine.Loaded loaded = new SignatureEngine().load(set);
            return new Engine.Loaded(request -> change.apply(loaded.scanner().scan(request)), loaded.repairer());
        };
    }

    /** Takes what it could not look at for clean. */
    static final class Blind extends EngineContract {
        @Override
        protected Engine engine() {
            return saying(report -> report.verdict() instanceof Scanner.NotScanned
                    ? new Scanner.Report(new Scanner.NothingDetected(), report.coverage())
                    : report);
        }
    }

    @Test
    void oneThatTakesWhatItCouldNotLookAtForClean() {
        assertThat(BrokenRules.of(Blind.class)).containsExactly("rule08");
    }

    /** Says that it has looked at everything, always. */
    static final class Boastful extends EngineContract {
        @Override
        protected Engine engine() {
            return saying(report -> new Scanner.Report(
                    report.verdict(),
                    new Scanner.Coverage(
                            report.coverage().bytes(),
                            true,
                            report.coverage().engine(),
                            report.coverage().sequence(),
                            report.coverage().version())));
        }
    }

    @Test
    void oneThatSaysThatItHasLookedAtEverything() {
        assertThat(BrokenRules.of(Boastful.class)).containsExactly("rule08");
    }

    /** Does not say which definitions it uses. */
    static final class Silent extends EngineContract {
        @Override
        protected Engine engine() {
            return saying(report -> new Scanner.Report(
                    report.verdict(),
                    new Scanner.Coverage(
                            report.coverage().bytes(),
                            report.coverage().complete(),
                            report.coverage().engine(),
                            Optional.empty(),
                            Optional.empty())));
        }
    }

    @Test
    void oneThatDoesNotSayWhichDefinitionsItUses() {
        assertThat(BrokenRules.of(Silent.class)).containsExactly("rule05");
    }

    /** Goes on with the first set that it was given. */
    static final class Stubborn extends EngineContract {
        private Optional<Engine.Loaded> first = Optional.empty();

        @Override
        protected Engine engine() {
            return this::load;
        }

        private Engine.Loaded load(DefinitionSet set) throws IOException {
            Engine.Loaded loaded = new SignatureEngine().load(set);
            first = first.isPresent() ? first : Optional.of(loaded);
            return first.get();
        }
    }

    @Test
    void oneThatGoesOnWithTheFirstSet() {
        assertThat(BrokenRules.of(Stubborn.class)).containsExactly("rule11");
    }

    /** Takes every set, and uses of it what it can. */
    static final class Tolerant extends EngineContract {
        @Override
        protected Engine engine() {
            return set -> {
                try {
                    return new SignatureEngine().load(set);
                } catch (WireException e) {
                    return new SignatureEngine()
                            .load(new DefinitionSet(
                                    set.sequence(), set.version(), set.produced(), ImmutableSortedMap.of()));
                }
            };
        }
    }

    @Test
    void oneThatTakesEverySet() {
        assertThat(BrokenRules.of(Tolerant.class)).containsExactly("rule10");
    }
}
