package dev.cordon.alert;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import dev.cordon.scan.ActiveDefinitions;
import dev.cordon.spi.AlertEvent;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Sees whether samples can be scanned: whether there are definitions, and whether the scanner worked when it was last asked.
 */
public final class ScannerProbe implements Probe {
    private final ActiveDefinitions active;
    private final Signal signal;
    private final AtomicBoolean lacking = new AtomicBoolean();

    /**
     * Makes a probe.
     *
     * @param active the definitions of the place
     * @param signal what a {@link WatchedEngine} tells
     */
    public ScannerProbe(ActiveDefinitions active, Signal signal) {
        this.active = active;
        this.signal = signal;
    }

    @Override
    public ImmutableSet<AlertEvent> events() {
        return ImmutableSet.of(AlertEvent.SCANNER_UNREACHABLE);
    }

    @Override
    public ImmutableList<Condition> look(AlertSettings settings, Instant now) {
        if (active.sequence().isEmpty()) {
            lacking.set(true);
            return ImmutableList.of(
                    Condition.Lasting.of(AlertEvent.SCANNER_UNREACHABLE, Optional.empty(), WatchedEngine.SCANNER));
        }
        if (lacking.getAndSet(false)) {
            signal.fine(WatchedEngine.SCANNER);
        }
        return signal.look(settings, now);
    }
}
