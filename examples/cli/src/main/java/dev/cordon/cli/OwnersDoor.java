package dev.cordon.cli;

import com.google.common.io.Closer;
import dev.cordon.cli.running.CommandDoor;
import dev.cordon.cli.running.OperatorFiles;
import dev.cordon.cli.running.TypedCommand;
import dev.cordon.jetty.JettyListenerConfig;
import java.io.Closeable;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.function.Function;

/** Lets the commands about a home be typed while its place runs: the process that has it open runs them itself. */
final class OwnersDoor implements RunOptions.Door {
    private final OperatorFiles files;
    private final Function<Terminal, CommandGroup> commands;
    private final Function<Path, PlaceHome<?>> held;
    private final OpenDefinitions definitions;

    /**
     * Makes a door that is not open yet.
     *
     * @param files where the home tells of it
     * @param commands the commands that are run
     * @param held the open home, for a command that was typed in a folder
     * @param definitions what commands about definitions are about
     */
    OwnersDoor(
            OperatorFiles files,
            Function<Terminal, CommandGroup> commands,
            Function<Path, PlaceHome<?>> held,
            OpenDefinitions definitions) {
        this.files = files;
        this.commands = commands;
        this.held = held;
        this.definitions = definitions;
    }

    /** Returns the configuration as it is: what other places are let do has nothing to do with this door. */
    @Override
    public JettyListenerConfig admitting(JettyListenerConfig listener) {
        return listener;
    }

    @Override
    public Closeable open(URI listener) throws IOException {
        return open();
    }

    Closeable open() throws IOException {
        CommandDoor door = CommandDoor.open(files.token(new SecureRandom()), this::run);
        Closer closer = Closer.create();
        closer.register(door);
        files.publish(door.address());
        closer.register(files::withdraw);
        return closer;
    }

    private int run(TypedCommand command, PrintWriter out, PrintWriter err) {
        return Main.inside(
                        commands,
                        held.apply(command.folder()),
                        DefinitionsHome.held(definitions, command.folder()),
                        command.width(),
                        out,
                        err)
                .execute(command.arguments().toArray(String[]::new));
    }
}
