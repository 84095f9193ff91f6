package dev.cordon.cli;

import dev.cordon.attribute.Sequence;
import dev.cordon.place.AnalysisPlace;
import dev.cordon.sample.SampleId;
import java.io.IOException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The place where samples are analysed and definitions are made. */
@Command(
        name = "analysis",
        description = "Analyse what gateways submit, and make and sign definitions.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = CustomersCommand.class)
final class AnalysisCommand extends CommandGroup {
    private final Terminal terminal;

    AnalysisCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Command(
            name = "run",
            description = "Take samples from gateways until stopped. signing.pub in the home is what others trust.")
    int run(@Mixin RunOptions options, @Mixin CleanOptions clean, @Mixin TestEngineOptions tests)
            throws IOException, Refusal, InterruptedException {
        options.refuseToken();
        options.requireBuiltInEngine();
        try (options;
                AnalysisPlace centre = Centre.open(
                        options.config(),
                        options.customers("analysis"),
                        new SigningFiles(options.home()).key(),
                        options.laboratory(clean, tests))) {
            return options.run(
                    "analysis",
                    centre.place(),
                    new CustomersDoor(new OwnersDoor(
                            options.operator(),
                            AnalysisCommand::new,
                            folder -> CentreHome.held(centre, folder),
                            OpenDefinitions.of(centre))));
        }
    }

    @Command(name = "certify", description = "Say, with the key of the centre, that definitions are fully tested.")
    int certify(
            @Parameters(paramLabel = "SEQ", converter = SequenceConverter.class, description = "the definitions")
                    Sequence sequence,
            @Mixin CentreHome home)
            throws IOException, Refusal {
        return home.act(place -> place.centre().certify(sequence), terminal);
    }

    @Command(
            name = "go-back",
            description =
                    "Withdraw the definitions above older ones: order every place that asks here to go back to those.")
    int goBack(
            @Parameters(
                            paramLabel = "SEQ",
                            converter = SequenceConverter.class,
                            description = "the definitions to go back to")
                    Sequence sequence,
            @Mixin CentreHome home)
            throws IOException, Refusal {
        return home.act(place -> place.centre().orderBack(sequence), terminal);
    }

    @Command(
            name = "rebuild",
            description =
                    "Build the definitions anew, without signatures that stand in files that are known to be clean, and print "
                            + "their sequence; the centre has to run.")
    int rebuild(@Mixin CentreHome home) throws IOException, Refusal {
        return home.act(
                place -> {
                    home.requireLaboratory();
                    ExpertDesk.of(place).rebuild(out());
                },
                terminal);
    }

    @Command(name = "definitions", description = "List the definitions that are kept here, oldest first.")
    int definitions(@Mixin CentreHome home, @Option(names = "--json", description = "print a JSON array") boolean json)
            throws IOException, Refusal {
        return home.act(
                place -> new DefinitionsList(place.place().active().kept()).print(json, out(), terminal), terminal);
    }

    @Command(name = "deferred", description = "List the samples that wait for the decision of an expert.")
    int deferred(@Mixin CentreHome home, @Option(names = "--json", description = "print a JSON array") boolean json)
            throws IOException, Refusal {
        return home.act(place -> ExpertDesk.of(place).list(home.now(), json, out()), terminal);
    }

    @Command(name = "show", description = "Show all that the centre knows of a sample: attributes, actions and errors.")
    int show(
            @Parameters(paramLabel = "ID", converter = SampleIdConverter.class) SampleId id,
            @Mixin CentreHome home,
            @Option(names = "--json", description = "print a JSON object") boolean json)
            throws IOException, Refusal {
        return home.act(place -> ExpertDesk.of(place).show(id, home.now(), json, out(), terminal), terminal);
    }

    @Command(
            name = "export",
            description = {
                "Write a sample of the centre to a file of this machine, for an expert.",
                "It is a message that is scrambled, for its owner only. Nothing scans it before."
            })
    int export(@Mixin ExportOptions options, @Mixin CentreHome home) throws IOException, Refusal {
        return home.act(place -> ExpertDesk.of(place).export(options, home::path, out()), terminal);
    }

    @Command(name = "decide", description = "Say what becomes of a sample that waits for an expert.")
    int decide(@Mixin DecideOptions decision, @Mixin CentreHome home) throws IOException, Refusal {
        return home.act(place -> decision.at(place.centre()), terminal);
    }
}
