package dev.cordon.scan;

import com.google.common.collect.ImmutableList;
import java.util.List;

/** The signatures that recognize bytes within a content, in the order of the databases. Immutable. */
final class BodySignatures {
    private final ImmutableList<Ranked> searched;
    private final ImmutableList<Ranked> fromEnd;
    private final AnchorIndex index;
    private final int lead;
    private final int reach;
    private final int tail;

    /**
     * A signature and its place in the order of the databases.
     *
     * @param rank lower comes first
     * @param signature the signature
     */
    record Ranked(int rank, BodySignature signature) {}

    BodySignatures(List<BodySignature> signatures) {
        ImmutableList.Builder<Ranked> found = ImmutableList.builder();
        ImmutableList.Builder<Ranked> compared = ImmutableList.builder();
        int longestLead = 0;
        int longestReach = BytePattern.ANCHOR;
        int longestTail = 0;
        int rank = 0;
        for (BodySignature signature : signatures) {
            Ranked ranked = new Ranked(rank++, signature);
            BytePattern pattern = signature.pattern();
            if (signature.placement() instanceof Placement.FromEnd end) {
                compared.add(ranked);
                longestTail = Math.max(longestTail, end.distance());
            } else {
                found.add(ranked);
                longestLead = Math.max(longestLead, pattern.anchorAt());
                longestReach = Math.max(longestReach, pattern.length() - pattern.anchorAt());
            }
        }
        searched = found.build();
        fromEnd = compared.build();
        index = new AnchorIndex(searched.stream().map(Ranked::signature).collect(ImmutableList.toImmutableList()));
        lead = longestLead;
        reach = longestReach;
        tail = longestTail;
    }

    /** Begins to look at a content. */
    BodySearch search() {
        return new BodySearch(this);
    }

    boolean isEmpty() {
        return searched.isEmpty() && fromEnd.isEmpty();
    }

    AnchorIndex index() {
        return index;
    }

    /** Returns the signature of a number of the index. */
    Ranked searched(int number) {
        return searched.get(number);
    }

    /** Returns the signatures that can only be compared when the end of the content is known. */
    ImmutableList<Ranked> fromEnd() {
        return fromEnd;
    }

    /** Returns how many bytes of a pattern may stand before its anchor. */
    int lead() {
        return lead;
    }

    /** Returns how many bytes, from the first of an anchor, may be needed to see a whole pattern. */
    int reach() {
        return reach;
    }

    /** Returns how many of the last bytes of a content are needed when its end is reached. */
    int tail() {
        return tail;
    }
}
