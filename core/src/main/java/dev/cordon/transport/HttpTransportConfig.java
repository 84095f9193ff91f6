package dev.cordon.transport;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.net.InetAddresses;
import dev.cordon.codec.HeaderLimits;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/**
 * How another place is reached over HTTP.
 *
 * @param endpoint where it listens, {@code http} or {@code https}, perhaps with a path, and nothing after that; the
 *     paths of the transactions are added to it
 * @param token what proves that the caller is allowed to
 * @param connectTimeout how long to wait for a connection
 * @param requestTimeout how long sending and waiting for the beginning of the answer may take together, so it has to do
 *     for the largest content
 * @param pauseTimeout how long the content of the answer may pause
 * @param limits how much the header of an answer may hold
 * @param tls what is proved and believed where the endpoint is {@code https}; the name of the host is always verified
 * @param proxy what stands in between; empty for the way that the JDK is configured for
 */
public record HttpTransportConfig(
        URI endpoint,
        Optional<Secret> token,
        Duration connectTimeout,
        Duration requestTimeout,
        Duration pauseTimeout,
        HeaderLimits limits,
        Tls tls,
        Optional<HttpProxy> proxy) {
    private static final int HTTP_PORT = 80;
    private static final int HTTPS_PORT = 443;
    private static final int HIGHEST_PORT = 65_535;

    /** Refuses an address that is not HTTP or says more than where to connect, and timeouts that are not positive. */
    public HttpTransportConfig {
        boolean http = "http".equalsIgnoreCase(endpoint.getScheme()) || isSecure(endpoint);
        checkArgument(http && endpoint.getHost() != null, "an endpoint is an http or https address with a host");
        checkArgument(endpoint.getPort() <= HIGHEST_PORT, "the port of an endpoint is %s at the most", HIGHEST_PORT);
        checkArgument(
                endpoint.getRawUserInfo() == null
                        && endpoint.getRawQuery() == null
                        && endpoint.getRawFragment() == null,
                "an endpoint has no user, no query and no fragment; a token is configured beside it");
        checkArgument(
                isPositive(connectTimeout) && isPositive(requestTimeout) && isPositive(pauseTimeout),
                "a timeout is positive");
    }

    private static boolean isSecure(URI endpoint) {
        return "https".equalsIgnoreCase(endpoint.getScheme());
    }

    private static boolean isPositive(Duration timeout) {
        return !timeout.isZero() && !timeout.isNegative();
    }

    /**
     * Returns the way to an address without a token, with 10 s to connect, 5 minutes to send and be answered, and pauses
     * of a minute at the most.
     */
    public static HttpTransportConfig to(URI endpoint) {
        return new HttpTransportConfig(
                endpoint,
                Optional.empty(),
                Duration.ofSeconds(10),
                Duration.ofMinutes(5),
                Duration.ofMinutes(1),
                HeaderLimits.standard(),
                Tls.standard(),
                Optional.empty());
    }

    /** Returns a copy that sends a token. */
    public HttpTransportConfig authenticating(Secret secret) {
        return new HttpTransportConfig(
                endpoint, Optional.of(secret), connectTimeout, requestTimeout, pauseTimeout, limits, tls, proxy);
    }

    /** Returns a copy with other timeouts. */
    public HttpTransportConfig within(Duration connect, Duration request) {
        return new HttpTransportConfig(endpoint, token, connect, request, pauseTimeout, limits, tls, proxy);
    }

    /** Returns a copy that lets the content of an answer pause for so long. */
    public HttpTransportConfig pausing(Duration longest) {
        return new HttpTransportConfig(endpoint, token, connectTimeout, requestTimeout, longest, limits, tls, proxy);
    }

    /** Returns a copy that proves and believes this over TLS. */
    public HttpTransportConfig with(Tls other) {
        return new HttpTransportConfig(
                endpoint, token, connectTimeout, requestTimeout, pauseTimeout, limits, other, proxy);
    }

    /** Returns a copy that goes through a proxy, unless the endpoint is on this machine. */
    public HttpTransportConfig through(HttpProxy between) {
        return new HttpTransportConfig(
                endpoint, token, connectTimeout, requestTimeout, pauseTimeout, limits, tls, Optional.of(between));
    }

    boolean isSecure() {
        return isSecure(endpoint);
    }

    /** Returns whether what is sent can't be read on the way, because of TLS or because there is no way. */
    boolean isPrivate() {
        return isSecure(endpoint) || isLoopback();
    }

    boolean isLoopback() {
        String host = endpoint.getHost().replace("[", "").replace("]", "");
        return host.equalsIgnoreCase("localhost")
                || InetAddresses.isInetAddress(host)
                        && InetAddresses.forString(host).isLoopbackAddress();
    }

    /** Returns host and port, for people. */
    String place() {
        int usual = isSecure(endpoint) ? HTTPS_PORT : HTTP_PORT;
        return endpoint.getHost() + ":" + (endpoint.getPort() < 0 ? usual : endpoint.getPort());
    }
}
