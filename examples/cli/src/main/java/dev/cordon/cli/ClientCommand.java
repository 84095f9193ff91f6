package dev.cordon.cli;

import dev.cordon.attribute.SampleReason;
import dev.cordon.attribute.Sequence;
import dev.cordon.client.Destination;
import dev.cordon.client.LocalQuarantine;
import dev.cordon.client.QuarantineException;
import dev.cordon.client.Restoration;
import dev.cordon.place.ClientPlace;
import dev.cordon.sample.Sample;
import dev.cordon.sample.SampleId;
import dev.cordon.statemachine.SampleStatus;
import dev.cordon.transport.HttpTransport;
import dev.cordon.transport.HttpTransportConfig;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What a person does with the quarantine of one computer. */
@Command(
        name = "client",
        description = "Isolate files on this computer, look at them, and give them back.",
        synopsisSubcommandLabel = "COMMAND")
final class ClientCommand extends CommandGroup {
    private final Terminal terminal;

    ClientCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Command(name = "isolate", description = "Take files into the quarantine and remove them from their places.")
    int isolate(
            @Parameters(paramLabel = "FILE", arity = "1..*", description = "files; links are not followed")
                    List<Path> files,
            @Mixin ClientHome home,
            @Option(
                            names = "--reason",
                            paramLabel = "REASON",
                            defaultValue = "manual",
                            description = "why: badrepair, manual, norepair, suspicious or variant (default: manual)",
                            converter = ReasonConverter.class)
                    SampleReason reason)
            throws IOException, Refusal {
        return home.performAnywhere(
                quarantine -> {
                    for (Path file : files) {
                        Sample sample = isolate(quarantine, home.path(file), reason, files.size() > 1);
                        out().print(sample.id() + "\n");
                        // What was taken away is told, whatever becomes of the files after it.
                        out().flush();
                    }
                },
                terminal);
    }

    /** Names the file where there are several, as nobody could tell otherwise which was refused. */
    private static Sample isolate(LocalQuarantine quarantine, Path file, SampleReason reason, boolean several)
            throws IOException {
        try {
            return quarantine.isolate(file, reason);
        } catch (QuarantineException e) {
            throw several ? new QuarantineException(e.refusal(), file + ": " + e.reason(), e) : e;
        }
    }

    @Command(
            name = "checkup",
            description =
                    "Record what files are like while they are known to be good: what is done to them later can be "
                            + "told by it, and taken back.")
    int checkup(
            @Parameters(paramLabel = "FILE", arity = "1..*", description = "files; links are not followed")
                    List<Path> files,
            @Mixin ClientHome home)
            throws IOException, Refusal {
        return home.performAnywhere(
                quarantine -> {
                    for (Path file : files) {
                        quarantine.recordCheckup(home.path(file));
                    }
                },
                terminal);
    }

    @Command(name = "list", description = "List what the quarantine holds, oldest first.")
    int list(@Mixin ClientHome home, @Option(names = "--json", description = "print a JSON array") boolean json)
            throws IOException, Refusal {
        return home.perform(
                quarantine -> new SampleList(quarantine.list(), home.now()).print(json, out(), terminal), terminal);
    }

    @Command(name = "show", description = "Show all that is known of a sample: attributes, actions and errors.")
    int show(
            @Parameters(paramLabel = "ID", converter = SampleIdConverter.class) SampleId id,
            @Mixin ClientHome home,
            @Option(names = "--json", description = "print a JSON object") boolean json)
            throws IOException, Refusal {
        return home.perform(quarantine -> new SampleView(quarantine.show(id)).print(json, out(), terminal), terminal);
    }

    @Command(name = "restore", description = "Give a file back as it was, if a fresh scan finds nothing in it.")
    int restore(
            @Parameters(paramLabel = "ID", converter = SampleIdConverter.class) SampleId id,
            @Mixin ClientHome home,
            @Option(names = "--to", paramLabel = "PATH", description = "a new file, or a folder that is there")
                    @Nullable Path to,
            @Option(names = "--unscanned", description = "do not scan it before") boolean unscanned)
            throws IOException, Refusal {
        Destination destination = destination(home, to);
        return home.perform(
                quarantine -> tell(
                        unscanned ? quarantine.restoreUnscanned(id, destination) : quarantine.restore(id, destination)),
                terminal);
    }

