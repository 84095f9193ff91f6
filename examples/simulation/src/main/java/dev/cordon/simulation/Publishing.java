package dev.cordon.simulation;

import dev.cordon.definition.DefinitionPackage;
import dev.cordon.spi.DefinitionStore;
import dev.cordon.testkit.DefinitionStoreBetween;
import java.io.IOException;

/** The definitions of the analysis centre, of which the ledger takes note. */
final class Publishing extends DefinitionStoreBetween {
    private final Ledger ledger;

    Publishing(DefinitionStore store, Ledger ledger) {
        super(store);
        this.ledger = ledger;
    }

    /** Whoever dies in between has published nothing, and the next set of this sequence counts. */
    @Override
    public void add(DefinitionPackage set) throws IOException {
        ledger.publish(set);
        super.add(set);
    }
}
