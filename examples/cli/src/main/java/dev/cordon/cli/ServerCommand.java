package dev.cordon.cli;

import com.google.common.util.concurrent.ThreadFactoryBuilder;
import dev.cordon.alert.Alerting;
import dev.cordon.attribute.Sequence;
import dev.cordon.cli.running.OperatorFiles;
import dev.cordon.codec.ErrorCode;
import dev.cordon.codec.WireException;
import dev.cordon.defcast.Defcast;
import dev.cordon.place.PlaceConfig;
import dev.cordon.place.ServerPlace;
import dev.cordon.place.Upstream;
import dev.cordon.protocol.Customer;
import dev.cordon.sample.SampleId;
import dev.cordon.server.Operator;
import dev.cordon.spi.SampleStore;
import dev.cordon.spi.Transport;
import dev.cordon.transport.DividedTransport;
import dev.cordon.transport.HttpTransport;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;

/** The central quarantine of a site. */
@Command(
        name = "server",
        description = "Hold what clients forward, scan it, and bring back what cures it.",
        synopsisSubcommandLabel = "COMMAND")
final class ServerCommand extends CommandGroup {
    private final Terminal terminal;

    ServerCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Command(name = "run", description = "Take samples from clients until stopped; alerts go to standard error.")
    int run(
            @Mixin RunOptions options,
            @Option(
                            names = "--gateway",
                            paramLabel = "URL",
                            description = "where samples are submitted that the definitions here don't resolve; the "
                                    + "settings name the customer (default: nowhere)")
                    @Nullable URI gateway,
            @Option(
                            names = "--download",
                            paramLabel = "URL",
                            description = "where the same gateway hands out definitions, if that is another address "
                                    + "(default: that of --gateway)")
                    @Nullable URI download,
            @Option(
                            names = "--targets",
                            paramLabel = "FILE",
                            description =
                                    "the clients that definitions are pushed to: on each line platform.guid of its "
                                            + "home, a blank and where it listens (default: none; clients ask by themselves)")
                    @Nullable Path targets)
            throws IOException, Refusal, InterruptedException {
        if (gateway == null && download != null) {
            throw new ParameterException(spec().commandLine(), "--download: --gateway is needed, too");
        }
        try (TargetsFile known = targets == null ? TargetsFile.none() : TargetsFile.read(targets, options)) {
            return gateway == null
                    ? run(options, Optional.empty(), known)
                    : submit(options, gateway, download == null ? gateway : download, known);
        }
    }

    private int submit(RunOptions options, URI gateway, URI download, TargetsFile targets)
            throws IOException, Refusal, InterruptedException {
        Supplier<Customer> customer = options.customer("a gateway");
        try (Transport way =
                new DividedTransport(way(gateway, "--gateway", options), way(download, "--download", options))) {
            return run(options, Optional.of(new Upstream(way, customer)), targets);
        }
    }

    private Transport way(URI address, String option, RunOptions options) throws IOException, Refusal {
        return new HttpTransport(options.network().way(ServerAddress.way(address, option, spec())), options.clock());
    }

    private static int run(RunOptions options, Optional<Upstream> gateway, TargetsFile targets)
            throws IOException, Refusal, InterruptedException {
        ExecutorService alerting = Executors.newCachedThreadPool(new ThreadFactoryBuilder()
                .setNameFormat("alerts-%d")
                .setDaemon(true)
                .build());
        PlaceConfig config = options.believing(options.config()).with(Alerting.to(alerting, options::alert));
        try (options;
                ServerPlace server = ServerPlace.open(config, gateway, targets::find)) {
            return options.run(
                    "server",
                    server.place(),
                    new ServerDoor(
                            options.operator(),
                            server.place().desk(),
                            new OwnersDoor(
                                    OperatorFiles.ofCommands(options.home()),
                                    ServerCommand::new,
                                    folder -> DefcastHome.held(server, folder),
                                    OpenDefinitions.of(server.place())),
                            options.clock()));
        } finally {
            alerting.shutdown();
        }
    }

    @Command(name = "list", description = "List the samples of a server, oldest first.")
    int list(@Mixin ServerHome server, @Mixin ListOptions options) throws IOException, Refusal {
        SampleStore.Query query = options.query();
        return server.perform(operator -> options.print(query, operator, server.now(), out(), terminal));
    }

    @Command(name = "show", description = "Show all that is known of a sample: attributes, actions and errors.")
    int show(
            @Parameters(paramLabel = "ID", converter = SampleIdConverter.class) SampleId id,
            @Mixin ServerHome server,
            @Option(names = "--json", description = "print a JSON object") boolean json)
            throws IOException, Refusal {
        return server.perform(operator -> new SampleView(operator.show(id)).print(json, out(), terminal));
    }

    @Command(name = "submit", description = "Put a held sample in line for submission.")
    int submit(
            @Parameters(paramLabel = "ID", converter = SampleIdConverter.class) SampleId id,
            @Mixin ServerHome server,
            @Option(
                            names = "--priority",
                            paramLabel = "N",
                            defaultValue = "1",
                            description = "1 to 1000; higher goes first (default: 1)")
                    int priority)
            throws IOException, Refusal {
        if (priority < 1 || priority > 1000) {
            throw new ParameterException(spec().commandLine(), "--priority: 1 to 1000 expected");
        }
        Optional<String> by = Optional.ofNullable(System.getProperty("user.name"));
        return server.perform(operator -> tell(operator.submit(id, priority, by)));
    }

