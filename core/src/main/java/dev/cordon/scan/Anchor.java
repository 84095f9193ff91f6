package dev.cordon.scan;

import java.util.Optional;

/**
 * The known bytes in a row by which a part of a pattern is looked up.
 *
 * @param element the element of the part that holds them
 * @param offset where in that element they begin
 */
record Anchor(int element, int offset) {
    /** How an anchor is looked up, the cheapest first. */
    enum Width {
        /** Eleven bytes hold four words of eight bytes, so that one of them is met at every fourth place of a content. */
        LONG(8, 4, 7),
        /** The same with seven bytes and words of four. */
        SAMPLED(4, 4, 5),
        /** Four bytes, looked up at every place. */
        WORD(4, 1, Integer.MIN_VALUE),
        /** Two bytes, looked up at every place. */
        PAIR(2, 1, Integer.MIN_VALUE);

        private final int word;
        private final int step;
        private final int commonness;

        Width(int word, int step, int commonness) {
            this.word = word;
            this.step = step;
            this.commonness = commonness;
        }

        /** Returns how many bytes are looked up at once. */
        int word() {
            return word;
        }

        /** Returns how far the next place is that is looked at; as many words of each anchor are in the index. */
        int step() {
            return step;
        }

        /** Returns how many known bytes there have to be in a row. */
        int bytes() {
            return word + step - 1;
        }

        /** Returns what the rarity of a word has to be above; else it is cheaper to look up others at every place. */
        int commonness() {
            return commonness;
        }
    }

    /** Chooses the bytes that are likely to be the rarest; empty if there are none that the index should have. */
    static Optional<Anchor> choose(PatternPart part, AnchorIndex.Builder index) {
        AnchorChoice choice = new AnchorChoice(index);
        for (int element = 0; element < part.elements().size(); element++) {
            if (part.elements().get(element) instanceof BytePattern run) {
                choice.consider(element, run);
            }
        }
        return choice.best();
    }
}
