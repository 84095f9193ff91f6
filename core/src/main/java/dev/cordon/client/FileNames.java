package dev.cordon.client;

import com.google.common.base.CharMatcher;
import dev.cordon.attribute.Attributes;
import dev.cordon.codec.Header;

/**
 * What is said of a file's name in the words of the guide. A name may hold what no field can: line ends, control
 * characters, bytes that are no text. Those become {@code U+FFFD}; the exact name is kept elsewhere.
 */
final class FileNames {
    /** As much as fits into a field with four bytes a character. */
    private static final int LONGEST = 4096;

    private static final int LONGEST_EXTENSION = 255;
    private static final int UNPRINTABLE = '\uFFFD';
    private static final CharMatcher NO_EXTENSION = CharMatcher.anyOf("/.\\");

    private FileNames() {}

    /**
     * Writes the attributes.
     *
     * @param file the whole path; of a longer one the end is kept
     * @param name the last part of it
     */
    static void describe(String file, String name, Header.Builder sample) {
        String printable = printable(file);
        int length = printable.codePointCount(0, printable.length());
        int start = printable.offsetByCodePoints(0, Math.max(0, length - LONGEST));
        sample.set(Attributes.SAMPLE_FILE, printable.substring(start));
        int period = name.lastIndexOf('.');
        String extension = printable(name.substring(period + 1));
        if (period > 0
                && !extension.isEmpty()
                && extension.length() <= LONGEST_EXTENSION
                && NO_EXTENSION.matchesNoneOf(extension)) {
            sample.set(Attributes.SAMPLE_EXTENSION, extension);
        }
    }

    private static String printable(String name) {
        StringBuilder printable = new StringBuilder();
        name.codePoints().map(point -> isPrintable(point) ? point : UNPRINTABLE).forEach(printable::appendCodePoint);
        return printable.toString();
    }

    private static boolean isPrintable(int point) {
        boolean halfOfAPair = point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE;
        return !Character.isISOControl(point) && !halfOfAPair;
    }
}
