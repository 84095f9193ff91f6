package dev.cordon.scan;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.OptionalLong;

/**
 * What the first bytes of a content tell about it.
 *
 * @param target the kind of file; {@link Target#ANY} where it is none that is known
 * @param entryPoint the offset of the byte at which it begins to run; empty where it is no program, or can't be told
 */
record FileKind(Target target, OptionalLong entryPoint) {
    /** Nothing is known. */
    static final FileKind UNKNOWN = of(Target.ANY);

    private static final int OLDEST_CLASS = 45;

    private static FileKind of(Target target) {
        return new FileKind(target, OptionalLong.empty());
    }

    /** Looks at the first bytes of a content, which stand at the beginning of an array. */
    static FileKind recognize(byte[] bytes, int length) {
        ByteBuffer head = ByteBuffer.wrap(bytes, 0, length).slice().order(ByteOrder.BIG_ENDIAN);
        if (length < 8) {
            return UNKNOWN;
        }
        return switch (head.getInt(0)) {
            case 0x7f454c46 -> new FileKind(Target.ELF, ElfHeader.entryPoint(head));
            case 0xd0cf11e0 -> head.getInt(4) == 0xa1b11ae1 ? of(Target.OLE2) : UNKNOWN;
            case 0xfeedface, 0xfeedfacf, 0xcefaedfe, 0xcffaedfe -> of(Target.MACH_O);
            // Programs of macOS for several processors begin like classes; those count them here.
            case 0xcafebabe -> head.getShort(6) >= OLDEST_CLASS ? of(Target.JAVA) : UNKNOWN;
            case 0x25504446 -> head.get(4) == '-' ? of(Target.PDF) : UNKNOWN;
            default -> isPicture(head) ? of(Target.GRAPHICS) : program(head);
        };
    }

    private static boolean isPicture(ByteBuffer head) {
        int first = head.getInt(0);
        return first == 0x89504e47 && head.getInt(4) == 0x0d0a1a0a
                || first == 0x47494638
                || first >>> 8 == 0xffd8ff
                || first == 0x49492a00
                || first == 0x4d4d002a;
    }

    private static FileKind program(ByteBuffer head) {
        head.order(ByteOrder.LITTLE_ENDIAN);
        return PeHeader.isPe(head) ? new FileKind(Target.PE, PeHeader.entryPoint(head)) : UNKNOWN;
    }
}
