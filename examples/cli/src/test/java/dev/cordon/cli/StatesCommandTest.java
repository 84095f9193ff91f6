package dev.cordon.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.Gson;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import dev.cordon.statemachine.Advice;
import dev.cordon.statemachine.AnalysisLifecycle;
import dev.cordon.statemachine.AnalysisState;
import dev.cordon.statemachine.DwellLimits;
import dev.cordon.statemachine.FinalMeaning;
import dev.cordon.statemachine.SampleLifecycle;
import dev.cordon.statemachine.SampleStatus;
import dev.cordon.statemachine.Transition;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
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
                        .map(status -> state(
                                status.token(),
                                "",
                                status.isFinal(),
                                status.meaning(),
                                DwellLimits.standard().of(status).map(Duration::toString),
                                Optional.empty(),
                                Optional.empty()))
                        .toList());
    }

    @Test
    void jsonHasEveryAnalysisStateWithItsPhase() {
        assertThat(json("analysis").getAsJsonArray("states").asList())
                .hasSize(43)
                .isEqualTo(Arrays.stream(AnalysisState.values())
                        .map(state -> state(
                                state.token(),
                                state.phase().token(),
                                state.isFinal(),
                                state.meaning(),
                                Optional.empty(),
                                Optional.of(FinalMeaning.of(state).meaning()).filter(outcome -> state.isFinal()),
                                Optional.of(Advice.of(state))
                                        .filter(advice -> advice != Advice.NONE)
                                        .map(Advice::token)))
                        .toList());
    }

    private static JsonObject json(String lifecycle) {
        return Cordon.succeed("states", lifecycle, "--json").json().getAsJsonObject();
    }

    private static JsonElement state(
            String token,
            String phase,
            boolean isFinal,
            String meaning,
            Optional<String> limit,
            Optional<String> outcome,
            Optional<String> advice) {
        JsonObject state = new JsonObject();
        state.addProperty("token", token);
        state.addProperty("phase", phase);
        state.addProperty("final", isFinal);
        state.addProperty("meaning", meaning);
        state.addProperty("limit", limit.orElse(null));
        state.addProperty("outcome", outcome.orElse(null));
        state.addProperty("advice", advice.orElse(null));
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

        for (Lifecycle.State state : lifecycle.states()) {
            assertThat(lines).anyMatch(line -> line.startsWith(state.token() + " ") && line.contains(state.meaning()));
        }
        for (Transition step : lifecycle.transitions()) {
            assertThat(lines)
                    .anyMatch(line -> line.startsWith(step.from() + " ")
                            && line.contains(" " + step.event() + " ")
                            && line.endsWith(" " + step.to()));
        }
    }

    @Test
    void whatScansAndReportsLeadToIsShown() {
        JsonObject json = json("sample");

        assertThat(json.getAsJsonArray("scans").asList())
                .hasSize(11)
                .anySatisfy(scan -> assertThat(scan)
                        .hasToString("{\"result\":\"norepair\","
                                + "\"meaning\":\"the definitions at hand detect it, and nobody can repair it\","
                                + "\"older\":\"distribute or available\",\"current\":\"unneeded\"}"));
        assertThat(json.getAsJsonArray("reports").asList())
                .hasSize(15)
                .anySatisfy(report -> assertThat(report)
                        .hasToString("{\"state\":\"infected\",\"meaning\":\"definitions resolve it\","
                                + "\"named\":\"needed\",\"unnamed\":\"attention\"}"));
        assertThat(Cordon.run(200, "states", "sample").out().lines())
                .anyMatch(line -> line.matches("norepair +the definitions .* +distribute or available +unneeded"))
                .anyMatch(line -> line.matches("infected +definitions resolve it +needed +attention"));
    }

    @Test
    void howLongIsTooLongAndWhoIsEligibleIsShown() {
        assertThat(Cordon.run(200, "states", "sample").out().lines())
                .anyMatch(line -> line.matches("quarantined +30 min +it has arrived.*"))
                .anyMatch(line -> line.matches("submit a sample +.*X-Sample-Priority is 0.*"))
                .anyMatch(line -> line.matches("have a set delivered +.*X-Signatures-Sequence is above 0.*"));
        assertThat(json("sample").getAsJsonObject("eligible").keySet()).containsExactly("submission", "delivery");
    }

    @Test
    void whatAFinalStateAdvisesIsShown() {
        assertThat(Cordon.run(200, "states", "analysis").out().lines())
                .anyMatch(line -> line.matches("encrypted +final +yes +.* +decrypt-and-resubmit"));
    }
}
