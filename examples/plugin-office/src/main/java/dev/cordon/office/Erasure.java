package dev.cordon.office;

import com.google.common.collect.ImmutableList;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Deque;
import java.util.List;

/**
 * A compound file of zeros into which is put back what stays, each at the place where it was. Whatever nobody puts back
 * is gone: other streams, what lies behind the end of a stream in its last sector, and sectors that nobody uses any more,
 * in which programs leave what was deleted.
 */
final class Erasure {
    private static final int CLASS_ID = 8;
    private static final int VERSIONS = 24;
    private static final int ENTRY = 128;
    private static final int NAME_LENGTH = 64;
    private static final int SIBLINGS = 68;
    private static final int CLASS = 80;
    private static final int TIMES = 100;
    private static final int START = 116;

    private final CompoundFile file;
    private final byte[] left;

    Erasure(CompoundFile file) throws Ole2Refusal {
        this.file = file;
        this.left = new byte[file.size()];
        header();
        tables();
        directory();
    }

    private void header() {
        keep(0, CompoundFile.HEADER);
        Arrays.fill(left, CLASS_ID, VERSIONS, (byte) 0);
    }

    private void tables() {
        int number = 0;
        for (int sector : file.tables()) {
            keep(file.offset(sector), file.sectorSize());
            number = forgetMissingSectors(file.offset(sector), number);
        }
        for (int sector : file.indexes()) {
            keep(file.offset(sector), file.sectorSize());
        }
        for (int sector : file.smallTable()) {
            keep(file.offset(sector), file.sectorSize());
        }
    }

    /** A table may have more entries than there are sectors. */
    private int forgetMissingSectors(int offset, int number) {
        ByteBuffer table = ByteBuffer.wrap(left, offset, file.sectorSize()).order(ByteOrder.LITTLE_ENDIAN);
        int sector = number;
        while (table.hasRemaining()) {
            if (sector >= file.sectors()) {
                table.putInt(CompoundFile.FREE);
            } else {
                table.getInt();
            }
            sector++;
        }
        return sector;
    }

    private void directory() throws Ole2Refusal {
        List<Integer> entries = new ArrayList<>();
        for (int sector : file.directory()) {
            int offset = file.offset(sector);
            if (offset + file.sectorSize() > file.size()) {
                throw Ole2Refusal.malformed("the document is cut off");
            }
            for (int entry = offset; entry < offset + file.sectorSize(); entry += ENTRY) {
                entries.add(entry);
            }
        }
        BitSet named = named(entries);
        for (int number = 0; number < entries.size(); number++) {
            if (named.get(number)) {
                entry(entries.get(number));
            } else {
                int entry = entries.get(number);
                Arrays.fill(left, entry + SIBLINGS, entry + CLASS, (byte) CompoundFile.FREE);
            }
        }
    }

    /** Returns which entries the tree of names leads to; the others are left over. */
    private BitSet named(List<Integer> entries) {
        ByteBuffer bytes = ByteBuffer.wrap(file.bytes()).order(ByteOrder.LITTLE_ENDIAN);
        BitSet named = new BitSet();
        Deque<Integer> open = new ArrayDeque<>(List.of(0));
        while (!open.isEmpty()) {
            int number = open.pop();
            if (number >= 0 && number < entries.size() && !named.get(number)) {
                named.set(number);
                for (int link = SIBLINGS; link < CLASS; link += Integer.BYTES) {
                    open.push(bytes.getInt(entries.get(number) + link));
                }
            }
        }
        return named;
    }

    /** Keeps a name without what stood behind it before, and no times. */
    private void entry(int entry) {
        ByteBuffer bytes = ByteBuffer.wrap(file.bytes()).order(ByteOrder.LITTLE_ENDIAN);
        int name = Math.min(bytes.getShort(entry + NAME_LENGTH) & 0xffff, NAME_LENGTH);
        keep(entry, name);
        keep(entry + NAME_LENGTH, TIMES - Integer.BYTES - NAME_LENGTH);
        keep(entry + START, file.sectorSize() > CompoundFile.HEADER ? ENTRY - START : 2 * Integer.BYTES);
    }

    private void keep(int offset, int length) {
        System.arraycopy(file.bytes(), offset, left, offset, length);
    }

    /** Puts a stream back, or what is left of it. */
    void put(ImmutableList<CompoundFile.Piece> pieces, byte[] content) {
        int position = 0;
        for (CompoundFile.Piece piece : pieces) {
            System.arraycopy(content, position, left, piece.offset(), piece.length());
            position += piece.length();
        }
    }

    /** Returns the bytes of a stream as they were. */
    byte[] content(ImmutableList<CompoundFile.Piece> pieces) {
        int size = pieces.stream().mapToInt(CompoundFile.Piece::length).sum();
        byte[] content = new byte[size];
        int position = 0;
        for (CompoundFile.Piece piece : pieces) {
            System.arraycopy(file.bytes(), piece.offset(), content, position, piece.length());
            position += piece.length();
        }
        return content;
    }

    byte[] bytes() {
        return left.clone();
    }
}
