package dev.cordon.attribute;

/** Goes through a text of decimal numbers and the marks between them, from left to right. */
final class NumberScan {
    /** How many digits always make an {@code int}. */
    static final int MOST_DIGITS = 9;

    private final String text;
    private final String expected;
    private int position;

    /**
     * Begins with the first character.
     *
     * @param expected what the whole text should be, for the refusal
     */
    NumberScan(String text, String expected) {
        this.text = text;
        this.expected = expected;
    }

    /**
     * Returns the number that has to follow, in 1 to 9 digits.
     *
     * @throws IllegalArgumentException if there is no digit, or a tenth one
     */
    int number() {
        int number = 0;
        int end = position;
        while (end < text.length() && isDigit(text.charAt(end))) {
            number = number * 10 + text.charAt(end) - '0'; // of too many digits any number will do, as it is refused
            end++;
        }
        check(end > position && end - position <= MOST_DIGITS);
        position = end;
        return number;
    }

    /**
     * Returns the number that has to follow, in this many digits.
     *
     * @throws IllegalArgumentException if there are fewer digits, or more
     */
    int number(int digits) {
        int start = position;
        int number = number();
        check(position - start == digits);
        return number;
    }

    /** Passes a mark if it is what follows. */
    boolean take(char mark) {
        boolean there = position < text.length() && text.charAt(position) == mark;
        if (there) {
            position++;
        }
        return there;
    }

    /**
     * Passes the mark that has to follow.
     *
     * @throws IllegalArgumentException if something else does
     */
    void pass(char mark) {
        check(take(mark));
    }

    /**
     * Passes the words that have to follow.
     *
     * @throws IllegalArgumentException if something else does
     */
    void pass(String words) {
        check(text.startsWith(words, position));
        position += words.length();
    }

    /**
     * Passes the blanks that have to follow, one or more.
     *
     * @throws IllegalArgumentException if there is none
     */
    void passBlanks() {
        pass(' ');
        while (take(' ')) {
            // on to the next
        }
    }

    /** Returns whether everything was passed. */
    boolean isAtEnd() {
        return position == text.length();
    }

    /**
     * Ends.
     *
     * @throws IllegalArgumentException if something follows
     */
    void end() {
        check(isAtEnd());
    }

    private static boolean isDigit(char character) {
        return character >= '0' && character <= '9';
    }

    private void check(boolean asExpected) {
        if (!asExpected) {
            throw new IllegalArgumentException(expected + " expected");
        }
    }
}
