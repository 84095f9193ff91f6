package dev.cordon.spi;

import com.google.common.collect.ImmutableSortedSet;
import dev.cordon.attribute.Sequence;
import dev.cordon.definition.DefinitionPackage;
import java.io.Closeable;
import java.io.IOException;
import java.util.Optional;

/**
 * Keeps the packages of definitions of one place and remembers which is in use.
 *
 * <p>What a method has returned from is durable; a method that throws has changed nothing. Safe for use by many threads.
 */
public interface DefinitionStore extends Closeable {
    /** Keeps a package. One with the same sequence and the same bytes is kept once. */
    void add(DefinitionPackage set) throws IOException;

    /** Returns the package of a sequence. */
    Optional<DefinitionPackage> find(Sequence sequence) throws IOException;

    /** Returns the sequences of all packages. */
    ImmutableSortedSet<Sequence> sequences() throws IOException;

    /** Returns the sequence in use. */
    Optional<Sequence> active() throws IOException;

    /**
     * Puts the package of a sequence to use; the one before stays kept.
     *
     * @throws IOException if the package is not there
     */
    void activate(Sequence sequence) throws IOException;
}
