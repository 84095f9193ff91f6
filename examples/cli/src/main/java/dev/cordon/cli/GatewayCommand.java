package dev.cordon.cli;

import dev.cordon.attribute.CustomerIdentifier;
import dev.cordon.cli.running.Works;
import dev.cordon.definition.SigningKey;
import dev.cordon.gateway.Customers;
import dev.cordon.place.AnalysisPlace;
import dev.cordon.place.GatewayPlace;
import dev.cordon.place.PlaceConfig;
import dev.cordon.place.Upstream;
import dev.cordon.protocol.Customer;
import dev.cordon.spi.Transport;
import dev.cordon.station.Backoff;
import dev.cordon.transport.HttpTransport;
import dev.cordon.transport.LoopbackTransport;
import dev.cordon.transport.Secret;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** The place that servers submit to. */
@Command(
        name = "gateway",
        description = "Take samples from servers, answer what is known, and pass the rest on for analysis.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = CustomersCommand.class)
final class GatewayCommand extends CommandGroup {
    private static final CustomerIdentifier INSIDE = CustomerIdentifier.parse("inside platinum");

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
            @Option(
                            names = "--corpus",
                            paramLabel = "DIR",
                            description =
                                    "of the centre inside: clean files, in which no signature may be found (default: none)")
                    @Nullable Path corpus)
            throws IOException, Refusal, InterruptedException {
        options.refuseToken();
        return analysis == null
                ? runWithCentre(options, Optional.ofNullable(corpus))
                : runBefore(analysis, options, corpus);
    }

    private int runBefore(URI analysis, RunOptions options, @Nullable Path corpus)
            throws IOException, Refusal, InterruptedException {
        if (corpus != null) {
            throw new ParameterException(spec().commandLine(), "--corpus: the centre of --analysis has its own");
        }
        Supplier<Customer> customer = options.customer("an analysis centre");
        try (Transport way = new HttpTransport(
                options.network().way(ServerAddress.way(analysis, "--analysis", spec())), options.clock())) {
            return serve(options, options.believing(options.config()), new Upstream(way, customer));
        }
    }

    private static int runWithCentre(RunOptions options, Optional<Path> corpus)
            throws IOException, Refusal, InterruptedException {
        SigningKey key = new SigningFiles(options.home()).key();
        Customer gateway =
                new Customer(INSIDE, Secret.generate(new SecureRandom()).value());
        Customers insiders = Customers.of(List.of(gateway));
        PlaceConfig config = options.config();
        PlaceConfig inside = config.in(options.home().resolve("analysis"));
        try (AnalysisPlace centre = Centre.open(inside, () -> insiders, key, corpus);
                Works works = new Works("analysis", Backoff.standard(), options.observer());
                Transport way = new LoopbackTransport(centre.place().desk(), options.clock())) {
            works.start(centre.place().stations());
            return serve(options, config.trusting(key.trusted()), new Upstream(way, gateway));
        }
    }

    private static int serve(RunOptions options, PlaceConfig config, Upstream analysis)
            throws IOException, Refusal, InterruptedException {
        Supplier<Customers> customers = options.customers("gateway");
        try (GatewayPlace gateway = GatewayPlace.open(config, customers, analysis)) {
            return options.run("gateway", gateway.place(), new CustomersDoor());
        }
    }
}
