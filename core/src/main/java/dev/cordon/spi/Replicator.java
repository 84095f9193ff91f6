package dev.cordon.spi;

import com.google.common.collect.ImmutableList;
import com.google.common.io.ByteSource;
import dev.cordon.sample.Checkup;
import java.io.IOException;
import java.util.Optional;

/**
 * Finds out whether a file carries something that spreads, and names files that carry it, each with what it was before
 * (guide, table A-5, "binaryReplicating" and "macroReplicating").
 *
 * <p>A centre asks twice for a sample: whether it has replicated, and again when signatures are chosen, because nothing
 * but the state is kept in between. The same request gives the same answer. Safe for use by many threads. No replicator
 * that comes with Cordon executes anything.
 */
public interface Replicator {
    /**
     * Returns what became of it. Never throws because of what the content is, or because of an entry that lies.
     *
     * @throws IOException if the content can't be read
     */
    Outcome replicate(Request request) throws IOException;

    /**
     * A file as it is, and as it was.
     *
     * @param content the captured bytes; may be opened several times
     * @param original what is claimed of the file from before; it may be a lie
     */
    record Specimen(ByteSource content, Checkup original) {}

    /** Other samples that a centre has. */
    @FunctionalInterface
    interface Others {
        /** Returns those with a checkup entry that came last, in no order that means anything; never the sample itself. */
        ImmutableList<Specimen> find() throws IOException;
    }

    /**
     * What is to be replicated.
     *
     * @param content the captured bytes of the sample; may be opened several times
     * @param original what is claimed of the file from before, if anything is
     * @param others other samples, to be looked for only where they are needed
     */
    record Request(ByteSource content, Optional<Checkup> original, Others others) {}

    /** What came of it. */
    sealed interface Outcome {}

    /** The file is what it was before: there is no infection. */
    record Unchanged() implements Outcome {}

    /**
     * The file is infected.
     *
     * @param infected files that have its infection, at least one; the sample first, if it is known what it was before
     */
    record Replicated(ImmutableList<Specimen> infected) implements Outcome {}

    /**
     * Nobody knows.
     *
     * @param reason why, for people; one line that holds nothing of the content
     */
    record NotReplicated(String reason) implements Outcome {}
}
