package dev.cordon.scan;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** Programs of 1,024 bytes that do nothing: headers, and a text somewhere behind them. */
final class Programs {
    /** Where in each of them the code begins, and where the headers say that it is in memory. */
    static final int CODE = 512;

    static final int CODE_IN_MEMORY = 0x1000;
    private static final int SIZE = 1024;
    private static final int PE = 128;
    private static final int PE_OPTIONAL = PE + 24;
    private static final int ELF_BASE = 0x400000;

    private Programs() {}

    /** A program of Windows for 32 bits with one section; the entry is an address in memory. */
    static byte[] pe(int entry, int textAt, String text) {
        ByteBuffer program = with(textAt, text).order(ByteOrder.LITTLE_ENDIAN);
        program.put(0, (byte) 'M').put(1, (byte) 'Z').putInt(60, PE);
        program.putInt(PE, 'P' | 'E' << 8)
                .putShort(PE + 4, (short) 0x14c)
                .putShort(PE + 6, (short) 1)
                .putShort(PE + 20, (short) 0xe0)
                .putShort(PE + 22, (short) 0x102);
        program.putShort(PE_OPTIONAL, (short) 0x10b)
                .putInt(PE_OPTIONAL + 16, entry)
                .putInt(PE_OPTIONAL + 28, 0x400000)
                .putInt(PE_OPTIONAL + 32, 0x1000)
                .putInt(PE_OPTIONAL + 36, 0x200)
                .putShort(PE_OPTIONAL + 40, (short) 4)
                .putShort(PE_OPTIONAL + 48, (short) 4)
                .putInt(PE_OPTIONAL + 56, 0x2000)
                .putInt(PE_OPTIONAL + 60, CODE)
                .putShort(PE_OPTIONAL + 68, (short) 3)
                .putInt(PE_OPTIONAL + 92, 16);
        section(program, PE_OPTIONAL + 0xe0);
        return program.array();
    }

    private static void section(ByteBuffer program, int at) {
        program.put(at, ".text".getBytes(StandardCharsets.US_ASCII));
        program.putInt(at + 8, SIZE - CODE)
                .putInt(at + 12, CODE_IN_MEMORY)
                .putInt(at + 16, SIZE - CODE)
                .putInt(at + 20, CODE)
                .putInt(at + 36, 0x60000020);
    }

    /**
     * A program of Linux for 32 bits with one segment; the entry is counted from where its code is in memory. It has no
     * sections, but says how long the header of one is: else ClamAV takes it for damaged.
     */
    static byte[] elf32(ByteOrder order, int entry, int textAt, String text) {
        ByteBuffer program = elf(1, order, textAt, text);
        program.putInt(24, ELF_BASE + entry)
                .putInt(28, 52)
                .putShort(40, (short) 52)
                .putShort(42, (short) 32)
                .putShort(44, (short) 1)
                .putShort(46, (short) 40);
        program.putInt(52, 1)
                .putInt(56, CODE)
                .putInt(60, ELF_BASE)
                .putInt(64, ELF_BASE)
                .putInt(68, SIZE - CODE)
                .putInt(72, SIZE - CODE)
                .putInt(76, 5)
                .putInt(80, 4);
        return program.array();
    }

    /** The same for 64 bits. */
    static byte[] elf64(ByteOrder order, int entry, int textAt, String text) {
        ByteBuffer program = elf(2, order, textAt, text);
        program.putLong(24, ELF_BASE + entry)
                .putLong(32, 64)
                .putShort(52, (short) 64)
                .putShort(54, (short) 56)
                .putShort(56, (short) 1)
                .putShort(58, (short) 64);
        program.putInt(64, 1)
                .putInt(68, 5)
                .putLong(72, CODE)
                .putLong(80, ELF_BASE)
                .putLong(88, ELF_BASE)
                .putLong(96, SIZE - CODE)
                .putLong(104, SIZE - CODE)
                .putLong(112, 4);
        return program.array();
    }

    private static ByteBuffer elf(int width, ByteOrder order, int textAt, String text) {
        ByteBuffer program = with(textAt, text).order(order);
        program.putInt(0, order == ByteOrder.BIG_ENDIAN ? 0x7f454c46 : 0x464c457f);
        program.put(4, (byte) width)
                .put(5, (byte) (order == ByteOrder.BIG_ENDIAN ? 2 : 1))
                .put(6, (byte) 1);
        return program.putShort(16, (short) 2)
                .putShort(18, (short) (width == 1 ? 3 : 62))
                .putInt(20, 1);
    }

    /** Another kind of file: some first bytes, and a text somewhere behind them. */
    static byte[] beginningWith(long first, int textAt, String text) {
        return with(textAt, text).putLong(0, first).array();
    }

    private static ByteBuffer with(int textAt, String text) {
        return ByteBuffer.allocate(SIZE).put(textAt, text.getBytes(StandardCharsets.US_ASCII));
    }
}
