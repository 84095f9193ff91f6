package dev.cordon.cli;

import com.google.common.base.Ascii;
import com.google.common.base.Enums;
import com.google.gson.annotations.SerializedName;
import dev.cordon.statemachine.Advice;
import dev.cordon.statemachine.FinalMeaning;
import dev.cordon.statemachine.Transition;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** Prints a lifecycle. */
@Command(
        name = "states",
        description = {
            "List the statuses of samples or the states of analyses, and every legal step.",
            "Samples also: how long one may stand at a status, what scans and final reports lead to, and what a person "
                    + "may do. Analyses also: what a final state advises."
        })
final class StatesCommand implements Runnable {
    private record Listing(List<Row> states, List<Transition> transitions) {}

    private record SampleListing(
            List<Row> states,
            List<Transition> transitions,
            List<Meanings.Scan> scans,
            List<Meanings.Report> reports,
            Eligible eligible) {}

    private record Eligible(List<String> submission, List<String> delivery) {}

    private record Row(
            String token,
            String phase,
            @SerializedName("final") boolean isFinal,
            String meaning,
            @Nullable String limit,
            @Nullable String outcome,
            @Nullable String advice) {}

    private static final class Form {
        @Option(names = "--json", description = "print a JSON object")
        private boolean json;

        @Option(
                names = "--mermaid",
                description = "print a Mermaid state diagram; what is possible everywhere is drawn once")
        private boolean mermaid;

        @Option(names = "--dot", description = "print a graph for Graphviz; what is possible everywhere is drawn once")
        private boolean dot;
    }

    private static final class LifecycleConverter implements ITypeConverter<Lifecycle> {
        @Override
        public Lifecycle convert(String typed) {
            return Enums.getIfPresent(Lifecycle.class, Ascii.toUpperCase(typed))
                    .toJavaUtil()
                    .orElseThrow(() -> new TypeConversionException("sample or analysis expected"));
        }
    }

    private final Terminal terminal;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Parameters(paramLabel = "sample|analysis", description = "which lifecycle", converter = LifecycleConverter.class)
    @SuppressWarnings("NullAway.Init") // picocli insists on it
    private Lifecycle lifecycle;

    @ArgGroup
    private Form form = new Form();

    StatesCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public void run() {
        PrintWriter out = spec.commandLine().getOut();
        if (form.json) {
            Json.print(listing(), out);
        } else if (form.mermaid) {
            out.print(lifecycle.diagram().mermaid());
        } else if (form.dot) {
            out.print(lifecycle.diagram().dot());
        } else {
            printTables(out);
        }
    }

    private Object listing() {
        List<Row> states = lifecycle.states().stream().map(StatesCommand::row).toList();
        return lifecycle == Lifecycle.ANALYSIS
                ? new Listing(states, lifecycle.transitions())
                : new SampleListing(
                        states,
                        lifecycle.transitions(),
                        Meanings.scans(),
                        Meanings.reports(),
                        new Eligible(Meanings.forSubmission(), Meanings.forDelivery()));
    }

    private static Row row(Lifecycle.State state) {
        return new Row(
                state.token(),
                state.phase(),
                state.isFinal(),
                state.meaning(),
                state.limit().map(Duration::toString).orElse(null),
                state.outcome().map(FinalMeaning::meaning).orElse(null),
                state.advice().map(Advice::token).orElse(null));
    }

    private void printTables(PrintWriter out) {
        print(lifecycle == Lifecycle.SAMPLE ? statuses() : states(), out);
        out.print('\n');
        print(steps(), out);
        if (lifecycle == Lifecycle.SAMPLE) {
            out.print('\n');
            print(scans(), out);
            out.print('\n');
            print(reports(), out);
            out.print('\n');
            print(eligible(), out);
        }
    }

    private void print(Table table, PrintWriter out) {
        table.print(out, terminal.width());
    }

    private Table statuses() {
        Table table = new Table(
                new Table.Column("STATUS", 24),
                new Table.Column("FINAL", 5),
                new Table.Column("TOO LONG", 8),
                new Table.Column("MEANING", Table.REST));
        for (Lifecycle.State state : lifecycle.states()) {
            table.row(
                    state.token(),
                    state.isFinal() ? "yes" : "",
                    state.limit().map(Spans::text).orElse(""),
                    state.meaning());
        }
        return table;
    }

    private Table states() {
        Table table = new Table(
                new Table.Column("STATE", 24),
                new Table.Column("PHASE", 10),
                new Table.Column("FINAL", 5),
                new Table.Column("MEANING", Table.REST),
                new Table.Column("ADVICE", 22));
        for (Lifecycle.State state : lifecycle.states()) {
            table.row(
                    state.token(),
                    state.phase(),
                    state.isFinal() ? "yes" : "",
                    state.meaning(),
                    state.advice().map(Advice::token).orElse(""));
        }
        return table;
    }

    private Table steps() {
        Table table = new Table(
                new Table.Column("FROM", 24), new Table.Column("EVENT", Table.REST), new Table.Column("TO", 24));
        lifecycle.transitions().forEach(step -> table.row(step.from(), step.event(), step.to()));
        return table;
    }

    private static Table scans() {
        Table table = new Table(
                new Table.Column("SCAN RESULT", 24),
                new Table.Column("MEANS", Table.REST),
                new Table.Column("CLIENT OLDER", 24),
                new Table.Column("CLIENT AS NEW", 24));
        Meanings.scans().forEach(scan -> table.row(scan.result(), scan.meaning(), scan.older(), scan.current()));
        return table;
    }

    private static Table reports() {
        Table table = new Table(
                new Table.Column("FINAL REPORT", 24),
                new Table.Column("MEANS", Table.REST),
                new Table.Column("NAMES A SET", 24),
                new Table.Column("NAMES NONE", 24));
        Meanings.reports()
                .forEach(report -> table.row(report.state(), report.meaning(), report.named(), report.unnamed()));
        return table;
    }

    private static Table eligible() {
        Table table = new Table(new Table.Column("A PERSON MAY", 24), new Table.Column("IF", Table.REST));
        table.row("submit a sample", String.join("; ", Meanings.forSubmission()));
        table.row("have a set delivered", String.join("; ", Meanings.forDelivery()));
        return table;
    }
}
