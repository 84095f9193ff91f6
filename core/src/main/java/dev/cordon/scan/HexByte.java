package dev.cordon.scan;

/** Two characters that stand for a byte: hexadecimal digits, or {@code ?} for a half that may be anything. */
final class HexByte {
    private HexByte() {}

    /** Returns the byte whose first character is at a place, with zeros for what may be anything. */
    static int value(String text, int at) throws LineException {
        return digit(text.charAt(at)) << 4 | digit(text.charAt(at + 1));
    }

    /** Returns which of its bits are known. */
    static int mask(String text, int at) {
        return (text.charAt(at) == '?' ? 0 : 0xF0) | (text.charAt(at + 1) == '?' ? 0 : 0x0F);
    }

    private static int digit(char character) throws LineException {
        if (character >= '0' && character <= '9') {
            return character - '0';
        }
        int lower = character | 0x20;
        if (lower >= 'a' && lower <= 'f') {
            return lower - 'a' + 10;
        }
        if (character == '?') {
            return 0;
        }
        throw new LineException("the pattern holds a character that has no meaning there");
    }
}