    @Command(name = "hold", description = "Take a sample out of the line for submission.")
    int hold(@Parameters(paramLabel = "ID", converter = SampleIdConverter.class) SampleId id, @Mixin ServerHome server)
            throws IOException, Refusal {
        return server.perform(operator -> tell(operator.hold(id)));
    }

    @Command(name = "deliver", description = "Put the definitions of a sample in line for delivery.")
    int deliver(
            @Parameters(paramLabel = "ID", converter = SampleIdConverter.class) SampleId id, @Mixin ServerHome server)
            throws IOException, Refusal {
        return server.perform(operator -> tell(operator.deliver(id)));
    }

    @Command(name = "restart", description = "Begin the processing of a sample again.")
    int restart(
            @Parameters(paramLabel = "ID", converter = SampleIdConverter.class) SampleId id, @Mixin ServerHome server)
            throws IOException, Refusal {
        return server.perform(operator -> tell(operator.restart(id)));
    }

    @Command(name = "delete", description = "Remove a sample from the server for good.")
    int delete(
            @Parameters(paramLabel = "ID", converter = SampleIdConverter.class) SampleId id, @Mixin ServerHome server)
            throws IOException, Refusal {
        return server.perform(operator -> operator.delete(id));
    }

    @Command(
            name = "restore",
            description = "Write a sample to a file of this machine as it was captured, if a scan at the server finds "
                    + "nothing in it.")
    int restore(
            @Parameters(paramLabel = "ID", converter = SampleIdConverter.class) SampleId id,
            @Mixin ServerHome server,
            @Mixin NewFile to,
            @Option(names = "--unscanned", description = "do not scan it before") boolean unscanned)
            throws IOException, Refusal {
        return server.perform(operator ->
                tell(unscanned ? operator.restoreUnscanned(id, to.path()) : operator.restore(id, to.path())));
    }

    @Command(
            name = "repair",
            description = "Write a sample to a file of this machine, repaired with the definitions of the server.")
    int repair(
            @Parameters(paramLabel = "ID", converter = SampleIdConverter.class) SampleId id,
            @Mixin ServerHome server,
            @Mixin NewFile to)
            throws IOException, Refusal {
        return server.perform(operator -> tell(operator.repair(id, to.path())));
    }

    @Command(name = "definitions", description = "List the definitions that are kept here, oldest first.")
    int definitions(@Mixin DefcastHome home, @Option(names = "--json", description = "print a JSON array") boolean json)
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
            @Mixin DefcastHome home)
            throws IOException, Refusal {
        return home.act(place -> place.place().active().goBack(sequence), terminal);
    }

    @Command(
            name = "update",
            description = "Ask the gateway for updated definitions for a sample at once, and scan it with what comes.")
    int update(
            @Parameters(paramLabel = "ID", converter = SampleIdConverter.class) SampleId id,
            @Mixin DefcastHome home,
            @Option(names = "--json", description = "print a JSON object") boolean json)
            throws IOException, Refusal {
        return home.act(
                server -> {
                    if (!home.isRunning()) {
                        throw new WireException(ErrorCode.UNAVAILABLE, "only a server that runs reaches its gateway");
                    }
                    new UpdateView(server.requestDefinitions(id)).print(json, out());
                },
                terminal);
    }

    @Command(
            name = "deliver-definitions",
            description = "Give definitions to one target now, whatever rings and policies say.")
    int deliverDefinitions(
            @Parameters(paramLabel = "SEQ", converter = SequenceConverter.class, description = "the definitions")
                    Sequence sequence,
            @Parameters(paramLabel = "TARGET", description = "platform.guid of the home of a client in --targets")
                    String target,
            @Mixin DefcastHome home)
            throws IOException, Refusal {
        return home.act(
                server -> {
                    if (!home.isRunning()) {
                        throw new WireException(ErrorCode.UNAVAILABLE, "only a server that runs knows its targets");
                    }
                    out().print(outcome(server.defcast().deliver(sequence, target)) + "\n");
                },
                terminal);
    }

    private static String outcome(Defcast.Delivery delivery) {
        return switch (delivery) {
            case TAKEN -> "the target has taken the definitions";
            case NOT_NEEDED -> "the target has these definitions or newer ones";
        };
    }

    @Command(
            name = "rollout",
            description = "Show how far the rollout of definitions has come; or stop it; or resume it without the "
                    + "computers that have failed.")
    int rollout(
            @Parameters(
                            paramLabel = "stop|resume",
                            arity = "0..1",
                            defaultValue = "show",
                            converter = RolloutStep.Converter.class,
                            description = "what is done (default: it is shown)")
                    RolloutStep step,
            @Mixin DefcastHome home,
            @Option(names = "--json", description = "print a JSON object") boolean json)
            throws IOException, Refusal {
        return home.act(
                server -> {
                    step.take(server.rollouts());
                    RolloutView.print(
                            server.rollouts().current(), server.rollouts().policy(), json, out(), terminal);
                },
                terminal);
    }

    /** Where a sample is written. */
    static final class NewFile {
        @Option(
                names = "--to",
                paramLabel = "PATH",
                defaultValue = "",
                description = "a new file, or a folder that is there (default: this folder)")
        @SuppressWarnings("NullAway.Init") // it has a default
        private Path to;

        Path path() {
            return to.toAbsolutePath();
        }
    }

    private void tell(Path written) {
        out().print(Printable.path(written) + "\n");
    }

    private void tell(Operator.Detail changed) {
        out().print(changed.sample().status().token() + "\n");
    }
}
