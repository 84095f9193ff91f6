package dev.cordon.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.Gson;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import dev.cordon.statemachine.AnalysisLifecycle;
import dev.cordon.statemachine.AnalysisState;
import dev.cordon.statemachine.SampleLifecycle;
import dev.cordon.statemachine.SampleStatus;
import dev.cordon.statemachine.Transition;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class StatesCommandTest {
    @Test
    void jsonHasEveryStepOfTheSampleLifecycle() {
        assertThat(transitions("sample")).isEqualTo(SampleLifecycle.transitions());
    }

    @Test
    void jsonHasEveryStepOfTheAnalysisLifecycle() {
        assertThat(transitions("analysis")).isEqualTo(AnalysisLifecycle.transitions());
    }

    private static List<Transition> transitions(String lifecycle) {
        Gson gson = new Gson();
        return json(lifecycle).getAsJsonArray("transitions").asList().stream()
                .map(row -> gson.fromJson(row, Transition.class))
                .toList();
    }

    @Test
    void jsonHasEverySampleStatusWithAnEmptyPhase() {
        assertThat(json("sample").getAsJsonArray("states").asList())
                .isEqualTo(Arrays.stream(SampleStatus.values())
                        .map(status -> state(status.token(), "", status.isFinal()))
                        .toList());
    }

    @Test
    void jsonHasEveryAnalysisStateWithItsPhase() {
        assertThat(json("analysis").getAsJsonArray("states").asList())
                .hasSize(43)
                .isEqualTo(Arrays.stream(AnalysisState.values())
                        .map(state -> state(state.token(), state.phase().token(), state.isFinal()))
                        .toList());
    }

    private static JsonObject json(String lifecycle) {
        return Cordon.succeed("states", lifecycle, "--json").json().getAsJsonObject();
    }

    private static JsonElement state(String token, String phase, boolean isFinal) {
        JsonObject state = new JsonObject();
        state.addProperty("token", token);
        state.addProperty("phase", phase);
        state.addProperty("final", isFinal);
        return state;
    }

    @ParameterizedTest
    @EnumSource(Lifecycle.class)
    void mermaidAndDotPrintTheDiagram(Lifecycle lifecycle) {
        assertThat(Cordon.succeed("states", lifecycle.toString(), "--mermaid").out())
                .startsWith("stateDiagram-v2\n")
                .isEqualTo(lifecycle.diagram().mermaid());
        assertThat(Cordon.succeed("states", lifecycle.toString(), "--dot").out())
                .startsWith("digraph ")
                .isEqualTo(lifecycle.diagram().dot());
    }

    @ParameterizedTest
    @EnumSource(Lifecycle.class)
    void theTablesHaveALineForEveryStateAndEveryStep(Lifecycle lifecycle) {
        List<String> lines =
                Cordon.run(200, "states", lifecycle.toString()).out().lines().toList();

        // Two lines of titles and an empty one between the tables.
        assertThat(lines)
                .hasSize(lifecycle.states().size() + lifecycle.transitions().size() + 3);
    }
}
