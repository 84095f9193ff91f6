package dev.cordon.office;

import dev.cordon.spi.Stripper.Obstacle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/** Word's main stream ([MS-DOC] section 2.5): of it stays the base of the file information, which says what it is. */
final class WordStream {
    private static final int BASE = 32;
    private static final int MAGIC = 0xa5ec;
    private static final int VERSION = 2;
    private static final int WORD_97 = 0xc1;
    private static final int FLAGS = 10;
    private static final int ENCRYPTED = 0x100;

    private WordStream() {}

    static byte[] left(byte[] content) throws Ole2Refusal {
        if (content.length < BASE) {
            throw Ole2Refusal.malformed("the text of the document is cut off");
        }
        ByteBuffer base = ByteBuffer.wrap(content).order(ByteOrder.LITTLE_ENDIAN);
        if ((base.getShort(0) & 0xffff) != MAGIC || (base.getShort(VERSION) & 0xffff) < WORD_97) {
            // In Word 6 and 95 macro code stands among the text.
            throw new Ole2Refusal(Obstacle.NOT_UNDERSTOOD, "a document of a version of Word before 97");
        }
        if ((base.getShort(FLAGS) & ENCRYPTED) != 0) {
            throw Ole2Refusal.encrypted();
        }
        return Arrays.copyOf(Arrays.copyOf(content, BASE), content.length);
    }
}
