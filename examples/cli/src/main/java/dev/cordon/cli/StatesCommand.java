package dev.cordon.cli;

import com.google.common.base.Ascii;
import com.google.common.base.Enums;
import com.google.gson.annotations.SerializedName;
import dev.cordon.statemachine.Transition;
import java.io.PrintWriter;
import java.util.List;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** Prints a lifecycle. */
@Command(name = "states", description = "List the statuses of samples or the states of analyses, and every legal step.")
final class StatesCommand implements Runnable {
    private record Listing(List<Row> states, List<Transition> transitions) {}

    private record Row(
            String token,
            String phase,
            @SerializedName("final") boolean isFinal) {}

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

    private Listing listing() {
        return new Listing(
                lifecycle.states().stream()
                        .map(state -> new Row(state.token(), state.phase(), state.isFinal()))
                        .toList(),
                lifecycle.transitions());
    }

    private void printTables(PrintWriter out) {
        Table states = new Table(
                new Table.Column(lifecycle == Lifecycle.SAMPLE ? "STATUS" : "STATE", 24),
                new Table.Column(lifecycle == Lifecycle.SAMPLE ? "" : "PHASE", 10),
                new Table.Column("FINAL", 5),
                new Table.Column("MEANING", Table.REST));
        lifecycle
                .states()
                .forEach(state ->
                        states.row(state.token(), state.phase(), state.isFinal() ? "yes" : "", state.meaning()));
        states.print(out, terminal.width());
        out.print('\n');
        Table steps = new Table(
                new Table.Column("FROM", 24), new Table.Column("EVENT", Table.REST), new Table.Column("TO", 24));
        lifecycle.transitions().forEach(step -> steps.row(step.from(), step.event(), step.to()));
        steps.print(out, terminal.width());
    }
}
