package dev.cordon.analysis;

import com.google.common.collect.ImmutableList;
import com.google.common.io.ByteSource;
import java.io.IOException;
import java.util.BitSet;
import java.util.List;

/**
 * What is known of programs that are clean: a model of many, and some to look into.
 *
 * @param model tells how likely bytes are to stand in a clean program that nobody has seen
 * @param corpus programs in which no signature may be found
 */
public record CleanPrograms(ProgramModel model, ImmutableList<ByteSource> corpus) {
    /** Returns that nothing is known of any. */
    public static CleanPrograms none() {
        return of(ImmutableList.of());
    }

    /** Returns that some are known, and no model. */
    public static CleanPrograms of(List<ByteSource> corpus) {
        return new CleanPrograms(ProgramModel.ofNothing(), ImmutableList.copyOf(corpus));
    }

    /**
     * Returns which sequences stand in any of the corpus, byte for byte. Each file is read once, however many sequences
     * there are.
     *
     * @param sequences each of at least eight bytes
     * @throws IOException if a file can't be read: then nobody knows
     */
    public BitSet holding(List<byte[]> sequences) throws IOException {
        return new SequenceSearch(sequences).in(corpus);
    }
}
