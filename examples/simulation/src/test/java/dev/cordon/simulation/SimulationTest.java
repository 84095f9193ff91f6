package dev.cordon.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableSet;
import com.google.common.io.ByteStreams;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whatever goes wrong, no rule is broken; and a scenario always takes the same course. */
class SimulationTest {
    private static final ImmutableSet<Fault> ALL = Fault.parse("all");
    private static final int SEEDS = Integer.getInteger("cordon.simulation.seeds", 100);
    private static final int FIRST = Integer.getInteger("cordon.simulation.first", 1);

    @Test
    void nothingIsBrokenWhileEverythingGoesWrong() {
        List<String> broken = new ArrayList<>();
        for (int seed = FIRST; seed < FIRST + SEEDS; seed++) {
            Outcome outcome = Simulation.run(new Scenario(seed, 2, 6, ALL));
            outcome.violation()
                    .ifPresent(rule ->
                            broken.add(rule + "\n    " + outcome.scenario().replay()));
        }
        assertThat(broken).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void eachFaultHappensAndBreaksNothing(Fault fault) {
        Scenario scenario = new Scenario(4, 3, 12, ImmutableSet.of(fault));
        Outcome outcome = Simulation.run(scenario);
        assertThat(outcome.violation()).as(scenario.replay()).isEmpty();
        assertThat(outcome.troubles()).containsKey(fault.token());
    }

    @Test
    void withoutFaultsEveryFileEndsAsItShould() {
        Outcome outcome = Simulation.run(new Scenario(7, 3, 40, ImmutableSet.of()));
        assertThat(outcome.violation()).isEmpty();
        assertThat(outcome.troubles()).isEmpty();
        assertThat(outcome.ends().keySet())
                .containsExactly(
                        "clean given back",
                        "data given back",
                        "empty given back",
                        "infected given back",
                        "known kept",
                        "riddle deferred");
    }

    @Test
    void theSameScenarioTakesTheSameCourse() {
        Scenario scenario = new Scenario(5, 3, 8, ALL);
        assertThat(Simulation.run(scenario).trace())
                .isEqualTo(Simulation.run(scenario).trace());
    }

    @Test
    void anotherSeedTakesAnotherCourse() {
        Scenario scenario = new Scenario(5, 3, 8, ALL);
        assertThat(Simulation.run(scenario).trace())
                .isNotEqualTo(Simulation.run(scenario.seeded(6)).trace());
    }

    @Test
    void anotherProcessTakesTheSameCourse() throws IOException, InterruptedException {
        Scenario scenario = new Scenario(5, 3, 8, ALL);
        Process other = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        SimulationTest.class.getName())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String trace = new String(ByteStreams.toByteArray(other.getInputStream()), StandardCharsets.US_ASCII).trim();
        assertThat(other.waitFor()).isZero();
        assertThat(trace).isEqualTo(Simulation.run(scenario).trace().toString());
    }

    /** Prints the trace of the scenario that another process runs as well. */
    public static void main(String[] arguments) {
        System.out.println(Simulation.run(new Scenario(5, 3, 8, ALL)).trace());
    }
}
