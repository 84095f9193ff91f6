package dev.cordon.client;

import dev.cordon.protocol.Customer;
import dev.cordon.spi.Transport;
import java.util.function.Supplier;

/** Whom a client turns to with what it has isolated. */
public sealed interface Parent {
    /**
     * A server, to which copies are forwarded.
     *
     * @param transport the way there
     */
    record Server(Transport transport) implements Parent {}

    /**
     * A gateway, to which an agent at the client submits; the client itself only asks it for definitions.
     *
     * @param transport the way there
     * @param customer who asks
     */
    record Gateway(Transport transport, Supplier<Customer> customer) implements Parent {}

    /** Nobody: nothing leaves the computer. */
    record Nobody() implements Parent {}
}