    @Command(name = "repair", description = "Remove what the definitions know from a file, and give it back.")
    int repair(
            @Parameters(paramLabel = "ID", converter = SampleIdConverter.class) SampleId id,
            @Mixin ClientHome home,
            @Option(names = "--to", paramLabel = "PATH", description = "a new file, or a folder that is there")
                    @Nullable Path to)
            throws IOException, Refusal {
        return home.perform(quarantine -> tell(quarantine.repair(id, destination(home, to))), terminal);
    }

    @Command(name = "delete", description = "Delete a file from the quarantine for good.")
    int delete(@Parameters(paramLabel = "ID", converter = SampleIdConverter.class) SampleId id, @Mixin ClientHome home)
            throws IOException, Refusal {
        return home.perform(quarantine -> quarantine.delete(id), terminal);
    }

    @Command(
            name = "forward",
            description = "Put samples in line for the server; without an ID all that wait for a person.")
    int forward(
            @Parameters(paramLabel = "ID", arity = "0..*", converter = SampleIdConverter.class) @Nullable List<SampleId> ids,
            @Mixin ClientHome home)
            throws IOException, Refusal {
        return home.perform(
                quarantine -> {
                    for (SampleId id : ids == null ? heldBack(quarantine) : ids) {
                        out().print(quarantine.forward(id).id() + "\n");
                    }
                },
                terminal);
    }

    private static List<SampleId> heldBack(LocalQuarantine quarantine) throws IOException {
        List<SampleId> held = new ArrayList<>();
        for (Sample sample : quarantine.list()) {
            if (sample.status() == SampleStatus.HELD || sample.status() == SampleStatus.RELEASED) {
                held.add(sample.id());
            }
        }
        return held;
    }

    @Command(
            name = "run",
            description = "Forward what is held, hear of definitions, and cure by itself, until stopped.")
    int run(
            @Mixin RunOptions options,
            @Option(names = "--server", required = true, paramLabel = "URL", description = "where the server listens")
                    URI server)
            throws IOException, Refusal, InterruptedException {
        HttpTransportConfig way = options.network().way(ServerAddress.way(server, "--server", spec()));
        HttpTransportConfig config = options.token().map(way::authenticating).orElse(way);
        try (options;
                HttpTransport transport = new HttpTransport(config, options.clock());
                ClientPlace client =
                        ClientPlace.open(options.believing(options.config()), transport, options.platform())) {
            return options.run(
                    "client",
                    client.place(),
                    new OwnersDoor(
                            options.operator(),
                            ClientCommand::new,
                            folder -> ClientHome.held(client, folder),
                            OpenDefinitions.of(client.place())));
        }
    }

    @Command(name = "definitions", description = "List the definitions that are kept here, oldest first.")
    int definitions(@Mixin ClientHome home, @Option(names = "--json", description = "print a JSON array") boolean json)
            throws IOException, Refusal {
        return home.act(
                place -> new DefinitionsList(place.place().active().kept()).print(json, out(), terminal), terminal);
    }

    @Command(
            name = "go-back",
            description = "Use older definitions here that are kept, and never those again that were in use.")
    int goBack(
            @Parameters(
                            paramLabel = "SEQ",
                            converter = SequenceConverter.class,
                            description = "the definitions to go back to")
                    Sequence sequence,
            @Mixin ClientHome home)
            throws IOException, Refusal {
        return home.act(place -> place.place().active().goBack(sequence), terminal);
    }

    private static Destination destination(ClientHome home, @Nullable Path to) {
        return to == null ? Destination.original() : Destination.at(home.path(to));
    }

    private void tell(Restoration done) {
        out().print(Printable.path(done.place()) + "\n");
        if (!done.lost().isEmpty()) {
            String lost = done.lost().stream()
                    .map(trait -> trait.name().toLowerCase(Locale.ROOT).replace('_', ' '))
                    .collect(Collectors.joining(", "));
            out().print("without its " + lost + "\n");
        }
    }

    /** Returns the line for an action that the quarantine has refused. */
    static String line(QuarantineException refused) {
        return refused.refusal().code() + ": " + Printable.line(refused.reason());
    }
}
