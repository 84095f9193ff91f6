package dev.cordon.place;

import dev.cordon.protocol.Customer;
import dev.cordon.spi.Transport;
import java.util.function.Supplier;

/**
 * The place that is asked for analysis: the gateway for a server, the analysis centre for a gateway.
 *
 * @param transport the way there
 * @param customer who asks; read at each request, as the credentials may change
 */
public record Upstream(Transport transport, Supplier<Customer> customer) {
    /** Is asked by one customer, whose credentials stay the same. */
    public Upstream(Transport transport, Customer customer) {
        this(transport, () -> customer);
    }
}
