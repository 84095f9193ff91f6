package dev.cordon.cli;

import dev.cordon.attribute.Vocabulary;
import java.io.PrintWriter;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Prints the words that attributes may hold. */
@Command(name = "vocabulary", description = "List the words that attributes may hold, and what each says.")
final class VocabularyCommand implements Runnable {
    private final Terminal terminal;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Option(names = "--json", description = "print a JSON object with an array of words for each kind")
    private boolean json;

    @Option(names = "--meanings", description = "with --json: print each word as an object with its meaning")
    private boolean meanings;

    VocabularyCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public void run() {
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            Json.print(meanings ? Vocabulary.words() : Vocabulary.all(), out);
            return;
        }
        Table table = new Table(new Table.Column("WORD", 24), new Table.Column("MEANING", Table.REST));
        Vocabulary.words().forEach((kind, words) -> {
            table.heading(kind);
            words.forEach(word -> table.row(word.token(), word.meaning()));
        });
        table.print(out, terminal.width());
    }
}
