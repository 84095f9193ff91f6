package dev.cordon.scan;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.OptionalLong;

/** The header of an ELF program (System V ABI, "Object Files"); what stands beyond the first bytes is not seen. */
final class ElfHeader {
    private static final int CLASS = 4;
    private static final int ORDER = 5;
    private static final int WIDE = 2;
    private static final int BIG_ENDIAN = 2;
    private static final int ENTRY = 24;
    private static final int LONGEST = 64;

    private ElfHeader() {}

    /** Returns the offset in the file of the first instruction. */
    static OptionalLong entryPoint(ByteBuffer head) {
        if (head.limit() < LONGEST) {
            return OptionalLong.empty();
        }
        boolean wide = head.get(CLASS) == WIDE;
        head.order(head.get(ORDER) == BIG_ENDIAN ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
        long entry = word(head, ENTRY, wide);
        long table = wide ? head.getLong(32) : word(head, 28, false);
        int size = head.getShort(wide ? 54 : 42) & 0xffff;
        int count = head.getShort(wide ? 56 : 44) & 0xffff;
        for (int number = 0; number < count; number++) {
            long at = table + (long) number * size;
            if (at < 0 || at > head.limit() - (wide ? 56 : 32)) {
                return OptionalLong.empty();
            }
            int segment = (int) at;
            long offset = word(head, segment + (wide ? 8 : 4), wide);
            long within = entry - word(head, segment + (wide ? 16 : 8), wide);
            if (within >= 0 && within < word(head, segment + (wide ? 40 : 20), wide)) {
                return OptionalLong.of(offset + within);
            }
        }
        return OptionalLong.empty();
    }

    private static long word(ByteBuffer head, int at, boolean wide) {
        return wide ? head.getLong(at) : head.getInt(at) & 0xffffffffL;
    }
}
