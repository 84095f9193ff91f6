package dev.cordon.scan;

import com.google.common.base.CharMatcher;
import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;

/**
 * A line of a database, taken apart at its colons.
 *
 * @param fields what stands between the colons
 */
record DatabaseLine(ImmutableList<String> fields) {
    private static final Splitter COLONS = Splitter.on(':');
    private static final CharMatcher DIGITS = CharMatcher.inRange('0', '9');
    private static final int LONGEST_NUMBER = 18;
    private static final int LONGEST_NAME = 255;

    static DatabaseLine of(String text) {
        return new DatabaseLine(ImmutableList.copyOf(COLONS.split(text)));
    }

    void requireFields(int least, int most) throws LineException {
        if (fields.size() < least || fields.size() > most) {
            String expected = least == most ? "" + least : least + " to " + most;
            throw new LineException("the line does not have " + expected + " fields");
        }
    }

    String field(int position) {
        return fields.get(position);
    }

    /** Returns the name of a virus; it has to fit into a header field. */
    String virus(int position) throws LineException {
        String name = field(position);
        if (name.isEmpty() || name.length() > LONGEST_NAME || !name.equals(name.strip())) {
            throw new LineException("the name is empty, longer than 255 characters or has blanks around it");
        }
        return name;
    }

    long number(int position, String meaning) throws LineException {
        return number(field(position), meaning);
    }

    static long number(String text, String meaning) throws LineException {
        if (text.isEmpty() || text.length() > LONGEST_NUMBER || !DIGITS.matchesAllOf(text)) {
            throw new LineException(meaning + " is not a number of 1 to 18 digits");
        }
        return Long.parseLong(text);
    }

    /**
     * Checks the two optional fields with which a line of ClamAV says for which of its engines it was written. They
     * have no bearing on this one: whether a line can be read is decided by what stands in it.
     */
    void requireLevels(int position) throws LineException {
        long least = position < fields.size() ? number(position, "the lowest engine level") : 0;
        long most = position + 1 < fields.size() ? number(position + 1, "the highest engine level") : Long.MAX_VALUE;
        if (least > most) {
            throw new LineException("the lowest engine level is above the highest");
        }
    }
}
