package dev.cordon.scan;

import com.google.common.collect.ImmutableList;
import java.util.Arrays;

/**
 * Finds, by four bytes of a content, the signatures whose patterns hold them as their anchor. Immutable.
 *
 * <p>A table of chains: {@link #first} and {@link #next} walk the signatures of one anchor without making objects,
 * because they are asked at every byte.
 */
final class AnchorIndex {
    /** Says that a chain has ended. */
    static final int NONE = -1;

    private static final int SPREAD = 0x9E3779B1;

    private final int[] anchors;
    private final int[] heads;
    private final int[] followers;
    private final int shift;

    /** Makes the index; a signature is known by its position in the list from then on. */
    AnchorIndex(ImmutableList<BodySignature> signatures) {
        int bits = Math.max(8, Integer.SIZE - Integer.numberOfLeadingZeros(signatures.size()) + 1);
        shift = Integer.SIZE - bits;
        heads = new int[1 << bits];
        anchors = new int[signatures.size()];
        followers = new int[signatures.size()];
        Arrays.fill(heads, NONE);
        for (int number = signatures.size() - 1; number >= 0; number--) {
            anchors[number] = signatures.get(number).pattern().anchorWord();
            int slot = slot(anchors[number]);
            followers[number] = heads[slot];
            heads[slot] = number;
        }
    }

    private int slot(int anchor) {
        return (anchor * SPREAD) >>> shift;
    }

    /** Returns the first signature with this anchor. */
    int first(int anchor) {
        return sameAnchor(heads[slot(anchor)], anchor);
    }

    /** Returns the signature with the same anchor that follows one. */
    int next(int number) {
        return sameAnchor(followers[number], anchors[number]);
    }

    private int sameAnchor(int from, int anchor) {
        int number = from;
        while (number != NONE && anchors[number] != anchor) {
            number = followers[number];
        }
        return number;
    }
}
