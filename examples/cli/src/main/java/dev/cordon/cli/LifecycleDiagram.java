package dev.cordon.cli;

import static com.google.common.collect.ImmutableSet.toImmutableSet;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.LinkedHashMultimap;
import com.google.common.collect.SetMultimap;
import dev.cordon.statemachine.Transition;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * A lifecycle as a picture in words, for Mermaid and for Graphviz.
 *
 * <p>A step that is possible everywhere is drawn once, from a node that stands for all the states it starts at; so is a
 * step that may end in any final state. Nothing is left out.
 */
final class LifecycleDiagram {
    /** The state before the first event. */
    static final String START = "start";

    /** Stands for every state. */
    static final String ANY = "any state";

    /** Stands for every state that is not final. */
    static final String ANY_OPEN = "any state that is not final";

    /** Stands for every final state. */
    static final String ANY_FINAL = "any final state";

    private record Step(String end, String event) {}

    private final ImmutableList<Lifecycle.State> states;
    private final ImmutableList<Transition> arrows;

    private LifecycleDiagram(ImmutableList<Lifecycle.State> states, ImmutableList<Transition> arrows) {
        this.states = states;
        this.arrows = arrows;
    }

    static LifecycleDiagram of(ImmutableList<Lifecycle.State> states, ImmutableList<Transition> transitions) {
        ImmutableSet<String> all = tokens(states, true, true);
        ImmutableSet<String> open = tokens(states, false, true);
        ImmutableSet<String> ends = tokens(states, true, false);
        SetMultimap<Step, String> into = LinkedHashMultimap.create();
        SetMultimap<Step, String> outOf = LinkedHashMultimap.create();
        for (Transition transition : transitions) {
            into.put(new Step(transition.to(), transition.event()), transition.from());
            outOf.put(new Step(transition.from(), transition.event()), transition.to());
        }
        Set<Transition> arrows = new LinkedHashSet<>();
        for (Transition transition : transitions) {
            Set<String> from = into.get(new Step(transition.to(), transition.event()));
            Set<String> to = outOf.get(new Step(transition.from(), transition.event()));
            String start = from.equals(all) ? ANY : from.equals(open) ? ANY_OPEN : transition.from();
            String end = to.equals(ends) ? ANY_FINAL : transition.to();
            arrows.add(new Transition(start, transition.event(), end));
        }
        return new LifecycleDiagram(states, ImmutableList.copyOf(arrows));
    }

    private static ImmutableSet<String> tokens(List<Lifecycle.State> states, boolean ends, boolean others) {
        return states.stream()
                .filter(state -> state.isFinal() ? ends : others)
                .map(Lifecycle.State::token)
                .collect(toImmutableSet());
    }

    /** Returns what is drawn: steps between states and the nodes that stand for several. */
    ImmutableList<Transition> arrows() {
        return arrows;
    }

    /** Returns the text of a Mermaid state diagram. */
    String mermaid() {
        List<String> lines = new ArrayList<>();
        lines.add("stateDiagram-v2");
        if (isDrawn(ANY_FINAL)) {
            lines.add("    state \"" + ANY_FINAL + "\" as " + id(ANY_FINAL) + " {");
            ends().forEach(end -> lines.add("        " + id(end)));
            lines.add("    }");
        }
        names().stream()
                .filter(name -> !id(name).equals(name))
                .forEach(name -> lines.add("    state \"" + name + "\" as " + id(name)));
        for (Transition arrow : arrows) {
            String from = arrow.from().equals(START) ? "[*]" : id(arrow.from());
            lines.add("    " + from + " --> " + id(arrow.to()) + " : " + label(arrow.event()));
        }
        ImmutableList<String> rests = isDrawn(ANY_FINAL) ? ImmutableList.of(ANY_FINAL) : ends();
        rests.forEach(end -> lines.add("    " + id(end) + " --> [*]"));
        return String.join("\n", lines) + "\n";
    }

    /** Returns the text of a Graphviz graph. */
    String dot() {
        List<String> lines = new ArrayList<>();
        lines.add("digraph lifecycle {");
        lines.add("    compound=true;");
        lines.add("    node [shape=box, style=rounded];");
        lines.add("    start [shape=point];");
        lines.add("    subgraph cluster_final {");
        lines.add("        label=\"" + ANY_FINAL + "\";");
        ends().forEach(end -> lines.add("        " + id(end) + " [label=\"" + end + "\", peripheries=2];"));
        lines.add("    }");
        names().forEach(name -> lines.add("    " + id(name) + " [label=\"" + name + "\"];"));
        for (Transition arrow : arrows) {
            boolean intoAll = arrow.to().equals(ANY_FINAL);
            String to = intoAll ? ends().get(0) : arrow.to();
            lines.add("    " + id(arrow.from()) + " -> " + id(to) + " [label=\"" + label(arrow.event()) + "\""
                    + (intoAll ? ", lhead=cluster_final" : "") + "];");
        }
        lines.add("}");
        return String.join("\n", lines) + "\n";
    }

    private boolean isDrawn(String name) {
        return arrows.stream()
                .anyMatch(arrow -> arrow.from().equals(name) || arrow.to().equals(name));
    }

    private ImmutableList<String> ends() {
        return tokens(states, true, false).asList();
    }

    /** The states that are not final, and the nodes that stand for several and have no frame of their own. */
    private ImmutableList<String> names() {
        ImmutableList.Builder<String> names = ImmutableList.builder();
        names.addAll(tokens(states, false, true));
        ImmutableList.of(ANY, ANY_OPEN).stream().filter(this::isDrawn).forEach(names::add);
        return names.build();
    }

    private static String id(String name) {
        return name.replaceAll("[^A-Za-z0-9]", "_");
    }

    /** Both languages give meaning to colons, semicolons, quotes and angle brackets. */
    private static String label(String event) {
        return event.replaceAll("[^\\p{L}\\p{N} ,.'()/-]", " ").strip();
    }
}
