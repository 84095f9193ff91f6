package dev.cordon.office;

import com.google.common.collect.ImmutableList;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Iterator;
import java.util.List;
import org.apache.poi.poifs.filesystem.POIFSFileSystem;
import org.apache.poi.poifs.property.DirectoryProperty;
import org.apache.poi.poifs.property.Property;
import org.apache.poi.poifs.property.PropertyTable;
import org.apache.poi.poifs.storage.HeaderBlock;

/**
 * A compound file ([MS-CFB], "OLE2") and where in it everything lies.
 *
 * <p>Apache POI reads the header and the tree of names and finds most of what is wrong with them. The sectors are
 * followed here, as POI does not tell where they are; sectors that belong to two chains are refused, for what is kept
 * of one would be kept of the other.
 */
final class CompoundFile {
    static final int HEADER = 512;
    static final int END = -2;
    static final int FREE = -1;
    private static final int SMALL_SECTOR = 64;
    private static final int DIRECT_TABLES = 109;

    private final byte[] bytes;
    private final int sectorSize;
    private final int sectors;
    private final BitSet claimed = new BitSet();
    private final List<Integer> tables = new ArrayList<>();
    private final List<Integer> indexes = new ArrayList<>();
    private final int[] next;
    private final int[] directory;
    private final int[] smallTable;
    private final int[] smallNext;
    private final int[] smallSectors;
    private final BitSet smallClaimed = new BitSet();
    private final ImmutableList<Stream> streams;

    private CompoundFile(byte[] bytes, HeaderBlock header, PropertyTable names) throws Ole2Refusal {
        this.bytes = bytes;
        this.sectorSize = header.getBigBlockSize().getBigBlockSize();
        this.sectors = (bytes.length - sectorSize + sectorSize - 1) / sectorSize;
        findTables(header);
        this.next = entries(toArray(tables));
        this.directory = chain(header.getPropertyStart());
        this.smallTable = header.getSBATCount() == 0 ? new int[0] : chain(header.getSBATStart());
        this.smallNext = entries(smallTable);
        Property root = names.getRoot();
        this.smallSectors = root.getSize() == 0 ? new int[0] : chain(root.getStartBlock());
        ImmutableList.Builder<Stream> found = ImmutableList.builder();
        collect(names.getRoot(), ImmutableList.of(), found);
        this.streams = found.build();
    }

    static CompoundFile read(byte[] bytes) throws Ole2Refusal {
        try (POIFSFileSystem file = new POIFSFileSystem(new ByteArrayInputStream(bytes))) {
            return new CompoundFile(bytes, file.getHeaderBlock(), file.getPropertyTable());
        } catch (IOException e) {
            throw Ole2Refusal.malformed("the document is damaged");
        }
    }

    private void findTables(HeaderBlock header) throws Ole2Refusal {
        int[] direct = header.getBATArray();
        int left = header.getBATCount();
        for (int index = 0; index < Math.min(left, Math.min(direct.length, DIRECT_TABLES)); index++) {
            tables.add(claim(direct[index]));
        }
        int index = header.getXBATIndex();
        for (int count = 0; count < header.getXBATCount(); count++) {
            indexes.add(claim(index));
            ByteBuffer entries = sector(index);
            while (entries.remaining() > Integer.BYTES && tables.size() < left) {
                tables.add(claim(entries.getInt()));
            }
            index = sector(index).getInt(sectorSize - Integer.BYTES);
        }
        if (tables.size() < left) {
            throw Ole2Refusal.malformed("a table of the document is missing");
        }
    }

    private int claim(int sector) throws Ole2Refusal {
        if (sector < 0 || sector >= sectors) {
            throw Ole2Refusal.malformed("the document is cut off");
        }
        if (claimed.get(sector)) {
            throw Ole2Refusal.malformed("two streams of the document lie at the same place");
        }
        claimed.set(sector);
        return sector;
    }

    /** Returns a sector to be read; the last one of a file may be short, and is never a table then. */
    private ByteBuffer sector(int sector) throws Ole2Refusal {
        int offset = offset(sector);
        if (offset + sectorSize > bytes.length) {
            throw Ole2Refusal.malformed("the document is cut off");
        }
        return ByteBuffer.wrap(bytes, offset, sectorSize).slice().order(ByteOrder.LITTLE_ENDIAN);
    }

