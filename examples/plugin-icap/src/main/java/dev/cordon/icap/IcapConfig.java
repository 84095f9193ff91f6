package dev.cordon.icap;

import static com.google.common.base.Preconditions.checkArgument;

import dev.cordon.transport.Tls;
import java.net.URI;
import java.time.Duration;

/**
 * Which service of which ICAP server is asked, and how much is asked of it.
 *
 * @param service {@code icap://host:port/service}, or {@code icaps:} for TLS from the first byte on; without a port 1344, or
 *     11344 for TLS. The host is looked up when somebody connects
 * @param connectTimeout how long the making of a connection may take, with the handshake of TLS
 * @param readTimeout how long the server may take to say the next byte or to take the next one
 * @param timeout how long a scan may take in all, with the wait for a connection that others use, but without the making of
 *     a new one
 * @param connections how many scans there are at a time, or fewer where the server says so; further ones wait for their
 *     turn
 * @param maxSize the largest content that the server is asked about, in bytes; larger ones are not scanned. Servers are known
 *     to pass what is larger than they take without a look, so it should be no more than that
 * @param tls what is proved and believed where the service is {@code icaps}; the name of the host is always verified
 */
public record IcapConfig(
        URI service,
        Duration connectTimeout,
        Duration readTimeout,
        Duration timeout,
        int connections,
        long maxSize,
        Tls tls) {
    private static final String SECURE = "icaps";
    private static final int USUAL_PORT = 1344;
    private static final int USUAL_SECURE_PORT = 11344;

    /** The {@code MaxObjectSize} of c-icap's antivirus service where its configuration says nothing else. */
    private static final long USUAL_MAX_SIZE = 5L << 20;

    /** Refuses addresses that name no service, and times and bounds with which nothing can be scanned. */
    public IcapConfig {
        checkArgument("icap".equals(service.getScheme()) || isSecure(service), "icap: or icaps: expected");
        checkArgument(service.getHost() != null, "a host is missing");
        checkArgument(service.getPort() != 0 && service.getPort() <= 0xffff, "a port is from 1 to 65535");
        checkArgument(service.getRawPath().length() > 1, "the name of a service is missing");
        checkArgument(
                service.getRawUserInfo() == null && service.getRawFragment() == null,
                "neither a user nor a fragment is part of the address");
        checkArgument(
                isPositive(connectTimeout) && isPositive(readTimeout) && isPositive(timeout), "a time is positive");
        checkArgument(connections > 0 && maxSize > 0, "a bound is positive");
    }

    private static boolean isPositive(Duration time) {
        return !time.isZero() && !time.isNegative();
    }

    /**
     * Returns the configuration for a service, with 10 s to connect, 60 s of silence, 150 s in all, 8 connections, 5 MiB and
     * {@link Tls#standard}. To {@code icap:} what is scanned goes unencrypted, and nothing proves that it is the server that
     * answers: use that on this machine or a network that is trusted.
     *
     * @throws IllegalArgumentException if the address is none of a service
     */
    public static IcapConfig to(URI service) {
        return new IcapConfig(
                service,
                Duration.ofSeconds(10),
                Duration.ofSeconds(60),
                Duration.ofSeconds(150),
                8,
                USUAL_MAX_SIZE,
                Tls.standard());
    }

    /** Returns a copy with another time to connect. */
    public IcapConfig connectingWithin(Duration other) {
        return new IcapConfig(service, other, readTimeout, timeout, connections, maxSize, tls);
    }

    /** Returns a copy that bears another time of silence. */
    public IcapConfig bearingSilence(Duration other) {
        return new IcapConfig(service, connectTimeout, other, timeout, connections, maxSize, tls);
    }

    /** Returns a copy with another time for a scan in all. */
    public IcapConfig waiting(Duration other) {
        return new IcapConfig(service, connectTimeout, readTimeout, other, connections, maxSize, tls);
    }

    /** Returns a copy with so many scans at a time. */
    public IcapConfig connecting(int atMost) {
        return new IcapConfig(service, connectTimeout, readTimeout, timeout, atMost, maxSize, tls);
    }

    /** Returns a copy for contents of up to so many bytes. */
    public IcapConfig upTo(long bytes) {
        return new IcapConfig(service, connectTimeout, readTimeout, timeout, connections, bytes, tls);
    }

    /** Returns a copy that proves and believes what this says, where the service is {@code icaps}. */
    public IcapConfig with(Tls secured) {
        return new IcapConfig(service, connectTimeout, readTimeout, timeout, connections, maxSize, secured);
    }

    /** Returns whether the service is spoken to over TLS. */
    public boolean isSecure() {
        return isSecure(service);
    }

    private static boolean isSecure(URI service) {
        return SECURE.equals(service.getScheme());
    }

    String host() {
        String host = service.getHost();
        return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    }

    int port() {
        if (service.getPort() > 0) {
            return service.getPort();
        }
        return isSecure() ? USUAL_SECURE_PORT : USUAL_PORT;
    }
}
