package dev.cordon.cli;

import static com.google.common.collect.ImmutableList.toImmutableList;

import com.google.common.collect.ImmutableList;
import com.google.gson.annotations.SerializedName;
import dev.cordon.attribute.Attribute;
import dev.cordon.attribute.AttributeCatalogue;
import dev.cordon.attribute.Group;
import dev.cordon.protocol.Essential;
import dev.cordon.protocol.MessageKind;
import java.io.PrintWriter;
import java.util.List;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Prints the catalogue of attributes. */
@Command(
        name = "attributes",
        description = {
            "List the attributes that messages carry: what each may hold and tells, which messages carry it, and to "
                    + "which it is essential.",
            "Kinds of message are explained by cordon messages, words by cordon vocabulary."
        })
final class AttributesCommand implements Runnable {
    private record Row(
            String name,
            String group,
            String syntax,
            String limit,
            String example,
            String description,
            @SerializedName("carried_in") String carriedIn,
            @SerializedName("identifies_user_or_site") boolean identifying,
            @SerializedName("essential_to") List<String> essentialTo) {}

    private final Terminal terminal;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Parameters(paramLabel = "NAME", arity = "0..*", description = "only these attributes; otherwise all")
    private List<String> names = List.of();

    @Option(names = "--json", description = "print a JSON array")
    private boolean json;

    AttributesCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public void run() {
        PrintWriter out = spec.commandLine().getOut();
        ImmutableList<Attribute> chosen = chosen();
        if (json) {
            Json.print(chosen.stream().map(AttributesCommand::row).toList(), out);
            return;
        }
        Table table = new Table(
                new Table.Column("NAME", 40),
                new Table.Column("VALUES", 20),
                new Table.Column("DESCRIPTION", Table.REST),
                new Table.Column("IDENTIFIES", 10));
        for (Group group : Group.values()) {
            List<Attribute> members = chosen.stream()
                    .filter(attribute -> attribute.group() == group)
                    .toList();
            if (!members.isEmpty()) {
                table.heading(group.token());
                members.forEach(attribute -> table.row(
                        attribute.name(),
                        values(attribute),
                        told(attribute),
                        attribute.identifying() ? "user or site" : ""));
            }
        }
        table.print(out, terminal.width());
    }

    private ImmutableList<Attribute> chosen() {
        return names.isEmpty()
                ? AttributeCatalogue.all()
                : names.stream().map(this::attribute).collect(toImmutableList());
    }

    private Attribute attribute(String name) {
        return AttributeCatalogue.find(name)
                .orElseThrow(() -> new ParameterException(
                        spec.commandLine(), Printable.text(name) + ": not in the list of cordon attributes"));
    }

    private static String values(Attribute attribute) {
        return attribute.limit().isEmpty() ? attribute.syntax() : attribute.syntax() + ", " + attribute.limit();
    }

    private static String told(Attribute attribute) {
        ImmutableList<String> kinds = essentialTo(attribute);
        return attribute.description()
                + (attribute.example().isEmpty() ? "" : " Example: " + attribute.example() + ".")
                + " Carried in: " + attribute.carriedIn() + "."
                + (kinds.isEmpty() ? "" : " Essential to: " + String.join(", ", kinds) + ".");
    }

    private static ImmutableList<String> essentialTo(Attribute attribute) {
        return Stream.of(MessageKind.values())
                .filter(kind -> kind.essentials().stream()
                        .anyMatch(essential -> essential.need() != Essential.Need.WHERE_SAID
                                && essential.key().equals(attribute.key())))
                .map(MessageKind::token)
                .collect(toImmutableList());
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
                attribute.identifying(),
                essentialTo(attribute));
    }
}
