package dev.cordon.cli;

import dev.cordon.place.AnalysisPlace;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The place where samples are analysed and definitions are made. */
@Command(
        name = "analysis",
        description = "Analyse what gateways submit, and make and sign definitions.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = CustomersCommand.class)
final class AnalysisCommand extends CommandGroup {
    @Command(
            name = "run",
            description = "Take samples from gateways until stopped. signing.pub in the home is what others trust.")
    int run(
            @Mixin RunOptions options,
            @Option(
                            names = "--corpus",
                            paramLabel = "DIR",
                            description = "clean files, in which no signature may be found (default: none)")
                    @Nullable Path corpus)
            throws IOException, Refusal, InterruptedException {
        options.refuseToken();
        try (AnalysisPlace centre = Centre.open(
                options.config(),
                options.customers("analysis"),
                new SigningFiles(options.home()).key(),
                Optional.ofNullable(corpus))) {
            return options.run("analysis", centre.place(), new CustomersDoor());
        }
    }
}
