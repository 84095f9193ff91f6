package dev.cordon.codec;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

/** Goes through the bytes of a header, field by field. */
final class HeaderScan {
    private static final boolean[] TOKEN = new boolean[256];

    static {
        for (char character = 0; character < TOKEN.length; character++) {
            TOKEN[character] = Key.isToken(Character.toString(character));
        }
    }

    private final byte[] bytes;
    private final int end;
    private final boolean limited;
    private int position;

    /**
     * Begins with the first byte.
     *
     * @param end where the header has to be over
     * @param limited whether it is the limit that ends the bytes there
     */
    HeaderScan(byte[] bytes, int end, boolean limited) {
        this.bytes = bytes;
        this.end = end;
        this.limited = limited;
    }

    /** Returns whether a field follows; otherwise the empty line was passed. */
    boolean hasField() throws WireException {
        if (position == end) {
            throw cut();
        }
        if (bytes[position] != '\r' && bytes[position] != '\n') {
            return true;
        }
        position = nextLine(position);
        return false;
    }

    /** Returns the next field with all of its lines. */
    Header.Field field() throws WireException {
        int start = position;
        int colon = tokenEnd(start);
        if (colon == end) {
            throw cut();
        }
        if (colon == start || bytes[colon] != ':') {
            throw malformed(
                    isText(bytes[colon])
                            ? "a line of the header is not a field"
                            : "the header has a character that is not allowed");
        }
        // Names and values are ASCII by now, for which this charset is the fastest.
        String name = new String(bytes, start, colon - start, ISO_8859_1);
        String value = restOfLine(colon + 1);
        if (position < end && isBlank(bytes[position])) {
            value = unfolded(value);
        }
        return new Header.Field(name, value, NameIndex.hash(bytes, start, colon));
    }

    private String unfolded(String first) throws WireException {
        StringBuilder value = new StringBuilder(first);
        while (position < end && isBlank(bytes[position])) {
            String more = restOfLine(position);
            value.append(value.isEmpty() || more.isEmpty() ? "" : " ").append(more);
        }
        return value.toString();
    }

    /** Returns the text of a line without the blanks around it, and goes to the next line. */
    private String restOfLine(int from) throws WireException {
        int start = from;
        while (start < end && isBlank(bytes[start])) {
            start++;
        }
        int stop = textEnd(bytes, start, end);
        position = nextLine(stop);
        while (stop > start && isBlank(bytes[stop - 1])) {
            stop--;
        }
        return new String(bytes, start, stop - start, ISO_8859_1);
    }

    private int tokenEnd(int from) {
        int index = from;
        while (index < end && TOKEN[bytes[index] & 0xff]) {
            index++;
        }
        return index;
    }

    /** Returns where something begins that is neither visible ASCII nor a blank. */
    static int textEnd(byte[] bytes, int from, int end) {
        int index = PrintableAscii.end(bytes, from, end);
        while (index < end && bytes[index] == '\t') {
            index = PrintableAscii.end(bytes, index + 1, end);
        }
        return index;
    }

    /** Returns where the next line begins, if a line ends here. */
    private int nextLine(int lineEnd) throws WireException {
        if (lineEnd == end) {
            throw cut();
        }
        if (bytes[lineEnd] == '\n') {
            return lineEnd + 1;
        }
        if (bytes[lineEnd] != '\r') {
            throw malformed("the header has a character that is not allowed");
        }
        if (lineEnd + 1 == end) {
            throw cut();
        }
        if (bytes[lineEnd + 1] != '\n') {
            throw malformed("the header has a carriage return that ends no line");
        }
        return lineEnd + 2;
    }

    static boolean isText(byte character) {
        return character >= ' ' && character != 0x7f || character == '\t';
    }

    private static boolean isBlank(byte character) {
        return character == ' ' || character == '\t';
    }

    private WireException cut() {
        return limited
                ? malformed("the header is longer than allowed")
                : new WireException(ErrorCode.UNDERRUN, "the message ends within its header");
    }

    static WireException malformed(String reason) {
        return new WireException(WireError.of(ErrorCode.MALFORMED, "header"), reason);
    }
}
