package dev.cordon.analysis;

import com.google.common.collect.ImmutableList;
import com.google.common.hash.HashCode;
import com.google.common.hash.Hashing;
import com.google.common.io.ByteSource;
import dev.cordon.sample.Checkup;
import java.io.IOException;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Optional;

/**
 * An infected file, and which of its bytes may be those of the infection. It is held in memory, so whoever makes one sees to
 * it that it is no longer than {@link #LONGEST}. Immutable, as long as nobody changes its bytes.
 */
public final class Suspect {
    /** The longest file that the analysis centre takes into memory, in bytes: 64 MiB. */
    public static final int LONGEST = 64 << 20;

    private static final int BLOCK_DIGEST = 8;

    private final byte[] content;

    /** The positions of bytes of which it is not known that the file had them before. */
    private final BitSet suspicious;

    private Suspect(byte[] content, BitSet suspicious) {
        this.content = content;
        this.suspicious = suspicious;
    }

    /** Returns a file of which everything may be the infection. */
    public static Suspect of(byte[] content) {
        BitSet all = new BitSet();
        all.set(0, content.length);
        return new Suspect(content, all);
    }

    /**
     * Returns a file without the parts that its checkup entry knows: each that stands where it stood, counted from the
     * beginning or from the end.
     *
     * @param original the entry from before the infection, if there is one
     */
    public static Suspect of(byte[] content, Optional<Checkup> original) throws IOException {
        Suspect suspect = of(content);
        if (original.isPresent()) {
            suspect.clear(original.get(), 0);
            suspect.clear(original.get(), content.length - original.get().size());
        }
        return suspect;
    }

    /** Returns a file of which some bytes are known to be the infection's. */
    static Suspect of(byte[] content, BitSet foreign) {
        return new Suspect(content, foreign);
    }

    private void clear(Checkup original, long moved) throws IOException {
        int parts = original.blocks().size();
        long part = original.size() / parts;
        for (int block = 0; block < parts; block++) {
            long from = part * block + moved;
            long end = block == parts - 1 ? original.size() + moved : from + part;
            if (from >= 0
                    && end <= content.length
                    && isKnown((int) from, (int) end, original.blocks().get(block))) {
                suspicious.clear((int) from, (int) end);
            }
        }
    }

    private boolean isKnown(int from, int end, HashCode digest) throws IOException {
        byte[] found = ByteSource.wrap(content)
                .slice(from, end - from)
                .hash(Hashing.sha256())
                .asBytes();
        return Arrays.equals(Arrays.copyOf(found, BLOCK_DIGEST), digest.asBytes());
    }

    byte[] content() {
        return content;
    }

    /**
     * Returns where parts of a length begin all bytes of which may be the infection's. Of more than are wanted those in the
     * middle are left out: an infection has its code where it begins or where it ends.
     */
    BitSet starts(int length, int most) {
        BitSet starts = new BitSet();
        for (int from = suspicious.nextSetBit(0); from >= 0; from = suspicious.nextSetBit(from)) {
            int end = suspicious.nextClearBit(from);
            starts.set(from, Math.max(from, end - length + 1));
            from = end;
        }
        int left = starts.cardinality();
        for (int at = left > most ? nth(starts, most / 2) : -1; left > most; at = starts.nextSetBit(at)) {
            starts.clear(at);
            left--;
        }
        return starts;
    }

    private static int nth(BitSet positions, int number) {
        return positions.stream().skip(number).findFirst().orElseThrow();
    }

    /** Returns the parts that may be the infection's, each without a gap. */
    ImmutableList<ByteSource> suspiciousParts() {
        return parts(suspicious);
    }

    /** Returns the parts that the file had before. */
    ImmutableList<ByteSource> knownParts() {
        BitSet known = (BitSet) suspicious.clone();
        known.flip(0, content.length);
        return parts(known);
    }

    private ImmutableList<ByteSource> parts(BitSet positions) {
        ImmutableList.Builder<ByteSource> parts = ImmutableList.builder();
        for (int from = positions.nextSetBit(0); from >= 0; from = positions.nextSetBit(positions.nextClearBit(from))) {
            parts.add(ByteSource.wrap(content).slice(from, positions.nextClearBit(from) - from));
        }
        return parts.build();
    }
}
