package dev.cordon.store;

import java.util.Arrays;

/**
 * Gives back the same string for the same word, as far as it remembers: most samples share their words with others. That
 * saves memory, and what is the same string is quick to compare. Safe for use by many threads, each of which may remember
 * differently.
 */
final class Words {
    private static final int SLOTS = 1 << 12;

    private final String[] remembered = new String[SLOTS];

    Words() {
        Arrays.fill(remembered, "");
    }

    String same(String word) {
        int slot = word.hashCode() & SLOTS - 1;
        String known = remembered[slot];
        if (known.equals(word)) {
            return known;
        }
        remembered[slot] = word;
        return word;
    }
}
