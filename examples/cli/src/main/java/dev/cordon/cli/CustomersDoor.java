package dev.cordon.cli;

import dev.cordon.jetty.JettyListenerConfig;
import java.io.Closeable;
import java.net.URI;

/** No door at all: customers come in by the listener, and each of their requests proves who they are. */
final class CustomersDoor implements RunOptions.Door {
    @Override
    public JettyListenerConfig admitting(JettyListenerConfig listener) {
        return listener.provenByRequests();
    }

    @Override
    public Closeable open(URI listener) {
        return () -> {};
    }
}
