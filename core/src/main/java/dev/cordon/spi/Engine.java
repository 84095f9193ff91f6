package dev.cordon.spi;

import dev.cordon.definition.DefinitionSet;
import java.io.IOException;

/** Makes a scanner and a repairer out of definitions. Safe for use by many threads. */
public interface Engine {
    /**
     * Loads a verified set.
     *
     * @throws dev.cordon.codec.WireException {@code unpackage} if the databases can't be used; nothing has changed then
     * @throws IOException if the databases can't be read
     */
    Loaded load(DefinitionSet set) throws IOException;

    /**
     * Definitions ready for use.
     *
     * @param scanner finds what the set knows
     * @param repairer repairs what the set knows how to repair
     */
    record Loaded(Scanner scanner, Repairer repairer) {}
}
