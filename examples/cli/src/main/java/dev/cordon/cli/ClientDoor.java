package dev.cordon.cli;

import com.google.common.collect.ImmutableList;
import com.google.common.io.Closer;
import dev.cordon.cli.running.CommandDoor;
import dev.cordon.cli.running.OperatorFiles;
import dev.cordon.cli.running.TypedCommand;
import dev.cordon.client.LocalQuarantine;
import dev.cordon.jetty.JettyListenerConfig;
import java.io.Closeable;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.security.SecureRandom;

/** Lets the commands about a client's home be typed while the client runs: it runs them itself. */
final class ClientDoor implements RunOptions.Door {
    private final OperatorFiles files;
    private final LocalQuarantine quarantine;

    ClientDoor(OperatorFiles files, LocalQuarantine quarantine) {
        this.files = files;
        this.quarantine = quarantine;
    }

    /** Returns the configuration as it is: what other places are let do has nothing to do with this door. */
    @Override
    public JettyListenerConfig admitting(JettyListenerConfig listener) {
        return listener;
    }

    @Override
    public Closeable open(URI listener) throws IOException {
        CommandDoor door = CommandDoor.open(files.token(new SecureRandom()), this::run);
        files.publish(door.address());
        Closer closer = Closer.create();
        closer.register(door);
        closer.register(files::withdraw);
        return closer;
    }

    private int run(TypedCommand command, PrintWriter out, PrintWriter err) {
        ImmutableList<String> arguments = command.arguments();
        return Main.inside(ClientHome.held(quarantine, command.folder()), command.width(), out, err)
                .execute(arguments.toArray(String[]::new));
    }
}
