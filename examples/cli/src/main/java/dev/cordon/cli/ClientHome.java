package dev.cordon.cli;

import com.google.common.collect.ImmutableList;
import dev.cordon.cli.running.OperatorFiles;
import dev.cordon.cli.running.TypedCommand;
import dev.cordon.client.LocalQuarantine;
import dev.cordon.place.ClientPlace;
import dev.cordon.place.ClientProfile;
import dev.cordon.protocol.Received;
import dev.cordon.protocol.Request;
import dev.cordon.spi.StoreInUseException;
import dev.cordon.spi.Transport;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * The option that names the home of a client, and the quarantine in it: opened for one action, or, while another process
 * has it open, reached through that one.
 */
final class ClientHome {
    @Option(names = "--home", required = true, paramLabel = "DIR", description = "the folder of the quarantine")
    @SuppressWarnings("NullAway.Init") // picocli insists on it
    private Path home;

    @Spec(Spec.Target.MIXEE)
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    private final Optional<LocalQuarantine> open;
    private final Path folder;
    private final InstantSource clock = InstantSource.system();

    /** Is for a command that opens the home itself. */
    ClientHome() {
        this(Optional.empty(), Path.of("").toAbsolutePath());
    }

    private ClientHome(Optional<LocalQuarantine> open, Path folder) {
        this.open = open;
        this.folder = folder;
    }

    /** Is for a command that another process has sent to the one that has the home open. */
    static ClientHome held(LocalQuarantine quarantine, Path folder) {
        return new ClientHome(Optional.of(quarantine), folder);
    }

    /** What is done with a quarantine. */
    @FunctionalInterface
    interface Action {
        void on(LocalQuarantine quarantine) throws IOException;
    }

    /** Does something with a quarantine that has to be there, and returns the exit code. */
    int perform(Action action, Terminal terminal) throws IOException, Refusal {
        if (open.isEmpty()) {
            new Home(home, clock).requireThere();
        }
        return performAnywhere(action, terminal);
    }

    /** Does something with the quarantine, here or where it is open, and returns the exit code; makes a new one. */
    int performAnywhere(Action action, Terminal terminal) throws IOException, Refusal {
        if (open.isPresent()) {
            action.on(open.get());
            return 0;
        }
        Home opened = new Home(home, clock);
        try (ClientPlace client = ClientPlace.open(
                opened.config(Optional.empty()),
                ClientProfile.forwarding(new Nowhere()).on(opened.platform()))) {
            action.on(client.quarantine());
            return 0;
        } catch (StoreInUseException e) {
            return elsewhere(e, terminal);
        }
    }

    private int elsewhere(StoreInUseException inUse, Terminal terminal) throws IOException {
        OperatorFiles files = new OperatorFiles(home);
        URI door = files.address().orElseThrow(() -> inUse);
        ImmutableList<String> typed =
                ImmutableList.copyOf(spec.root().commandLine().getParseResult().originalArgs());
        TypedCommand command = new TypedCommand(typed, folder, terminal.width());
        try {
            return command.runAt(
                    door,
                    files.token(),
                    spec.commandLine().getOut(),
                    spec.commandLine().getErr());
        } catch (ConnectException e) {
            throw inUse;
        }
    }

    /** Returns where a file is that was named from the folder where the command was typed. */
    Path path(Path file) {
        return folder.resolve(file);
    }

    Instant now() {
        return clock.instant();
    }

    /** An action sends nothing: that is left to the client that runs. */
    private static final class Nowhere implements Transport {
        @Override
        public Received send(Request request) throws IOException {
            throw new IOException("nothing is sent by this command");
        }

        @Override
        public void close() {}
    }
}
