package dev.cordon.cli;

import dev.cordon.attribute.Vocabulary;
import java.io.PrintWriter;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Prints the words that attributes may hold. */
@Command(name = "vocabulary", description = "List the words that attributes may hold.")
final class VocabularyCommand implements Runnable {
    private final Terminal terminal;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Option(names = "--json", description = "print a JSON object with an array of words for each kind")
    private boolean json;

    VocabularyCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public void run() {
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            Json.print(Vocabulary.all(), out);
            return;
        }
        Table table = new Table(new Table.Column("KIND", 24), new Table.Column("WORDS", Table.REST));
        Vocabulary.all().forEach((kind, words) -> table.row(kind, String.join(", ", words)));
        table.print(out, terminal.width());
    }
}
