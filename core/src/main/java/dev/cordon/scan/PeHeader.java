package dev.cordon.scan;

import java.nio.ByteBuffer;
import java.util.OptionalLong;

/** The header of a program of Windows (Microsoft's PE format); what stands beyond the first bytes is not seen. */
final class PeHeader {
    private static final int DOS = 'M' | 'Z' << 8;
    private static final int DOS_HEADER = 64;
    private static final int POINTER = 60;
    private static final int SIGNATURE = 'P' | 'E' << 8;
    private static final int SECTIONS = 6;
    private static final int OPTIONAL_SIZE = 20;
    private static final int OPTIONAL = 24;
    private static final int ENTRY = OPTIONAL + 16;
    private static final int HEADERS_SIZE = OPTIONAL + 60;
    private static final int SECTION = 40;
    private static final int VIRTUAL_SIZE = 8;
    private static final int ADDRESS = 12;
    private static final int RAW_SIZE = 16;
    private static final int RAW = 20;

    /** A section begins at a multiple of this in the file, whatever its header says (as loaders have it). */
    private static final long SECTOR = 512;

    private PeHeader() {}

    static boolean isPe(ByteBuffer head) {
        if (head.limit() < DOS_HEADER || (head.getShort(0) & 0xffff) != DOS) {
            return false;
        }
        int start = head.getInt(POINTER);
        return start >= 0 && start <= head.limit() - HEADERS_SIZE - 4 && head.getInt(start) == SIGNATURE;
    }

    /** Returns the offset in the file of the first instruction. */
    static OptionalLong entryPoint(ByteBuffer head) {
        int start = head.getInt(POINTER);
        long entry = unsigned(head, start + ENTRY);
        if (entry < unsigned(head, start + HEADERS_SIZE)) {
            return OptionalLong.of(entry);
        }
        int table = start + OPTIONAL + (head.getShort(start + OPTIONAL_SIZE) & 0xffff);
        int sections = head.getShort(start + SECTIONS) & 0xffff;
        for (int section = 0; section < sections; section++) {
            int at = table + section * SECTION;
            if (at > head.limit() - SECTION) {
                return OptionalLong.empty();
            }
            long within = entry - unsigned(head, at + ADDRESS);
            long size = Math.max(unsigned(head, at + VIRTUAL_SIZE), unsigned(head, at + RAW_SIZE));
            if (within >= 0 && within < size) {
                return OptionalLong.of(unsigned(head, at + RAW) / SECTOR * SECTOR + within);
            }
        }
        return OptionalLong.empty();
    }

    private static long unsigned(ByteBuffer head, int at) {
        return head.getInt(at) & 0xffffffffL;
    }
}
