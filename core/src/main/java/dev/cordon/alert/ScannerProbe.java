package dev.cordon.alert;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import dev.cordon.scan.ActiveDefinitions;
import dev.cordon.spi.AlertEvent;
import java.time.Instant;
import java.util.Optional;

/**
 * Sees whether samples can be scanned: whether there are definitions, and whether the scanner worked when it was last asked.
 *
 * @param active the definitions of the place
 * @param signal what a {@link WatchedEngine} tells
 */
public record ScannerProbe(ActiveDefinitions active, Signal signal) implements Probe {
    @Override
    public ImmutableSet<AlertEvent> events() {
        return ImmutableSet.of(AlertEvent.SCANNER_UNREACHABLE);
    }

    @Override
    public ImmutableList<Condition> look(AlertSettings settings, Instant now) {
        return active.sequence().isPresent()
                ? signal.look(settings, now)
                : ImmutableList.of(
                        Condition.Lasting.of(AlertEvent.SCANNER_UNREACHABLE, Optional.empty(), WatchedEngine.SCANNER));
    }
}
