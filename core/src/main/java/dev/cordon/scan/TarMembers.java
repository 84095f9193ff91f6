package dev.cordon.scan;

import com.google.common.io.ByteStreams;
import com.google.common.io.CountingInputStream;
import com.google.common.math.LongMath;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/**
 * Goes through a tar archive (POSIX, "ustar Interchange Format") without keeping anything of it: names, which a library
 * would hold in memory however long they are, count as members here.
 */
final class TarMembers {
    /** Where the magic stands in a header. */
    static final int MAGIC_AT = 257;

    private static final int BLOCK = 512;
    private static final int SIZE_AT = 124;
    private static final int SIZE_END = 136;
    private static final int BINARY = 0x80;

    private static final byte[] END = new byte[BLOCK];

    private final CountingInputStream archive;
    private InputStream current = InputStream.nullInputStream();
    private long end;
    private long padding;

    TarMembers(InputStream archive) {
        this.archive = new CountingInputStream(archive);
    }

    /** Goes to the next member; false at the end. */
    boolean next() throws IOException {
        var unused = ByteStreams.exhaust(current);
        if (archive.getCount() < end) {
            throw new EOFException("the archive ends within a member");
        }
        archive.skipNBytes(padding);
        byte[] header = archive.readNBytes(BLOCK);
        if (header.length == 0) {
            return false;
        }
        if (header.length < BLOCK) {
            throw new EOFException("the archive ends within a header");
        }
        // A member may be without a name; only a block of nothing ends the archive.
        if (Arrays.equals(header, END)) {
            return false;
        }
        long size = size(header);
        current = ByteStreams.limit(archive, size);
        end = LongMath.saturatedAdd(archive.getCount(), size);
        padding = -size & BLOCK - 1;
        return true;
    }

    InputStream current() {
        return current;
    }

    private static long size(byte[] header) throws IOException {
        boolean binary = (header[SIZE_AT] & BINARY) != 0;
        long size = 0;
        for (int at = binary ? SIZE_AT + 4 : SIZE_AT; at < SIZE_END; at++) {
            int next = header[at] & 0xff;
            if (binary) {
                size = size << 8 | next;
            } else if (next >= '0' && next <= '7') {
                size = size << 3 | next - '0';
            }
        }
        if (size < 0) {
            throw new IOException("the archive has a member of negative size");
        }
        return size;
    }
}
