package dev.cordon.attribute;

import java.util.HexFormat;

/** Tests for hexadecimal digits. */
final class HexDigits {
    private HexDigits() {}

    /** Returns whether a part of a text has nothing but hexadecimal digits, in any case. */
    static boolean areAll(String text, int start, int end) {
        for (int index = start; index < end; index++) {
            if (!HexFormat.isHexDigit(text.charAt(index))) {
                return false;
            }
        }
        return true;
    }
}
