package dev.cordon.spi;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSortedSet;
import dev.cordon.attribute.Sequence;
import dev.cordon.definition.Certification;
import dev.cordon.definition.DefinitionPackage;
import dev.cordon.definition.RollbackOrder;
import java.io.Closeable;
import java.io.IOException;
import java.util.Optional;

/**
 * Keeps the packages of definitions of one place and remembers which is in use.
 *
 * <p>What a method has returned from is durable; a method that throws has changed nothing, but that
 * {@link #goBack} may have remembered what is withdrawn and {@link #remove} may have taken a certification away. Safe for
 * use by many threads.
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

    /**
     * Removes a package that nobody needs any more, with its certification; one that is not there is none to remove. What
     * is withdrawn stays so.
     *
     * @throws IOException if the package is in use
     */
    void remove(Sequence sequence) throws IOException;

    /**
     * Keeps a certification beside its package, in place of one that is there. What is kept is believed or not: that is
     * decided by whoever reads it.
     *
     * @throws IOException if the package is not there
     */
    void certify(Certification certification) throws IOException;

    /**
     * Returns the certification that is kept beside the package of a sequence.
     *
     * @throws dev.cordon.codec.WireException {@code unpackage} if what is kept is no certification
     */
    Optional<Certification> certification(Sequence sequence) throws IOException;

    /**
     * Puts an older package to use and remembers that those above it were withdrawn, up to the one that was in use or to
     * {@code withdrawn}, whichever is higher. What was withdrawn before stays so.
     *
     * @throws IOException if the package is not there
     */
    void goBack(Sequence target, Sequence withdrawn) throws IOException;

    /**
     * Returns the highest sequence that was withdrawn; empty if none was. Those above the one in use up to it are not to
     * be used.
     */
    Optional<Sequence> withdrawn() throws IOException;

    /** Keeps a signed order to go back beside those that are there: what they withdraw stays withdrawn. */
    void keep(RollbackOrder order) throws IOException;

    /**
     * Returns the orders to go back that are kept, the last one at the end. One that is damaged can be believed as little
     * as an unsigned one: it is passed over, and costs none of the others.
     */
    ImmutableList<RollbackOrder> orders() throws IOException;
}