    private int[] entries(int[] ofTable) throws Ole2Refusal {
        int[] entries = new int[ofTable.length * (sectorSize / Integer.BYTES)];
        int position = 0;
        for (int sector : ofTable) {
            ByteBuffer table = sector(sector);
            while (table.hasRemaining()) {
                entries[position++] = table.getInt();
            }
        }
        return entries;
    }

    private int[] chain(int start) throws Ole2Refusal {
        List<Integer> chain = new ArrayList<>();
        for (int sector = start; sector != END; sector = follow(next, sector)) {
            chain.add(claim(sector));
        }
        return toArray(chain);
    }

    private static int follow(int[] table, int sector) throws Ole2Refusal {
        if (sector >= table.length) {
            throw Ole2Refusal.malformed("the document is cut off");
        }
        return table[sector];
    }

    private int[] smallChain(int start) throws Ole2Refusal {
        int most = smallSectors.length * (sectorSize / SMALL_SECTOR);
        List<Integer> chain = new ArrayList<>();
        for (int sector = start; sector != END; sector = follow(smallNext, sector)) {
            if (sector < 0 || sector >= most) {
                throw Ole2Refusal.malformed("the document is cut off");
            }
            if (smallClaimed.get(sector)) {
                throw Ole2Refusal.malformed("two streams of the document lie at the same place");
            }
            smallClaimed.set(sector);
            chain.add(sector);
        }
        return toArray(chain);
    }

    private static int[] toArray(List<Integer> numbers) {
        return numbers.stream().mapToInt(Integer::intValue).toArray();
    }

    private static void collect(
            DirectoryProperty storage, ImmutableList<String> path, ImmutableList.Builder<Stream> found) {
        for (Iterator<Property> children = storage.getChildren(); children.hasNext(); ) {
            Property child = children.next();
            ImmutableList<String> name = ImmutableList.<String>builder()
                    .addAll(path)
                    .add(child.getName())
                    .build();
            if (child instanceof DirectoryProperty inner) {
                collect(inner, name, found);
            } else {
                found.add(new Stream(name, child.getStartBlock(), child.getSize(), child.shouldUseSmallBlocks()));
            }
        }
    }

    ImmutableList<Stream> streams() {
        return streams;
    }

    int sectorSize() {
        return sectorSize;
    }

    int sectors() {
        return sectors;
    }

    int size() {
        return bytes.length;
    }

    byte[] bytes() {
        return bytes;
    }

    /** Returns the sectors of the table that says which sector follows which. */
    int[] tables() {
        return toArray(tables);
    }

    /** Returns the sectors that say where the table is, beyond those that the header names. */
    int[] indexes() {
        return toArray(indexes);
    }

    /** Returns the sectors of the table for small sectors. */
    int[] smallTable() {
        return smallTable.clone();
    }

    /** Returns the sectors of the directory. */
    int[] directory() {
        return directory.clone();
    }

    int offset(int sector) {
        return (sector + 1) * sectorSize;
    }

    /** Returns where the bytes of a stream lie, piece after piece; each stream may be asked for once. */
    ImmutableList<Piece> pieces(Stream stream) throws Ole2Refusal {
        if (stream.size() == 0) {
            return ImmutableList.of();
        }
        int[] chain = stream.isSmall() ? smallChain(stream.start()) : chain(stream.start());
        int pieceSize = stream.isSmall() ? SMALL_SECTOR : sectorSize;
        ImmutableList.Builder<Piece> pieces = ImmutableList.builder();
        int left = stream.size();
        for (int sector : chain) {
            int length = Math.min(left, pieceSize);
            if (length > 0) {
                pieces.add(piece(stream.isSmall() ? smallOffset(sector) : offset(sector), length));
            }
            left -= length;
        }
        if (left > 0) {
            throw Ole2Refusal.malformed("a stream of the document is cut off");
        }
        return pieces.build();
    }

    private int smallOffset(int sector) {
        int perSector = sectorSize / SMALL_SECTOR;
        return offset(smallSectors[sector / perSector]) + sector % perSector * SMALL_SECTOR;
    }

    private Piece piece(int offset, int length) throws Ole2Refusal {
        if (offset + length > bytes.length) {
            throw Ole2Refusal.malformed("a stream of the document is cut off");
        }
        return new Piece(offset, length);
    }

    /**
     * Where a part of a stream lies.
     *
     * @param offset its first byte in the file
     * @param length how many bytes
     */
    record Piece(int offset, int length) {}
}
