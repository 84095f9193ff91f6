package dev.cordon.scan;

import java.util.Optional;

/** Compares the known bytes of one part of a pattern: the rarest are the best anchor. */
final class AnchorChoice {
    /** Once there is an anchor, further bytes of a long pattern are not looked at: there was enough to choose from. */
    private static final int LOOKED_AT = 96;

    /** What a word that others have as their anchor already counts less. */
    private static final int CROWDED = 2;

    private static final int RARE = 3;
    private static final int FREQUENT = 1;

    /** Bytes that are found everywhere in programs: fillings, frequent letters, the most frequent x86 instructions. */
    private static final String FREQUENT_BYTES = " $@ADEHLaet\u0000\u0001\u0002\u0004\b\u000f\u0010\u0083\u0085\u0089"
            + "\u008b\u0090\u00c0\u00cc\u00e8\u00ff";

    private static final byte[] RARITY = rarities();

    private final AnchorIndex.Builder index;
    private final Anchor.Width width;
    private Optional<Anchor> best = Optional.empty();
    private int rarest;

    AnchorChoice(AnchorIndex.Builder index) {
        this.index = index;
        this.width = index.width();
        this.rarest = width.commonness();
    }

    private static byte[] rarities() {
        byte[] rarities = new byte[256];
        for (int value = 0; value < rarities.length; value++) {
            rarities[value] = (byte) (FREQUENT_BYTES.indexOf(value) >= 0 ? FREQUENT : RARE);
        }
        return rarities;
    }

    Optional<Anchor> best() {
        return best;
    }

    void consider(int element, BytePattern run) {
        int known = 0;
        int last = Math.min(run.length(), best.isEmpty() ? run.length() : LOOKED_AT);
        int[] rarities = new int[run.length()];
        for (int at = 0; at < last; at++) {
            known = run.isKnown(at) ? known + 1 : 0;
            if (known >= width.word()) {
                int word = at - width.word() + 1;
                rarities[word] = rarity(run, word);
            }
            if (known >= width.bytes()) {
                compare(element, at - width.bytes() + 1, rarities);
                last = Math.min(last, Math.max(at + 1, LOOKED_AT));
            }
        }
    }

    /** An anchor is as good as the worst of its words. */
    private void compare(int element, int offset, int[] rarities) {
        int least = rarities[offset];
        for (int word = 1; word < width.step(); word++) {
            least = Math.min(least, rarities[offset + word]);
        }
        if (least > rarest) {
            rarest = least;
            best = Optional.of(new Anchor(element, offset));
        }
    }

    /** Bytes that repeat the one before say nothing, and frequent ones little. */
    private int rarity(BytePattern run, int offset) {
        int rarity = RARITY[run.value(offset) & 0xff];
        for (int at = 1; at < width.word(); at++) {
            byte value = run.value(offset + at);
            rarity += value == run.value(offset + at - 1) ? 0 : RARITY[value & 0xff];
        }
        return rarity - CROWDED * index.crowd(run, offset);
    }
}
