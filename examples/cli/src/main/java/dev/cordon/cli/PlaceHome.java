package dev.cordon.cli;

import com.google.common.collect.ImmutableList;
import dev.cordon.cli.running.OperatorFiles;
import dev.cordon.cli.running.TypedCommand;
import dev.cordon.codec.ErrorCode;
import dev.cordon.codec.WireException;
import dev.cordon.spi.StoreInUseException;
import java.io.Closeable;
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
 * The option that names the home of a place, and the place in it: opened for one action, or, while another process has it
 * open, reached through that one.
 *
 * @param <P> the place
 */
abstract class PlaceHome<P extends Closeable> {
    @Option(names = "--home", required = true, paramLabel = "DIR", description = "the folder of the place")
    @SuppressWarnings("NullAway.Init") // picocli insists on it
    private Path home;

    @Spec(Spec.Target.MIXEE)
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    private final Optional<P> open;
    private final Path folder;
    private final InstantSource clock = InstantSource.system();

    /**
     * Is for a command that opens the home itself, or for one that another process has sent to the one that has it open.
     *
     * @param open the place, where it is open already
     * @param folder where the command was typed
     */
    PlaceHome(Optional<P> open, Path folder) {
        this.open = open;
        this.folder = folder;
    }

    /** Returns the folder from which files are named that a command of this process names. */
    static Path here() {
        return Path.of("").toAbsolutePath();
    }

    /** What is done at a place. */
    @FunctionalInterface
    interface Action<P> {
        void at(P place) throws IOException, Refusal;
    }

    /** Opens the place in its home. */
    abstract P open(Home at) throws IOException, Refusal;

    /** Returns where the process that has a home open tells how to reach it. */
    OperatorFiles files(Path at) throws IOException {
        return new OperatorFiles(at);
    }

    /** Does something at a place that has to be there, and returns the exit code. */
    final int act(Action<P> action, Terminal terminal) throws IOException, Refusal {
        if (open.isEmpty()) {
            requireThere();
        }
        return actAnywhere(action, terminal);
    }

    /** Does something at the place, here or where it is open, and returns the exit code; makes a new one. */
    final int actAnywhere(Action<P> action, Terminal terminal) throws IOException, Refusal {
        if (open.isPresent()) {
            action.at(open.get());
            return 0;
        }
        try (Home at = home();
                P place = open(at)) {
            action.at(place);
            return 0;
        } catch (StoreInUseException e) {
            return elsewhere(e, terminal);
        }
    }

    private int elsewhere(StoreInUseException inUse, Terminal terminal) throws IOException {
        OperatorFiles files = files(home);
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

    /** Returns whether the place runs, and is not opened for this command only. */
    final boolean isRunning() {
        return open.isPresent();
    }

    /**
     * Refuses what has to be tested where the centre was opened for this command only.
     *
     * @throws WireException {@code unavailable}, which says what to do
     */
    final void requireLaboratory() throws WireException {
        if (!isRunning()) {
            throw new WireException(
                    ErrorCode.UNAVAILABLE,
                    "definitions are tested with the clean files and the engines that run was given; start the centre first");
        }
    }

    private void requireThere() throws IOException, Refusal {
        try (Home at = home()) {
            at.requireThere();
        }
    }

    /** Returns the folder of the place. */
    final Home home() {
        return new Home(home, clock);
    }

    /** Returns where a file is that was named from the folder where the command was typed. */
    final Path path(Path file) {
        return folder.resolve(file);
    }

    final Instant now() {
        return clock.instant();
    }
}
