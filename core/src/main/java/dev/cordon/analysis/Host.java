package dev.cordon.analysis;

import com.google.common.collect.Comparators;
import com.google.common.collect.ImmutableList;
import com.google.common.hash.HashCode;
import com.google.common.hash.Hasher;
import com.google.common.hash.Hashing;
import dev.cordon.sample.Checkup;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * A file from before as it stands in the infected one: in one piece, perhaps with changed parts.
 */
final class Host {
    /** A file from before of fewer bytes says nothing of what has become of it. */
    private static final int SHORTEST = 16;

    private static final int EDGE = 4096;

    private final byte[] infected;
    private final Checkup original;
    private final int at;

    /** The numbers of the parts that are not as they were. */
    private final BitSet changed;

    private Host(byte[] infected, Checkup original, int at) {
        this.infected = infected;
        this.original = original;
        this.at = at;
        this.changed = new BitSet();
        IntStream.range(0, parts()).filter(part -> !isAsItWas(part)).forEach(changed::set);
    }

    /**
     * Finds out where the file from before stands: at the beginning or the end of the infected one if at least half of it is
     * unchanged there, or else where its first bytes are, or else at the end where more of it is unchanged. A few parts may
     * fit in a wrong place, where a file has the same bytes again and again.
     *
     * @return empty if no part of it is found
     */
    static Optional<Host> find(byte[] infected, Checkup original) {
        long added = infected.length - original.size();
        if (original.size() < SHORTEST || added < 0) {
            return Optional.empty();
        }
        Optional<Host> atAnEnd = IntStream.of(0, (int) added)
                .mapToObj(at -> new Host(infected, original, at))
                .filter(host -> host.unchanged() > 0)
                .max(Comparator.comparingLong(Host::unchanged));
        return atAnEnd.filter(Host::isMostlyThere)
                .or(() -> between(infected, original, (int) added))
                .or(() -> atAnEnd);
    }

    private static Optional<Host> between(byte[] infected, Checkup original, int added) {
        Effort effort = new Effort(Effort.STANDARD);
        int head = (int) Math.min(EDGE, original.size());
        for (int at = 1; at < added && effort.take(head); at++) {
            if (begins(Hashing.sha256().hashBytes(infected, at, head), original.head())) {
                return Optional.of(new Host(infected, original, at));
            }
        }
        return Optional.empty();
    }

    /** Returns the infected file; not a copy. */
    byte[] infected() {
        return infected;
    }

    /** Returns the position of its first byte. */
    int at() {
        return at;
    }

    /** Returns whether half of its bytes, or more, are in parts that did not change. */
    boolean isMostlyThere() {
        return 2 * unchanged() >= original.size();
    }

    /** Returns how many of its bytes are in parts that did not change. */
    long unchanged() {
        return IntStream.range(0, parts())
                .filter(part -> !changed.get(part))
                .mapToLong(part -> end(part) - from(part))
                .sum();
    }

    /** Returns the numbers of the parts that have changed. */
    int[] changed() {
        return changed.stream().toArray();
    }

    /** Returns the number of the last part of those at its beginning that have changed, one after the other. */
    int lastOfHead() {
        return Math.min(Math.max(changed.nextClearBit(0), 1), parts()) - 1;
    }

    private boolean isAsItWas(int part) {
        return begins(
                Hashing.sha256().hashBytes(infected, from(part), end(part) - from(part)),
                original.blocks().get(part));
    }

    private int parts() {
        return original.blocks().size();
    }

    /** Returns the position of the first byte of a part. */
    int from(int part) {
        return at + (int) (original.size() / parts()) * part;
    }

    /** Returns the position after the last byte of a part. */
    int end(int part) {
        return part == parts() - 1 ? end() : from(part + 1);
    }

    /** Returns the position after its last byte. */
    int end() {
        return at + (int) original.size();
    }

    /** Returns what stands around it. */
    ImmutableList<Edit> added() {
        ImmutableList.Builder<Edit> added = ImmutableList.builder();
        if (at > 0) {
            added.add(Edit.added(0, at));
        }
        if (end() < infected.length) {
            added.add(Edit.added(end(), infected.length));
        }
        return added.build();
    }

    /** Returns whether a part was as it is with what lies in it of one edit put back. */
    boolean gives(int part, Edit edit) {
        Edit within = edit.within(from(part), end(part));
        return begins(
                digest(from(part), end(part), List.of(within)),
                original.blocks().get(part));
    }

    /** Returns how many of its first bytes show whether they are as they were. */
    int headLength() {
        return Math.min(end(0) - at, EDGE);
    }

    /** Returns whether its first bytes were as they are with one piece of them put back. */
    boolean givesHead(Edit edit) {
        boolean isWholePart = end(0) - at <= EDGE;
        return isWholePart
                ? gives(0, edit)
                : begins(digest(at, at + EDGE, List.of(edit.within(at, at + EDGE))), original.head());
    }

    /** Returns whether the whole file is as it was with all of these put back, in the order of their positions. */
    boolean givesAll(List<Edit> edits) {
        return Comparators.isInOrder(edits, (left, right) -> right.from() < left.end() ? 1 : -1)
                && digest(0, infected.length, edits).equals(original.sha256());
    }

    private HashCode digest(int from, int end, List<Edit> edits) {
        Hasher hasher = Hashing.sha256().newHasher();
        int position = from;
        for (Edit edit : edits) {
            hasher.putBytes(infected, position, edit.from() - position);
            edit.putBefore(infected, hasher);
            position = edit.end();
        }
        return hasher.putBytes(infected, position, end - position).hash();
    }

    /** Returns whether a digest is the one that was cut short. */
    private static boolean begins(HashCode digest, HashCode cut) {
        return Arrays.equals(Arrays.copyOf(digest.asBytes(), cut.bits() / Byte.SIZE), cut.asBytes());
    }
}
