package dev.cordon.office;

import com.google.common.collect.ImmutableSet;
import com.google.common.io.ByteStreams;
import com.google.common.io.CountingInputStream;
import dev.cordon.spi.Stripper.Obstacle;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.zip.InflaterInputStream;
import org.apache.poi.poifs.filesystem.POIFSFileSystem;

/**
 * PowerPoint's main stream ([MS-PPT] section 2.1.2): a tree of records. Their kinds and lengths stay, the lists of where
 * which record lies, and the record that holds the project with the macro code.
 */
final class SlideStream {
    private static final int RECORD = 8;
    private static final int CONTAINER = 0xf;
    private static final int DEEPEST = 32;
    private static final int LARGEST_PROJECT = 64 << 20;

    /** Every embedded object has to be looked into, and small ones can unpack to much. */
    private static final long MOST_UNPACKED = 128 << 20;

    private static final int MOST_STORAGES = 1_000;
    private static final int VBA_INFO = 0x0400;
    private static final int USER_EDIT = 0x0ff5;
    private static final int PERSIST_DIRECTORY = 0x1772;
    private static final int STORAGE = 0x1011;
    private static final ImmutableSet<Integer> STRUCTURE = ImmutableSet.of(VBA_INFO, USER_EDIT, PERSIST_DIRECTORY);

    private static final int USER_WITHOUT_NAME = 28;
    private static final int TOKEN = 12;
    private static final int ENCRYPTED = 0xf3d1c4df;

    private final ByteBuffer content;
    private final ByteBuffer left;
    private int storages;
    private long unpacked;

    private SlideStream(byte[] content) {
        this.content = ByteBuffer.wrap(content).order(ByteOrder.LITTLE_ENDIAN);
        this.left = ByteBuffer.allocate(content.length).order(ByteOrder.LITTLE_ENDIAN);
    }

    static byte[] left(byte[] content) throws Ole2Refusal {
        SlideStream stream = new SlideStream(content);
        stream.records(0, content.length, 0);
        return stream.left.array();
    }

    /** Returns what is left of the stream that names the user: where the last edit is, and in which version. */
    static byte[] currentUser(byte[] content) throws Ole2Refusal {
        boolean isEncrypted = content.length >= TOKEN + Integer.BYTES
                && ByteBuffer.wrap(content).order(ByteOrder.LITTLE_ENDIAN).getInt(TOKEN) == ENCRYPTED;
        if (isEncrypted) {
            throw Ole2Refusal.encrypted();
        }
        return Arrays.copyOf(Arrays.copyOf(content, Math.min(USER_WITHOUT_NAME, content.length)), content.length);
    }

    private void records(int from, int to, int depth) throws Ole2Refusal {
        if (depth > DEEPEST) {
            throw Ole2Refusal.malformed("records of the presentation lie too deep");
        }
        int position = from;
        while (position + RECORD <= to) {
            int length = content.getInt(position + 4);
            if (length < 0 || length > to - position - RECORD) {
                throw Ole2Refusal.malformed("a record of the presentation is cut off");
            }
            record(position, length, depth);
            position += RECORD + length;
        }
    }

    private void record(int position, int length, int depth) throws Ole2Refusal {
        int version = content.getShort(position) & 0xffff;
        int kind = content.getShort(position + 2) & 0xffff;
        left.put(position, content, position, RECORD);
        if ((version & 0xf) == CONTAINER) {
            records(position + RECORD, position + RECORD + length, depth + 1);
        } else if (STRUCTURE.contains(kind) || kind == STORAGE && isProject(position + RECORD, length, version >> 4)) {
            left.put(position + RECORD, content, position + RECORD, length);
        }
    }

    /** Embedded objects lie in records of the same kind. */
    private boolean isProject(int offset, int length, int instance) throws Ole2Refusal {
        if (++storages > MOST_STORAGES || unpacked > MOST_UNPACKED) {
            throw new Ole2Refusal(
                    Obstacle.TOO_LARGE, "the presentation holds more than presentations that are stripped");
        }
        boolean isPacked = instance == 1;
        int skipped = isPacked ? Math.min(Integer.BYTES, length) : 0;
        InputStream bytes = new ByteArrayInputStream(content.array(), offset + skipped, length - skipped);
        CountingInputStream storage = new CountingInputStream(
                ByteStreams.limit(isPacked ? new InflaterInputStream(bytes) : bytes, LARGEST_PROJECT));
        try (storage;
                POIFSFileSystem file = new POIFSFileSystem(storage)) {
            return file.getRoot().hasEntryCaseInsensitive("VBA");
        } catch (IOException | RuntimeException e) {
            return false;
        } finally {
            unpacked += storage.getCount();
        }
    }
}
