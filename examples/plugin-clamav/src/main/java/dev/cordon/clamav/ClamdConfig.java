package dev.cordon.clamav;

import static com.google.common.base.Preconditions.checkArgument;

import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import java.nio.file.Path;
import java.time.Duration;

/**
 * Where clamd listens, and how much is asked of it.
 *
 * @param address a TCP address, or that of a Unix socket; looked up when somebody connects
 * @param timeout how long an answer is waited for, from the first byte sent to the last one read. It should be longer than
 *     clamd's {@code MaxScanTime}
 * @param reloadTimeout how long clamd may take until it scans with definitions that it was given
 * @param connections how many scans there are at a time; further ones wait for their turn, no longer than the timeout.
 *     clamd's {@code MaxThreads} should not be lower
 * @param maxSize the largest content that clamd is asked about, in bytes; larger ones are not scanned. clamd says of what
 *     is larger than its {@code MaxFileSize} that it is clean, unless {@code AlertExceedsMax} is on
 */
public record ClamdConfig(
        SocketAddress address, Duration timeout, Duration reloadTimeout, int connections, long maxSize) {
    /** The {@code StreamMaxLength} and {@code MaxFileSize} of clamd 1.x where its configuration says nothing else. */
    private static final long USUAL_MAX_SIZE = 100L << 20;

    /** Refuses times and bounds with which nothing can be scanned. */
    public ClamdConfig {
        checkArgument(isPositive(timeout) && isPositive(reloadTimeout), "a time is positive");
        checkArgument(connections > 0 && maxSize > 0, "a bound is positive");
    }

    private static boolean isPositive(Duration time) {
        return !time.isZero() && !time.isNegative();
    }

    /**
     * Returns the configuration for clamd at a TCP address, with 150 s for a scan, 5 minutes for a reload, 8 connections
     * and 100 MiB. What is scanned goes there unencrypted, and nothing proves that it is clamd that answers: use it on this
     * machine or a network that is trusted.
     */
    public static ClamdConfig tcp(String host, int port) {
        return at(InetSocketAddress.createUnresolved(host, port));
    }

    /** Returns the configuration for clamd at a Unix socket, with the same values. */
    public static ClamdConfig unix(Path socket) {
        return at(UnixDomainSocketAddress.of(socket));
    }

    private static ClamdConfig at(SocketAddress address) {
        return new ClamdConfig(address, Duration.ofSeconds(150), Duration.ofMinutes(5), 8, USUAL_MAX_SIZE);
    }

    /** Returns a copy with another time for a scan. */
    public ClamdConfig waiting(Duration other) {
        return new ClamdConfig(address, other, reloadTimeout, connections, maxSize);
    }

    /** Returns a copy with another time for a reload. */
    public ClamdConfig reloadingWithin(Duration other) {
        return new ClamdConfig(address, timeout, other, connections, maxSize);
    }

    /** Returns a copy with so many scans at a time. */
    public ClamdConfig connecting(int atMost) {
        return new ClamdConfig(address, timeout, reloadTimeout, atMost, maxSize);
    }

    /** Returns a copy for contents of up to so many bytes. */
    public ClamdConfig upTo(long bytes) {
        return new ClamdConfig(address, timeout, reloadTimeout, connections, bytes);
    }
}
