package dev.cordon.cli;

import dev.cordon.analysis.Laboratory;
import dev.cordon.attribute.Sequence;
import dev.cordon.cli.running.Works;
import dev.cordon.definition.SigningKey;
import dev.cordon.gateway.Customers;
import dev.cordon.place.GatewayPlace;
import dev.cordon.place.PlaceConfig;
import dev.cordon.place.Upstream;
import dev.cordon.protocol.Customer;
import dev.cordon.sample.SampleId;
import dev.cordon.spi.Transport;
import dev.cordon.station.Backoff;
import dev.cordon.transport.HttpTransport;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;

/** The place that servers submit to. */
@Command(
        name = "gateway",
        description = "Take samples from servers, answer what is known, and pass the rest on for analysis.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = CustomersCommand.class)
final class GatewayCommand extends CommandGroup {
    private final Terminal terminal;

    GatewayCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Command(
            name = "run",
            description =
                    "Take samples from customers until stopped. Where the analysis centre runs inside, signing.pub in "
                            + "the home is what others trust.")
    int run(
            @Mixin RunOptions options,
            @Option(
                            names = "--analysis",
                            paramLabel = "URL",
                            description =
                                    "the analysis centre; the settings name the customer (default: one runs inside)")
                    @Nullable URI analysis,
            @Mixin CleanOptions clean,
            @Mixin TestEngineOptions tests)
            throws IOException, Refusal, InterruptedException {
        options.refuseToken();
        if (analysis == null) {
            return runWithCentre(options, options.laboratory(clean, tests));
        }
        if (clean.isGiven() || tests.isGiven()) {
            throw new ParameterException(
                    spec().commandLine(), "--corpus, --model, --test-engine: the centre of --analysis has its own");
        }
        return runBefore(analysis, options);
    }

    private int runBefore(URI analysis, RunOptions options) throws IOException, Refusal, InterruptedException {
        Supplier<Customer> customer = options.customer("an analysis centre");
        Supplier<Customers> customers = options.customers("gateway");
        PlaceConfig config = options.believing(options.config());
        try (options;
                Transport way = new HttpTransport(
                        options.network().way(ServerAddress.way(analysis, "--analysis", spec())), options.clock());
                GatewayPlace gateway = GatewayPlace.open(config, customers, new Upstream(way, customer))) {
            return serve(
                    options,
                    gateway,
                    folder -> InsideHome.without(analysis.toString(), folder),
                    OpenDefinitions.of(gateway.place()));
        }
    }

    private static int runWithCentre(RunOptions options, Laboratory laboratory)
            throws IOException, Refusal, InterruptedException {
        SigningKey key = new SigningFiles(options.home()).key();
        Supplier<Customers> customers = options.customers("gateway");
        try (options;
                GatewayWithCentre both =
                        GatewayWithCentre.open(options.home(), options.config(), key, laboratory, customers);
                Works works = new Works("analysis", Backoff.standard(), options.observer())) {
            works.start(both.centre().place().stations());
            return serve(options, both.gateway(), folder -> InsideHome.held(both, folder), OpenDefinitions.of(both));
        }
    }

    private static int serve(
            RunOptions options, GatewayPlace gateway, Function<Path, PlaceHome<?>> held, OpenDefinitions definitions)
            throws IOException, Refusal, InterruptedException {
        OwnersDoor owner = new OwnersDoor(options.operator(), GatewayCommand::new, held, definitions);
        return options.run("gateway", gateway.place(), new CustomersDoor(owner));
    }

    @Command(name = "certify", description = "Say, with the key of the centre, that definitions are fully tested.")
    int certify(
            @Parameters(paramLabel = "SEQ", converter = SequenceConverter.class, description = "the definitions")
                    Sequence sequence,
            @Mixin InsideHome home)
            throws IOException, Refusal {
        return home.act(place -> place.certify(sequence), terminal);
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
            @Mixin InsideHome home)
            throws IOException, Refusal {
        return home.act(place -> place.goBack(sequence), terminal);
    }

    @Command(
            name = "rebuild",
            description =
                    "Build the definitions anew, without signatures that stand in files that are known to be clean, and print "
                            + "their sequence; the centre has to run.")
    int rebuild(@Mixin InsideHome home) throws IOException, Refusal {
        return home.act(
                place -> {
                    home.requireLaboratory();
                    ExpertDesk.of(place).rebuild(out());
                },
                terminal);
    }

    @Command(name = "definitions", description = "List the definitions that are kept here, oldest first.")
    int definitions(@Mixin InsideHome home, @Option(names = "--json", description = "print a JSON array") boolean json)
            throws IOException, Refusal {
        return home.act(
                place -> new DefinitionsList(place.centre().place().active().kept()).print(json, out(), terminal),
                terminal);
    }

    @Command(name = "deferred", description = "List the samples that wait for the decision of an expert.")
    int deferred(@Mixin InsideHome home, @Option(names = "--json", description = "print a JSON array") boolean json)
            throws IOException, Refusal {
        return home.act(place -> ExpertDesk.of(place).list(home.now(), json, out()), terminal);
    }

    @Command(name = "show", description = "Show all that the centre knows of a sample: attributes, actions and errors.")
    int show(
            @Parameters(paramLabel = "ID", converter = SampleIdConverter.class) SampleId id,
            @Mixin InsideHome home,
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
    int export(@Mixin ExportOptions options, @Mixin InsideHome home) throws IOException, Refusal {
        return home.act(place -> ExpertDesk.of(place).export(options, home::path, out()), terminal);
    }

    @Command(name = "decide", description = "Say what becomes of a sample that waits for an expert.")
    int decide(@Mixin DecideOptions decision, @Mixin InsideHome home) throws IOException, Refusal {
        return home.act(place -> decision.at(place.centre().centre()), terminal);
    }
}
