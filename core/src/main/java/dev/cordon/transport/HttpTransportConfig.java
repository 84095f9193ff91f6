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
 *     for the largest content; reading the content of the answer is not timed
 * @param limits how much the header of an answer may hold
 */
public record HttpTransportConfig(
        URI endpoint, Optional<Secret> token, Duration connectTimeout, Duration requestTimeout, HeaderLimits limits) {
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
        checkArgument(isPositive(connectTimeout) && isPositive(requestTimeout), "a timeout is positive");
    }

    private static boolean isSecure(URI endpoint) {
        return "https".equalsIgnoreCase(endpoint.getScheme());
    }

    private static boolean isPositive(Duration timeout) {
        return !timeout.isZero() && !timeout.isNegative();
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

    /** Returns a copy with other timeouts. */
    public HttpTransportConfig within(Duration connect, Duration request) {
        return new HttpTransportConfig(endpoint, token, connect, request, limits);
    }
}
