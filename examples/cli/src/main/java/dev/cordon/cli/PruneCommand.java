package dev.cordon.cli;

import com.google.common.collect.ImmutableSortedSet;
import dev.cordon.attribute.Sequence;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Removes definitions from a home that are not needed there any more. */
@Command(
        name = "prune",
        description =
                "Remove definitions from a home that are not needed there any more, and print which. The set in use, the "
                        + "good ones before it, the newest certified one, and what a sample, target or order waits for stay.")
final class PruneCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Mixin
    @SuppressWarnings("NullAway.Init") // picocli makes it
    private DefinitionsHome home;

    @Option(
            names = "--keep",
            paramLabel = "N",
            defaultValue = "2",
            description = "how many good sets before the one in use stay, to go back to; 1 or more (default: 2)")
    private int keep;

    @Option(names = "--json", description = "print a JSON object")
    private boolean json;

    PruneCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws IOException, Refusal {
        if (keep < 1) {
            throw new ParameterException(spec.commandLine(), "--keep: 1 or more expected");
        }
        return home.act(definitions -> print(definitions.prune(keep)), terminal);
    }

    private void print(ImmutableSortedSet<Sequence> removed) {
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            Json.print(Map.of("removed", removed.stream().map(Sequence::value).toList()), out);
        } else {
            removed.forEach(sequence -> out.print(sequence + "\n"));
        }
        out.flush();
    }
}
