package dev.cordon.scan;

import com.google.common.base.CharMatcher;

/**
 * Where in a content a pattern has to begin: from {@code distance} bytes after a mark on, and up to {@code shift} bytes
 * further.
 *
 * @param mark what is counted from
 * @param distance how many bytes after the mark; negative before it
 * @param shift how many more bytes after that it may begin
 */
record Placement(Mark mark, long distance, long shift) {
    /** How far from the end a pattern may be asked for: as much is kept of a content until its end is known. */
    static final int FARTHEST_FROM_END = 1 << 16;

    /** Anywhere at all. */
    static final Placement ANYWHERE = new Placement(Mark.START, 0, Long.MAX_VALUE);

    private static final CharMatcher DIGITS = CharMatcher.inRange('0', '9');

    /** What an offset is counted from. */
    enum Mark {
        /** The first byte. */
        START,
        /** The byte at which a program begins to run. */
        ENTRY_POINT,
        /** The place behind the last byte. */
        END
    }

    /**
     * Reads the offset of a line.
     *
     * @throws LineException if it is none of ClamAV's
     * @throws UnsupportedLineException if it is of a kind that is not supported
     */
    static Placement parse(String text) throws LineException, UnsupportedLineException {
        if (text.equals("*")) {
            return ANYWHERE;
        }
        int comma = text.indexOf(',');
        long shift = comma < 0 ? 0 : DatabaseLine.number(text.substring(comma + 1), "the shift of the offset");
        return parse(comma < 0 ? text : text.substring(0, comma), shift);
    }

    private static Placement parse(String base, long shift) throws LineException, UnsupportedLineException {
        if (base.startsWith("EOF-")) {
            long distance = distance(base, 4);
            if (distance > FARTHEST_FROM_END) {
                throw new UnsupportedLineException("the offset is more than 65536 bytes from the end");
            }
            return new Placement(Mark.END, -distance, shift);
        }
        if (base.startsWith("EP+")) {
            return new Placement(Mark.ENTRY_POINT, distance(base, 3), shift);
        }
        if (base.startsWith("EP-")) {
            return new Placement(Mark.ENTRY_POINT, -distance(base, 3), shift);
        }
        if (isOfSection(base)) {
            throw new UnsupportedLineException("the offset is relative to a section or to version information");
        }
        return new Placement(Mark.START, distance(base, 0), shift);
    }

    private static long distance(String base, int from) throws LineException {
        return DatabaseLine.number(base.substring(from), "the offset");
    }

    /** Returns whether an offset is {@code Sx+n}, {@code SL+n}, {@code SEx} or {@code VI}. */
    private static boolean isOfSection(String base) {
        if (base.equals("VI")) {
            return true;
        }
        if (base.startsWith("SE")) {
            return isNumber(base.substring(2));
        }
        int plus = base.indexOf('+');
        if (!base.startsWith("S") || plus < 0 || !isNumber(base.substring(plus + 1))) {
            return false;
        }
        String section = base.substring(1, plus);
        return section.equals("L") || isNumber(section);
    }

    private static boolean isNumber(String text) {
        return !text.isEmpty() && DIGITS.matchesAllOf(text);
    }

    /** Returns the first place where the pattern may begin, if its mark is at an offset. */
    long earliest(long markAt) {
        return markAt + distance;
    }

    /** Returns the last such place. */
    long latest(long markAt) {
        return shift == Long.MAX_VALUE ? shift : markAt + distance + shift;
    }
}
