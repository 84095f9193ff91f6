package dev.cordon.defcast;

import dev.cordon.spi.Transport;
import java.util.Optional;

/**
 * The computers to which definitions may be pushed: those that are configured, never an address that a message claims.
 * Safe for use by many threads.
 */
@FunctionalInterface
public interface Targets {
    /**
     * Returns the way to a target; empty for one that can't be reached from here and has to fetch for itself.
     *
     * @param name the target's {@code X-Platform-GUID}
     */
    Optional<Transport> find(String name);
}
