package dev.cordon.cli;

import com.google.common.io.Closer;
import com.google.common.util.concurrent.ThreadFactoryBuilder;
import dev.cordon.cli.running.OperatorFiles;
import dev.cordon.jetty.JettyListenerConfig;
import dev.cordon.protocol.Desk;
import dev.cordon.transport.HttpListener;
import dev.cordon.transport.HttpListenerConfig;
import dev.cordon.transport.Secret;
import java.io.Closeable;
import java.io.IOException;
import java.net.URI;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Lets an operator in at the listener of a server, by the token in its home.
 *
 * <p>The commands of the owner on this machine need no certificate: where the server listens over HTTPS, they have a
 * listener on loopback to themselves.
 */
final class ServerDoor implements RunOptions.Door {
    private final OperatorFiles files;
    private final Desk desk;
    private final OwnersDoor owner;
    private final InstantSource clock;
    private final SecureRandom random = new SecureRandom();

    ServerDoor(OperatorFiles files, Desk desk, OwnersDoor owner, InstantSource clock) {
        this.files = files;
        this.desk = desk;
        this.owner = owner;
        this.clock = clock;
    }

    @Override
    public JettyListenerConfig admitting(JettyListenerConfig listener) throws IOException {
        return listener.at(operated(listener.http()));
    }

    private HttpListenerConfig operated(HttpListenerConfig listener) throws IOException {
        return listener.operatedWith(files.token(random));
    }

    @Override
    public Closeable open(URI listener) throws IOException {
        Closer closer = Closer.create();
        closer.register(openForOperators(listener));
        try {
            closer.register(owner.open());
        } catch (IOException | RuntimeException e) {
            closer.close();
            throw e;
        }
        return closer;
    }

    private Closeable openForOperators(URI listener) throws IOException {
        if (listener.getScheme().equals("http")) {
            files.publish(RunOptions.here(listener));
            return files::withdraw;
        }
        ExecutorService workers = Executors.newCachedThreadPool(new ThreadFactoryBuilder()
                .setDaemon(true)
                .setNameFormat("operator-%d")
                .build());
        HttpListener own = HttpListener.open(forOperatorsOnly(), desk, workers, clock);
        files.publish(own.address());
        Closer closer = Closer.create();
        closer.register(workers::shutdownNow);
        closer.register(own);
        closer.register(files::withdraw);
        return closer;
    }

    /** The token of other places is one that nobody knows. */
    private HttpListenerConfig forOperatorsOnly() throws IOException {
        return operated(HttpListenerConfig.loopback(0).requiring(Secret.generate(random)));
    }
}
