package dev.cordon.cli;

import com.google.gson.annotations.SerializedName;
import dev.cordon.attribute.Attribute;
import dev.cordon.attribute.AttributeCatalogue;
import dev.cordon.attribute.Group;
import java.io.PrintWriter;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Prints the catalogue of attributes. */
@Command(name = "attributes", description = "List the attributes that messages carry.")
final class AttributesCommand implements Runnable {
    private record Row(
            String name,
            String group,
            String syntax,
            String limit,
            String example,
            String description,
            @SerializedName("carried_in") String carriedIn,
            @SerializedName("identifies_user_or_site") boolean identifying) {}

    private final Terminal terminal;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Option(names = "--json", description = "print a JSON array, with examples and the messages that carry each")
    private boolean json;

    AttributesCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public void run() {
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            Json.print(
                    AttributeCatalogue.all().stream()
                            .map(AttributesCommand::row)
                            .toList(),
                    out);
            return;
        }
        Table table = new Table(
                new Table.Column("NAME", 40),
                new Table.Column("VALUES", 20),
                new Table.Column("DESCRIPTION", Table.REST),
                new Table.Column("IDENTIFIES", 10));
        for (Group group : Group.values()) {
            table.heading(group.token());
            AttributeCatalogue.all().stream()
                    .filter(attribute -> attribute.group() == group)
                    .forEach(attribute -> table.row(
                            attribute.name(),
                            values(attribute),
                            attribute.description(),
                            attribute.identifying() ? "user or site" : ""));
        }
        table.print(out, terminal.width());
    }

    private static String values(Attribute attribute) {
        return attribute.limit().isEmpty() ? attribute.syntax() : attribute.syntax() + ", " + attribute.limit();
    }

    private static Row row(Attribute attribute) {
        return new Row(
                attribute.name(),
                attribute.group().token(),
                attribute.syntax(),
                attribute.limit(),
                attribute.example(),
                attribute.description(),
                attribute.carriedIn(),
                attribute.identifying());
    }
}
