package dev.cordon.attribute;

import com.google.common.collect.ImmutableList;
import java.util.StringTokenizer;

/** Text that is made of words with blanks between them. */
final class Words {
    private Words() {}

    /** Returns the words of a text, without the blanks; empty for a text that has none. */
    static ImmutableList<String> of(String text) {
        ImmutableList.Builder<String> words = ImmutableList.builder();
        StringTokenizer rest = new StringTokenizer(text, " ");
        while (rest.hasMoreTokens()) {
            words.add(rest.nextToken());
        }
        return words.build();
    }

    /** Returns whether a word has one or more characters of visible ASCII and nothing else. */
    static boolean isVisible(String word) {
        for (int index = 0; index < word.length(); index++) {
            char character = word.charAt(index);
            if (character <= ' ' || character > '~') {
                return false;
            }
        }
        return !word.isEmpty();
    }
}
