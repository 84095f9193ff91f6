package dev.cordon.cli;

import dev.cordon.protocol.Essential;
import dev.cordon.protocol.MessageKind;
import dev.cordon.protocol.Transaction;
import java.io.PrintWriter;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Prints the kinds of message with what is essential to each. */
@Command(
        name = "messages",
        description = {
            "List the kinds of message and the attributes that are essential to each.",
            "A message that lacks one is refused as missing, one with an unreadable one as malformed."
        })
final class MessagesCommand implements Runnable {
    private record Row(
            String kind, String meaning, String route, List<String> transactions, List<EssentialRow> essential) {}

    private record EssentialRow(String name, String need, String expected) {}

    private final Terminal terminal;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Option(names = "--json", description = "print a JSON array")
    private boolean json;

    MessagesCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public void run() {
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            Json.print(
                    Arrays.stream(MessageKind.values())
                            .map(MessagesCommand::row)
                            .toList(),
                    out);
            return;
        }
        Table table = new Table(
                new Table.Column("KIND", 30),
                new Table.Column("WHAT IT IS FOR", 26),
                new Table.Column("ESSENTIAL", Table.REST));
        for (MessageKind kind : MessageKind.values()) {
            table.row(kind.token(), kind.meaning(), essentials(kind));
        }
        table.print(out, terminal.width());
    }

    private static String essentials(MessageKind kind) {
        return kind.essentials().isEmpty()
                ? "nothing"
                : kind.essentials().stream()
                        .map(essential -> essential.need() == Essential.Need.ALWAYS
                                ? essential.key().name()
                                : essential.key() + " (" + essential.need().text() + ")")
                        .collect(Collectors.joining(", "));
    }

    private static Row row(MessageKind kind) {
        return new Row(
                kind.token(),
                kind.meaning(),
                kind.route(),
                kind.transactions().stream().map(Transaction::token).toList(),
                kind.essentials().stream()
                        .map(essential -> new EssentialRow(
                                essential.key().name(),
                                essential.need().text(),
                                essential.key().syntax().description()))
                        .toList());
    }
}
