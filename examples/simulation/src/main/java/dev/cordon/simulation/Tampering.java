package dev.cordon.simulation;

import dev.cordon.definition.TrustedKeys;
import dev.cordon.spi.SampleStore;
import dev.cordon.spi.Transport;

/** A mistake that is made on purpose, to see whether the simulation finds it. */
interface Tampering {
    /** Makes no mistake. */
    Tampering NONE = new Tampering() {};

    /** Returns what a host keeps its samples in. */
    default SampleStore store(String host, SampleStore store) {
        return store;
    }

    /** Returns the way from a host to another. */
    default Transport transport(String from, String to, Transport transport) {
        return transport;
    }

    /** Returns whose definitions a host believes. */
    default TrustedKeys trusted(String host, TrustedKeys right, TrustedKeys forger) {
        return right;
    }
}
