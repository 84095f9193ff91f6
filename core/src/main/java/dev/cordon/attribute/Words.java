package dev.cordon.attribute;

import com.google.common.collect.ImmutableList;

/** Text that is made of words with blanks between them. */
final class Words {
    private Words() {}

    /** Returns the words of a text, without the blanks; empty for a text that has none. */
    static ImmutableList<String> of(String text) {
        ImmutableList.Builder<String> words = ImmutableList.builder();
        int start = 0;
        while (start < text.length()) {
            int blank = text.indexOf(' ', start);
            int end = blank < 0 ? text.length() : blank;
            if (end > start) {
                words.add(text.substring(start, end));
            }
            start = end + 1;
        }
        return words.build();
    }

    /** Returns whether a text has one or more words of visible ASCII, blanks only between them, and nothing else. */
    static boolean isLine(String text) {
        for (int index = 0; index < text.length(); index++) {
            char character = text.charAt(index);
            if (character < ' ' || character > '~') {
                return false;
            }
        }
        return !text.isEmpty() && text.charAt(0) != ' ' && text.charAt(text.length() - 1) != ' ';
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
