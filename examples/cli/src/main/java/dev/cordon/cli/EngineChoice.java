package dev.cordon.cli;

import com.google.common.collect.ImmutableList;
import java.util.Optional;

/**
 * What a place scans with.
 *
 * @param engine a clamd that is given the definitions of the place; empty for the built-in engine
 * @param also scanners with definitions of their own, which are asked beside it
 */
record EngineChoice(Optional<ClamdName> engine, ImmutableList<ScannerName> also) {
    /** Returns whether anything but the built-in engine scans. */
    boolean isOther() {
        return engine.isPresent() || !also.isEmpty();
    }
}
