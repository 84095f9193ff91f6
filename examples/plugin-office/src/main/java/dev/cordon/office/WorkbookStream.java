package dev.cordon.office;

import com.google.common.collect.ImmutableSet;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Excel's main stream ([MS-XLS] section 2.1.4): a row of records. Their kinds and lengths stay, and all of the sheets
 * that are code: macro sheets of Excel 4 and modules of Excel 5. Of the rest nothing stays but what says which sheets
 * there are and of which kind.
 */
final class WorkbookStream {
    private static final int RECORD = 4;
    private static final ImmutableSet<Integer> BEGIN = ImmutableSet.of(0x0009, 0x0209, 0x0409, 0x0809);
    private static final int END = 0x000a;
    private static final int FILE_PASS = 0x002f;
    private static final int CODE_PAGE = 0x0042;
    private static final int SHEET = 0x0085;
    private static final int SHEET_WITHOUT_NAME = 7;
    private static final int CODE_NAME = 0x01ba;
    private static final int KIND = 2;
    private static final ImmutableSet<Integer> CODE_SHEETS = ImmutableSet.of(0x0006, 0x0040);

    private final ByteBuffer content;
    private final ByteBuffer left;
    private final boolean hasMacros;
    private final Deque<Boolean> codeSheets = new ArrayDeque<>();

    private WorkbookStream(byte[] content, boolean hasMacros) {
        this.content = ByteBuffer.wrap(content).order(ByteOrder.LITTLE_ENDIAN);
        this.left = ByteBuffer.allocate(content.length).order(ByteOrder.LITTLE_ENDIAN);
        this.hasMacros = hasMacros;
    }

    static byte[] left(byte[] content, boolean hasMacros) throws Ole2Refusal {
        return new WorkbookStream(content, hasMacros).run();
    }

    private byte[] run() throws Ole2Refusal {
        int position = 0;
        while (position + RECORD <= content.limit() && !isPadding(position)) {
            int length = content.getShort(position + 2) & 0xffff;
            if (position + RECORD + length > content.limit()) {
                throw Ole2Refusal.malformed("a record of the workbook is cut off");
            }
            record(position, content.getShort(position) & 0xffff, length);
            position += RECORD + length;
        }
        return left.array();
    }

    /** After the last sheet there may be anything up to the end of a sector. */
    private boolean isPadding(int position) {
        return codeSheets.isEmpty() && position > 0 && !BEGIN.contains(content.getShort(position) & 0xffff);
    }

    private void record(int position, int kind, int length) throws Ole2Refusal {
        if (position == 0 && !BEGIN.contains(kind)) {
            throw Ole2Refusal.malformed("the workbook has no beginning");
        }
        if (kind == FILE_PASS) {
            throw Ole2Refusal.encrypted();
        }
        if (BEGIN.contains(kind)) {
            boolean isCode =
                    length >= KIND + 2 && CODE_SHEETS.contains(content.getShort(position + RECORD + KIND) & 0xffff);
            codeSheets.push(isCode || isInCode());
        }
        keep(position, RECORD + kept(kind, length));
        if (kind == END && !codeSheets.isEmpty()) {
            codeSheets.pop();
        }
    }

    private boolean isInCode() {
        return !codeSheets.isEmpty() && codeSheets.peek();
    }

    private int kept(int kind, int length) {
        if (isInCode() || BEGIN.contains(kind) || kind == CODE_PAGE || kind == CODE_NAME && hasMacros) {
            return length;
        }
        return kind == SHEET ? Math.min(length, SHEET_WITHOUT_NAME) : 0;
    }

    private void keep(int offset, int length) {
        left.put(offset, content, offset, length);
    }
}
