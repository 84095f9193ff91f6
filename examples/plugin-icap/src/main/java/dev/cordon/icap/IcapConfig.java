package dev.cordon.icap;

import static com.google.common.base.Preconditions.checkArgument;

import java.net.URI;
import java.time.Duration;

/**
 * Which service of which ICAP server is asked, and how much is asked of it.
 *
 * @param service {@code icap://host:port/service}; without a port 1344. The host is looked up when somebody connects
 * @param connectTimeout how long the making of a connection may take
 * @param readTimeout how long the server may take to say the next byte or to take the next one
 * @param timeout how long a scan may take in all, with the wait for a connection that others use, but without the making of
 *     a new one
 * @param connections how many scans there are at a time, or fewer where the server says so; further ones wait for their
 *     turn
 * @param maxSize the largest content that the server is asked about, in bytes; larger ones are not scanned. Servers are known
 *     to pass what is larger than they take without a look, so it should be no more than that
 */
public record IcapConfig(
        URI service, Duration connectTimeout, Duration readTimeout, Duration timeout, int connections, long maxSize) {
    private static final int USUAL_PORT = 1344;

    /** The {@code MaxObjectSize} of c-icap's antivirus service where its configuration says nothing else. */
    private static final long USUAL_MAX_SIZE = 5L << 20;

    /** Refuses addresses that name no service, and times and bounds with which nothing can be scanned. */
    public IcapConfig {
        checkArgument("icap".equals(service.getScheme()), "icap: expected");
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
     * Returns the configuration for a service, with 10 s to connect, 60 s of silence, 150 s in all, 8 connections and 5 MiB.
     * What is scanned goes there unencrypted, and nothing proves that it is the server that answers: use it on this machine
     * or a network that is trusted.
     *
     * @throws IllegalArgumentException if the address is none of a service
     */
    public static IcapConfig to(URI service) {
        return new IcapConfig(
                service, Duration.ofSeconds(10), Duration.ofSeconds(60), Duration.ofSeconds(150), 8, USUAL_MAX_SIZE);
    }

    /** Returns a copy with another time to connect. */
    public IcapConfig connectingWithin(Duration other) {
        return new IcapConfig(service, other, readTimeout, timeout, connections, maxSize);
    }

    /** Returns a copy that bears another time of silence. */
    public IcapConfig bearingSilence(Duration other) {
        return new IcapConfig(service, connectTimeout, other, timeout, connections, maxSize);
    }

    /** Returns a copy with another time for a scan in all. */
    public IcapConfig waiting(Duration other) {
        return new IcapConfig(service, connectTimeout, readTimeout, other, connections, maxSize);
    }

    /** Returns a copy with so many scans at a time. */
    public IcapConfig connecting(int atMost) {
        return new IcapConfig(service, connectTimeout, readTimeout, timeout, atMost, maxSize);
    }

    /** Returns a copy for contents of up to so many bytes. */
    public IcapConfig upTo(long bytes) {
        return new IcapConfig(service, connectTimeout, readTimeout, timeout, connections, bytes);
    }

    String host() {
        String host = service.getHost();
        return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    }

    int port() {
        return service.getPort() > 0 ? service.getPort() : USUAL_PORT;
    }
}
