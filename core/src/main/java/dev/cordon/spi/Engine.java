package dev.cordon.spi;

import com.google.common.collect.ImmutableList;
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
     * @param unsupported the lines of the databases that the engine leaves out, in their order; empty where all are used
     */
    record Loaded(Scanner scanner, Repairer repairer, ImmutableList<UnsupportedLine> unsupported) {
        /** Makes definitions of which nothing is left out. */
        public Loaded(Scanner scanner, Repairer repairer) {
            this(scanner, repairer, ImmutableList.of());
        }
    }

    /**
     * A well-formed line that asks for what the engine can't do, and so is not used. A malformed line is no such line: the
     * set is refused.
     *
     * @param database the file name of the database
     * @param line the number of the line, from 1
     * @param reason why, for people; holds nothing of the line
     */
    record UnsupportedLine(String database, int line, String reason) {}
}
