package dev.cordon.codec;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** Tests for visible ASCII and blanks, eight characters at a time, as most of what a header holds is that. */
final class PrintableAscii {
    private static final VarHandle EIGHT_BYTES =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private static final long ONES = 0x0101_0101_0101_0101L;
    private static final long BLANKS = 0x2020_2020_2020_2020L;
    private static final long DELETES = 0x7f7f_7f7f_7f7f_7f7fL;
    private static final long HIGH_BITS = 0x8080_8080_8080_8080L;

    /** Below this length the bytes of a text are not worth fetching. */
    private static final int SHORT = 16;

    private PrintableAscii() {}

    /** Returns whether a text has nothing but visible ASCII and blanks. */
    static boolean matches(String text) {
        if (text.length() >= SHORT) {
            return areAll(text.getBytes(StandardCharsets.UTF_8));
        }
        for (int index = 0; index < text.length(); index++) {
            char character = text.charAt(index);
            if (character < ' ' || character > '~') {
                return false;
            }
        }
        return true;
    }

    /** The last eight of at least eight bytes are tested together, even where some of them were tested before. */
    private static boolean areAll(byte[] bytes) {
        int last = bytes.length - Long.BYTES;
        for (int index = 0; index < last; index += Long.BYTES) {
            if (!areAll((long) EIGHT_BYTES.get(bytes, index))) {
                return false;
            }
        }
        return areAll((long) EIGHT_BYTES.get(bytes, last));
    }

    /** Returns where the first byte is that is anything else; the end if there is none. */
    static int end(byte[] bytes, int start, int end) {
        int index = start;
        while (index <= end - Long.BYTES && areAll((long) EIGHT_BYTES.get(bytes, index))) {
            index += Long.BYTES;
        }
        while (index < end && bytes[index] >= ' ' && bytes[index] != 0x7f) {
            index++;
        }
        return index;
    }

    private static boolean areAll(long eight) {
        long belowBlank = (eight - BLANKS) & ~eight;
        long notDelete = eight ^ DELETES;
        long isDelete = (notDelete - ONES) & ~notDelete;
        return ((eight | belowBlank | isDelete) & HIGH_BITS) == 0;
    }
}
