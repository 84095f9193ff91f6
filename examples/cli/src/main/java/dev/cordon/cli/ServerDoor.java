package dev.cordon.cli;

import dev.cordon.cli.running.OperatorFiles;
import dev.cordon.transport.HttpListenerConfig;
import java.io.Closeable;
import java.io.IOException;
import java.net.URI;
import java.security.SecureRandom;

/** Lets an operator in at the listener of a server, by the token in its home. */
final class ServerDoor implements RunOptions.Door {
    private final OperatorFiles files;

    ServerDoor(OperatorFiles files) {
        this.files = files;
    }

    @Override
    public HttpListenerConfig admitting(HttpListenerConfig listener) throws IOException {
        return listener.operatedWith(files.token(new SecureRandom()));
    }

    @Override
    public Closeable open(URI listener) throws IOException {
        files.publish(RunOptions.here(listener));
        return files::withdraw;
    }
}
