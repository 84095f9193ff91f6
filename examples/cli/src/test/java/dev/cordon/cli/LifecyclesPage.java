package dev.cordon.cli;

import static dev.cordon.cli.Markdown.code;

import com.google.common.collect.ImmutableMap;
import dev.cordon.statemachine.Advice;
import dev.cordon.statemachine.AnalysisEvent;
import dev.cordon.statemachine.AnalysisState;
import dev.cordon.statemachine.Eligibility;
import dev.cordon.statemachine.Handling;
import dev.cordon.statemachine.SampleEvent;
import dev.cordon.statemachine.Transition;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The page {@code docs/lifecycles.md}. */
final class LifecyclesPage {
    private LifecyclesPage() {}

    static String text() {
        Markdown page = new Markdown();
        page.heading(1, "Lifecycles").text(Pages.WRITTEN).text("""
                        A sample that is caught goes a long way. Where it stands in a quarantine is its *status*
                        (`X-Sample-Status`); where it stands at those who analyse it is its *state*
                        (`X-Analysis-State`). Both change only by *events*, and only along the steps on this page. An
                        event that can't happen is refused with what was, what happened, and what could have happened
                        instead; the sample stays where it is.""").text("""
                        The steps are tables in `dev.cordon.statemachine`, which the code goes by and from which this
                        page and `cordon states` are made. They are functions without memory, time or input: whoever
                        holds a sample keeps its status and the history of its events.""");
        samples(page);
        analyses(page);
        return page.toString();
    }

    private static void samples(Markdown page) {
        page.heading(2, "Samples")
                .text("""
                        A sample arrives, is scanned, and goes one of three ways: definitions at hand cure it and are
                        delivered; nothing has to be done; or nobody knows it yet, and it is submitted, followed, and
                        comes back with definitions or without. A *client* is a computer that caught something; its
                        *server* keeps the quarantine of the site; a *gateway* takes what the site submits; a *set* is
                        one issue of definitions. A step that many statuses have in common is drawn once.""")
                .code("mermaid", Lifecycle.SAMPLE.diagram().mermaid())
                .heading(3, "Statuses")
                .text("""
                        A sample comes to rest when it is `installed` or `unneeded`; only a restart takes it from there.
                        Some statuses are left without anybody doing anything. A sample that stands there for longer
                        than the time in the third column raises an alert; the times are settings (`DwellLimits`).""")
                .table(
                        List.of("status", "what it says", "too long after"),
                        Lifecycle.SAMPLE.states().stream()
                                .map(state -> List.of(
                                        code(state.token()),
                                        state.meaning() + (state.isFinal() ? "; at rest" : ""),
                                        state.limit().map(Spans::text).orElse(""))))
                .heading(3, "Steps");
        steps(Lifecycle.SAMPLE, page);
        page.heading(3, "Events")
                .text("""
                        In a program an event is a value of one of these types with what has to be known of it:
                        `sequence` is the number of a set, `priority` 1 to 1000, `reason` a text for people, `delivery`
                        and `submission` whether the next step is taken by itself or by a person.""")
                .table(List.of("type of `SampleEvent`", "event", "carries"), events(SampleEvent.class))
                .heading(3, "What a scan leads to")
                .text("""
                        The server scans with its own definitions. Where they help depends on the client: definitions
                        that it has already did not help it. Which of two statuses it is depends on a setting: by
                        itself, or when a person decides. A sample that nobody could look at is never taken for clean:
                        it is tried again with growing waits, and ends in `error` when that is given up. An encrypted
                        one, or one larger than the scanner takes, goes to `attention`.""")
                .table(
                        List.of("scan result", "means", "client has older ones", "client has these or newer ones"),
                        Meanings.scans().stream()
                                .map(scan ->
                                        List.of(code(scan.result()), scan.meaning(), scan.older(), scan.current())))
                .heading(3, "What a final report leads to")
                .text("""
                        A status report is final once `X-Date-Finished` is there, whatever word the state is. Then:""")
                .table(
                        List.of("state", "means", "the report names definitions", "it names none"),
                        Meanings.reports().stream()
                                .map(report -> List.of(
                                        code(report.state()), report.meaning(), report.named(), report.unnamed())))
                .text("Any other word, known or not, ends in `error`: a place that says so does not know what it says.")
                .heading(3, "What a person may do")
                .text("Besides being at a status from which the step is possible:")
                .table(
                        List.of("to submit a sample", "otherwise"),
                        Eligibility.submissionRules().stream().map(rule -> List.of(rule.condition(), rule.refusal())))
                .table(
                        List.of("to have its definitions delivered", "otherwise"),
                        Eligibility.deliveryRules().stream().map(rule -> List.of(rule.condition(), rule.refusal())))
                .text("""
                        A date of 0 counts as absent. A restart forgets the submission and its outcome, so that a sample
                        can be submitted anew.""");
    }

