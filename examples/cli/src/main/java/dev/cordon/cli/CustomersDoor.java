package dev.cordon.cli;

import dev.cordon.jetty.JettyListenerConfig;
import java.io.Closeable;
import java.io.IOException;
import java.net.URI;

/** Customers come in by the listener, and each of their requests proves who they are; the owner has a door of its own. */
final class CustomersDoor implements RunOptions.Door {
    private final OwnersDoor owner;

    CustomersDoor(OwnersDoor owner) {
        this.owner = owner;
    }

    @Override
    public JettyListenerConfig admitting(JettyListenerConfig listener) {
        return listener.provenByRequests();
    }

    @Override
    public Closeable open(URI listener) throws IOException {
        return owner.open();
    }
}
