package dev.cordon.jetty;

import static com.google.common.base.Preconditions.checkArgument;

import dev.cordon.transport.HttpListenerConfig;
import dev.cordon.transport.Tls;
import java.time.Duration;
import java.util.Optional;

/**
 * Where and how a place listens to strangers.
 *
 * @param http the address, the tokens, and how much a header may hold
 * @param tls what the place proves itself with; empty for plain HTTP. Where it names authorities, a caller has to prove
 *     itself with a certificate that one of them has signed
 * @param patience how long a client is waited for: until its next request is there, and for its content. So it is also how
 *     long a connection without a request is kept
 * @param bytesPerSecond how fast content has to flow beyond the patience, in both directions
 * @param longest how long one request may keep its connection waiting in all
 * @param connections how many there may be at a time; further ones wait to be accepted. Each may need a thread
 * @param isProvenInRequests whether every request proves its caller to the desk, as those of customers do at a gateway; then
 *     TLS is enough to listen beyond loopback
 */
public record JettyListenerConfig(
        HttpListenerConfig http,
        Optional<Tls> tls,
        Duration patience,
        long bytesPerSecond,
        Duration longest,
        int connections,
        boolean isProvenInRequests) {

    /** Refuses bounds that let nothing through, and TLS without a key. */
    public JettyListenerConfig {
        checkArgument(isPositive(patience) && isPositive(longest), "a time is positive");
        checkArgument(bytesPerSecond > 0 && connections > 0, "a bound is positive");
        checkArgument(
                tls.isEmpty() || tls.get().hasKey(), "to listen with TLS, a place needs a key and its certificate");
    }

    private static boolean isPositive(Duration time) {
        return !time.isZero() && !time.isNegative();
    }

    /** Returns plain HTTP with a patience of 30 s, 4 KiB a second, 30 minutes for a request and 2,000 connections. */
    public static JettyListenerConfig of(HttpListenerConfig http) {
        return new JettyListenerConfig(
                http, Optional.empty(), Duration.ofSeconds(30), 4 << 10, Duration.ofMinutes(30), 2_000, false);
    }

    /** Returns a copy with another address, other tokens or other limits of headers. */
    public JettyListenerConfig at(HttpListenerConfig other) {
        return new JettyListenerConfig(other, tls, patience, bytesPerSecond, longest, connections, isProvenInRequests);
    }

    /** Returns a copy that listens with TLS. */
    public JettyListenerConfig with(Tls secured) {
        return new JettyListenerConfig(
                http, Optional.of(secured), patience, bytesPerSecond, longest, connections, isProvenInRequests);
    }

    /** Returns a copy with another patience. */
    public JettyListenerConfig waiting(Duration other) {
        return new JettyListenerConfig(http, tls, other, bytesPerSecond, longest, connections, isProvenInRequests);
    }

    /** Returns a copy that wants content to flow faster or slower. */
    public JettyListenerConfig flowing(long bytesEachSecond) {
        return new JettyListenerConfig(http, tls, patience, bytesEachSecond, longest, connections, isProvenInRequests);
    }

    /** Returns a copy that lets a request take so long. */
    public JettyListenerConfig taking(Duration atMost) {
        return new JettyListenerConfig(http, tls, patience, bytesPerSecond, atMost, connections, isProvenInRequests);
    }

    /** Returns a copy that takes so many connections at a time. */
    public JettyListenerConfig connecting(int atMost) {
        return new JettyListenerConfig(http, tls, patience, bytesPerSecond, longest, atMost, isProvenInRequests);
    }

    /** Returns a copy for a desk that every request proves its caller to. */
    public JettyListenerConfig provenByRequests() {
        return new JettyListenerConfig(http, tls, patience, bytesPerSecond, longest, connections, true);
    }

    /** Returns whether nobody is answered who has not proved to be let in. */
    boolean isGuarded() {
        return http.token().isPresent() || isMutual() || isProvenInRequests && tls.isPresent();
    }

    /** Returns whether callers have to prove themselves with a certificate. */
    public boolean isMutual() {
        return tls.filter(Tls::hasAuthorities).isPresent();
    }
}
