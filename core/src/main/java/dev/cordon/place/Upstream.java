package dev.cordon.place;

import dev.cordon.protocol.Customer;
import dev.cordon.spi.Transport;

/**
 * The place that is asked for analysis: the gateway for a server, the analysis centre for a gateway.
 *
 * @param transport the way there
 * @param customer who asks
 */
public record Upstream(Transport transport, Customer customer) {}
