package dev.cordon.alert;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import dev.cordon.attribute.Sequence;
import dev.cordon.spi.Alert;
import dev.cordon.spi.AlertEvent;
import dev.cordon.spi.DefinitionStore;
import java.io.IOException;
import java.time.Instant;
import java.util.Optional;

/**
 * Sees whether the store of definitions can be read and holds those in use.
 *
 * @param store the store of the place
 */
public record DefinitionsProbe(DefinitionStore store) implements Probe {
    private static final Alert.Subject DEFINITIONS = Alert.Subject.service("definitions");

    @Override
    public ImmutableSet<AlertEvent> events() {
        return ImmutableSet.of(AlertEvent.DEFINITION_DIRECTORY_INACCESSIBLE);
    }

    @Override
    public ImmutableList<Condition> look(AlertSettings settings, Instant now) {
        return ImmutableList.of(
                isUsable()
                        ? new Condition.Over(AlertEvent.DEFINITION_DIRECTORY_INACCESSIBLE)
                        : Condition.Lasting.of(
                                AlertEvent.DEFINITION_DIRECTORY_INACCESSIBLE, Optional.empty(), DEFINITIONS));
    }

    private boolean isUsable() {
        try {
            Optional<Sequence> active = store.active();
            return store.sequences().containsAll(active.stream().toList());
        } catch (IOException e) {
            return false;
        }
    }
}
