package dev.cordon.cli;

import dev.cordon.place.ServerPlace;
import java.io.IOException;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The central quarantine of a site. */
@Command(
        name = "server",
        description = "Hold what clients forward, scan it, and bring back what cures it.",
        synopsisSubcommandLabel = "COMMAND")
final class ServerCommand implements Runnable {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    /** Refuses to run without a command. */
    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "a command is missing");
    }

    @Command(name = "run", description = "Take samples from clients until stopped.")
    int run(@Mixin RunOptions options) throws IOException, Refusal, InterruptedException {
        try (ServerPlace server = ServerPlace.open(options.config(), Optional.empty(), name -> Optional.empty())) {
            return options.run("server", server.place());
        }
    }
}
