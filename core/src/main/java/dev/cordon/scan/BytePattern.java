package dev.cordon.scan;

/** A run of bytes, some of which may be known in part or not at all. Immutable. */
final class BytePattern {
    /** How many known bytes in a row every pattern has, so that it can be looked up by them. */
    static final int ANCHOR = 4;

    private static final int KNOWN = 0xFF;

    private final byte[] values;
    private final byte[] masks;
    private final int anchor;

    private BytePattern(byte[] values, byte[] masks, int anchor) {
        this.values = values;
        this.masks = masks;
        this.anchor = anchor;
    }

    /** Reads two characters a byte: hexadecimal digits, with {@code ?} for a half that may be anything. */
    static BytePattern parse(String text) throws LineException {
        if (text.isEmpty() || text.length() % 2 != 0) {
            throw new LineException("the pattern is not a row of whole bytes");
        }
        byte[] values = new byte[text.length() / 2];
        byte[] masks = new byte[text.length() / 2];
        for (int at = 0; at < values.length; at++) {
            char high = text.charAt(2 * at);
            char low = text.charAt(2 * at + 1);
            values[at] = (byte) (digit(high) << 4 | digit(low));
            masks[at] = (byte) (mask(high) << 4 | mask(low));
        }
        return new BytePattern(values, masks, anchor(values, masks));
    }

    private static int digit(char character) throws LineException {
        if (character == '?') {
            return 0;
        }
        int digit = character < 0x80 ? Character.digit(character, 16) : -1;
        if (digit < 0) {
            throw new LineException("the pattern holds more than hexadecimal digits and ?, which is not supported");
        }
        return digit;
    }

    private static int mask(char character) {
        return character == '?' ? 0 : 0xF;
    }

    /** Chooses the known bytes that differ most among each other: runs of one byte are found everywhere. */
    private static int anchor(byte[] values, byte[] masks) throws LineException {
        int best = -1;
        int variety = 0;
        for (int at = 0; at + ANCHOR <= values.length; at++) {
            if (isKnown(masks, at) && variety(values, at) > variety) {
                best = at;
                variety = variety(values, at);
            }
        }
        if (best < 0) {
            throw new LineException("the pattern has no four known bytes in a row");
        }
        return best;
    }

    private static boolean isKnown(byte[] masks, int from) {
        for (int at = from; at < from + ANCHOR; at++) {
            if ((masks[at] & 0xFF) != KNOWN) {
                return false;
            }
        }
        return true;
    }

    private static int variety(byte[] values, int from) {
        int different = 0;
        for (int at = from; at < from + ANCHOR; at++) {
            boolean seen = false;
            for (int before = from; before < at; before++) {
                seen |= values[before] == values[at];
            }
            different += seen ? 0 : 1;
        }
        return different;
    }

    int length() {
        return values.length;
    }

    /** Returns how many bytes of the pattern stand before its anchor. */
    int anchorAt() {
        return anchor;
    }

    /** Returns the four bytes of the anchor, the first one highest. */
    int anchorWord() {
        return word(values, anchor);
    }

    /** Returns whether the pattern stands at a place, all of it before an end. */
    boolean matches(byte[] bytes, int from, int end) {
        if (from < 0 || from > end - values.length) {
            return false;
        }
        for (int at = 0; at < values.length; at++) {
            if (((bytes[from + at] ^ values[at]) & masks[at]) != 0) {
                return false;
            }
        }
        return true;
    }

    static int word(byte[] bytes, int from) {
        return bytes[from] << 24
                | (bytes[from + 1] & 0xFF) << 16
                | (bytes[from + 2] & 0xFF) << 8
                | (bytes[from + 3] & 0xFF);
    }
}