    private static void analyses(Markdown page) {
        page.heading(2, "Analyses")
                .text("""
                        A gateway receives a sample and may answer at once, if its filter knows the answer. Otherwise
                        the analysis centre imports it, finds out its kind, replicates it (lets what it holds spread
                        where that does no harm, or finds out in another way what it would do to a file), chooses
                        signatures, builds and tests definitions, and puts its work away. Whatever can't be done by
                        itself is deferred to an expert. The built-in centre goes through these states without ever
                        running a sample; [design.md](design.md#analysis-without-running-anything) says how.""")
                .code("mermaid", Lifecycle.ANALYSIS.diagram().mermaid())
                .heading(3, "States")
                .text("The states come in four phases:")
                .table(
                        List.of("phase", "where the sample is", "states"),
                        Stream.of(AnalysisState.Phase.values())
                                .map(phase -> List.of(code(phase.token()), where(phase), tokens(phase))))
                .table(
                        List.of("state", "what it says"),
                        Lifecycle.ANALYSIS.states().stream()
                                .filter(state -> !state.isFinal())
                                .map(state -> List.of(code(state.token()), state.meaning())))
                .heading(3, "Final states")
                .text("""
                        Nothing leaves a final state. `X-Date-Analyzed` says that the state is one of these, and
                        `X-Date-Finished` that the whole report is final and can be acted upon; there may be a while
                        between the two, in which definitions are on their way. The set of states is open: a word that
                        is not here is carried and shown, and never taken for final.""")
                .table(
                        List.of("state", "what it says", "advice"),
                        Lifecycle.ANALYSIS.states().stream()
                                .filter(Lifecycle.State::isFinal)
                                .map(state -> List.of(
                                        code(state.token()),
                                        state.meaning(),
                                        state.advice().map(Advice::text).orElse(""))))
                .heading(3, "Steps of an analysis")
                .text("""
                        Between `locking` and `unlocking` the build is reserved for one sample. The reservation runs out
                        by itself, so a fault in between frees it.""");
        steps(Lifecycle.ANALYSIS, page);
        page.heading(3, "Events of an analysis")
                .text("`outcome` is the final state in which it ends, `reason` a text for people.")
                .table(List.of("type of `AnalysisEvent`", "event", "carries"), events(AnalysisEvent.class));
    }

    /** What leads from several states to one end by the same event is one row. */
    private static void steps(Lifecycle lifecycle, Markdown page) {
        Map<List<String>, Set<String>> rows = new LinkedHashMap<>();
        for (Transition arrow : lifecycle.diagram().arrows()) {
            rows.computeIfAbsent(List.of(arrow.event(), arrow.to()), row -> new LinkedHashSet<>())
                    .add(arrow.from());
        }
        page.table(
                List.of("from", "event", "to"),
                rows.entrySet().stream()
                        .map(row -> List.of(
                                row.getValue().stream()
                                        .map(LifecyclesPage::node)
                                        .collect(Collectors.joining(", ")),
                                row.getKey().get(0),
                                node(row.getKey().get(1)))));
    }

    /** What stands for several states is not a word of the vocabulary. */
    private static String node(String name) {
        return List.of(
                                LifecycleDiagram.START,
                                LifecycleDiagram.ANY,
                                LifecycleDiagram.ANY_OPEN,
                                LifecycleDiagram.ANY_FINAL)
                        .contains(name)
                ? name
                : code(name);
    }

    private static Stream<List<String>> events(Class<?> events) {
        return Arrays.stream(events.getPermittedSubclasses())
                .map(event -> List.of(
                        code(event.getSimpleName()),
                        kinds(event),
                        Arrays.stream(event.getRecordComponents())
                                .map(RecordComponent::getName)
                                .map(Markdown::code)
                                .collect(Collectors.joining(", "))));
    }

    /** Which kind an event is depends on nothing but its type and on who takes the step. */
    private static String kinds(Class<?> event) {
        return Stream.of(Handling.values())
                .map(handling -> kind(event, handling))
                .distinct()
                .collect(Collectors.joining("; "));
    }

    private static String kind(Class<?> event, Handling handling) {
        Object[] values = Arrays.stream(event.getRecordComponents())
                .map(component -> value(component.getType(), handling))
                .toArray();
        try {
            Object made = event.getDeclaredConstructors()[0].newInstance(values);
            return made instanceof SampleEvent happened
                    ? happened.kind().description()
                    : ((AnalysisEvent) made).kind().description();
        } catch (ReflectiveOperationException e) {
            throw new AssertionError("an event is a record of a few small values", e);
        }
    }

    private static Object value(Class<?> type, Handling handling) {
        return ImmutableMap.<Class<?>, Object>of(
                        int.class,
                        1,
                        String.class,
                        "why",
                        Handling.class,
                        handling,
                        AnalysisState.class,
                        AnalysisState.INFECTED)
                .entrySet()
                .stream()
                .filter(entry -> entry.getKey() == type)
                .map(Map.Entry::getValue)
                .findFirst()
                .orElseThrow();
    }

    private static String where(AnalysisState.Phase phase) {
        return switch (phase) {
            case TRANSIT -> "on its way to the analysis centre";
            case PENDING -> "at the analysis centre, waiting, perhaps for long";
            case ACTIVE -> "at the analysis centre, in work";
            case FINAL -> "the analysis is over";
        };
    }

    private static String tokens(AnalysisState.Phase phase) {
        return Stream.of(AnalysisState.values())
                .filter(state -> state.phase() == phase)
                .map(state -> code(state.token()))
                .collect(Collectors.joining(", "));
    }
}
