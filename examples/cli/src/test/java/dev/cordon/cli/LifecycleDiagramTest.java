package dev.cordon.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import dev.cordon.statemachine.Transition;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LifecycleDiagramTest {
    private static final Pattern MERMAID_LINE = Pattern.compile("stateDiagram-v2"
            + "| {4}state \"[^\"]+\" as \\w+( \\{)?"
            + "| {4}\\}"
            + "| {8}\\w+"
            + "| {4}(\\w+|\\[\\*\\]) --> (\\w+|\\[\\*\\])( : [\\w ,.'()/-]+)?");

    @ParameterizedTest
    @EnumSource(Lifecycle.class)
    void whatIsDrawnOnceStandsForExactlyTheLegalSteps(Lifecycle lifecycle) {
        List<Transition> meant = new ArrayList<>();
        for (Transition arrow : lifecycle.diagram().arrows()) {
            for (String from : meant(arrow.from(), lifecycle)) {
                for (String to : meant(arrow.to(), lifecycle)) {
                    meant.add(new Transition(from, arrow.event(), to));
                }
            }
        }

        assertThat(meant).containsExactlyInAnyOrderElementsOf(lifecycle.transitions());
    }

    private static List<String> meant(String node, Lifecycle lifecycle) {
        return switch (node) {
            case LifecycleDiagram.ANY -> tokens(lifecycle, true, true);
            case LifecycleDiagram.ANY_OPEN -> tokens(lifecycle, false, true);
            case LifecycleDiagram.ANY_FINAL -> tokens(lifecycle, true, false);
            default -> List.of(node);
        };
    }

    private static List<String> tokens(Lifecycle lifecycle, boolean ends, boolean others) {
        return lifecycle.states().stream()
                .filter(state -> state.isFinal() ? ends : others)
                .map(Lifecycle.State::token)
                .toList();
    }

    @ParameterizedTest
    @EnumSource(Lifecycle.class)
    void mermaidHasNothingThatItsGrammarCouldMisread(Lifecycle lifecycle) {
        assertThat(lifecycle.diagram().mermaid().lines()).allMatch(MERMAID_LINE.asMatchPredicate());
    }

    @ParameterizedTest
    @EnumSource(Lifecycle.class)
    void mermaidShowsEveryState(Lifecycle lifecycle) {
        String diagram = lifecycle.diagram().mermaid();

        assertThat(tokens(lifecycle, true, true))
                .allSatisfy(token -> assertThat(diagram).containsPattern("\\b" + token.replace(' ', '_') + "\\b"));
    }

    @Test
    void namesWithBlanksGetASafeIdAndKeepTheirLabel() {
        assertThat(Lifecycle.SAMPLE.diagram().mermaid())
                .contains("    state \"not installed\" as not_installed\n")
                .contains("    not_installed --> distribute : retry\n");
    }

    @Test
    void marksThatTheLanguagesUnderstandAreTakenOutOfEvents() {
        LifecycleDiagram diagram = LifecycleDiagram.of(
                ImmutableList.of(state("a", false), state("b", true)),
                ImmutableList.of(new Transition("start", "x: \"y\"; <z>\n#", "a")));

        assertThat(diagram.mermaid()).contains("[*] --> a : x   y    z\n");
        assertThat(diagram.dot()).contains("start -> a [label=\"x   y    z\"];");
    }

    private static Lifecycle.State state(String token, boolean isFinal) {
        return new Lifecycle.State(token, "", isFinal, "", Optional.empty(), Optional.empty(), Optional.empty());
    }
}
