package dev.cordon.transport;

import dev.cordon.codec.HeaderLimits;
import java.util.Optional;

/**
 * Where and how a place listens.
 *
 * @param host the name or address to listen on
 * @param port the port; 0 for any that is free
 * @param token what callers have to prove themselves with; without one only a loopback address is listened on
 * @param limits how much the header of a request may hold
 */
public record HttpListenerConfig(String host, int port, Optional<Secret> token, HeaderLimits limits) {
    /** Returns a listener on this machine only, without a token. */
    public static HttpListenerConfig loopback(int port) {
        return new HttpListenerConfig("127.0.0.1", port, Optional.empty(), HeaderLimits.standard());
    }

    /** Returns a copy that wants a token of its callers. */
    public HttpListenerConfig requiring(Secret secret) {
        return new HttpListenerConfig(host, port, Optional.of(secret), limits);
    }
}
