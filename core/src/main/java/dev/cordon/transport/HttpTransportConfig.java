package dev.cordon.transport;

import static com.google.common.base.Preconditions.checkArgument;

import dev.cordon.codec.HeaderLimits;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/**
 * How another place is reached over HTTP.
 *
 * @param endpoint where it listens, {@code http} or {@code https}; the paths of the transactions are added to it
 * @param token what proves that the caller is allowed to
 * @param connectTimeout how long to wait for a connection
 * @param requestTimeout how long sending and waiting for the beginning of the answer may take together
 * @param limits how much the header of an answer may hold
 */
public record HttpTransportConfig(
        URI endpoint, Optional<Secret> token, Duration connectTimeout, Duration requestTimeout, HeaderLimits limits) {
    /** Refuses an address that is not HTTP. */
    public HttpTransportConfig {
        boolean http = "http".equals(endpoint.getScheme()) || "https".equals(endpoint.getScheme());
        checkArgument(http && endpoint.getHost() != null, "an endpoint is an http or https address with a host");
    }

    /** Returns the way to an address without a token, with 10 s to connect and 5 minutes to send and be answered. */
    public static HttpTransportConfig to(URI endpoint) {
        return new HttpTransportConfig(
                endpoint, Optional.empty(), Duration.ofSeconds(10), Duration.ofMinutes(5), HeaderLimits.standard());
    }

    /** Returns a copy that sends a token. */
    public HttpTransportConfig authenticating(Secret secret) {
        return new HttpTransportConfig(endpoint, Optional.of(secret), connectTimeout, requestTimeout, limits);
    }

    /** Returns a copy with other timeouts. */
    public HttpTransportConfig within(Duration connect, Duration request) {
        return new HttpTransportConfig(endpoint, token, connect, request, limits);
    }
}
