package dev.cordon.office;

import static dev.cordon.office.VbaProject.add;

import com.google.common.collect.ImmutableMap;
import com.google.common.io.ByteSource;
import com.google.common.primitives.Bytes;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;
import org.apache.poi.poifs.filesystem.DirectoryEntry;
import org.apache.poi.poifs.filesystem.DirectoryNode;
import org.apache.poi.poifs.filesystem.DocumentEntry;
import org.apache.poi.poifs.filesystem.DocumentInputStream;
import org.apache.poi.poifs.filesystem.DocumentNode;
import org.apache.poi.poifs.filesystem.Entry;
import org.apache.poi.poifs.filesystem.POIFSFileSystem;

/** Documents in the binary formats, with the streams that matter and nothing else. */
final class Ole2Documents {
    private Ole2Documents() {}

    /** Writes the streams of a document. */
    @FunctionalInterface
    interface Content {
        void write(DirectoryEntry root) throws IOException;
    }

    static ByteSource of(Content content) throws IOException {
        try (POIFSFileSystem file = new POIFSFileSystem()) {
            content.write(file.getRoot());
            return bytes(file);
        }
    }

    private static ByteSource bytes(POIFSFileSystem file) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        file.writeFilesystem(bytes);
        return ByteSource.wrap(bytes.toByteArray());
    }

    /** Returns a Word document in which everything that a user can write says the same. */
    static ByteSource word(String secret) throws IOException {
        return of(root -> {
            add(root, "WordDocument", Bytes.concat(base(0xc1, 0), text(secret, 6000)));
            add(root, "1Table", text(secret, 300));
            add(root, "Data", text(secret, 5000));
            add(root, "\u0005SummaryInformation", text(secret, 4096));
            add(root, "\u0005DocumentSummaryInformation", text(secret, 100));
            add(root.createDirectory("ObjectPool").createDirectory("_1"), "\u0001Ole10Native", text(secret, 700));
            VbaProject.write(root.createDirectory("Macros"));
        });
    }

    static ByteSource workbook(String secret) throws IOException {
        return of(root -> {
            ByteArrayOutputStream book = new ByteArrayOutputStream();
            record(book, 0x809, new byte[] {0, 6, 5, 0, 1, 2, 3, 4, 0, 0, 0, 0, 0, 0, 0, 0});
            record(book, 0x5c, text(secret, 112));
            record(book, 0x85, Bytes.concat(new byte[] {9, 0, 0, 0, 0, 0, 20, 0}, text(secret, 20)));
            record(book, 0xfc, text(secret, 4000));
            record(book, 0x0a, new byte[0]);
            record(book, 0x809, new byte[] {0, 6, 0x40, 0, 1, 2, 3, 4, 0, 0, 0, 0, 0, 0, 0, 0});
            record(book, 0x06, text("EXEC", 30));
            record(book, 0x0a, new byte[0]);
            book.writeBytes(text(secret, 200));
            add(root, "Workbook", book.toByteArray());
            add(root, "\u0005SummaryInformation", text(secret, 200));
            VbaProject.write(root.createDirectory("_VBA_PROJECT_CUR"));
        });
    }

    static ByteSource presentation(String secret) throws IOException {
        return of(root -> {
            add(root, "PowerPoint Document", slides(secret));
            add(root, "Current User", Bytes.concat(currentUser(0xe391c05f), text(secret, 20)));
            add(root, "Pictures", text(secret, 5000));
        });
    }

    private static byte[] slides(String secret) throws IOException {
        ByteArrayOutputStream document = new ByteArrayOutputStream();
        atom(document, 0, 0x0fa0, text(secret, 90));
        atom(document, 0xf, 0x03ff, atom(0, 0x0400, new byte[] {1, 0, 0, 0, 1, 0, 0, 0, 2, 0, 0, 0}));
        ByteArrayOutputStream slides = new ByteArrayOutputStream();
        atom(slides, 0xf, 0x03e8, document.toByteArray());
        atom(slides, 0x10, 0x1011, packed(VbaProject.file()));
        atom(
                slides,
                0x10,
                0x1011,
                packed(of(root -> add(root, "Embedded", text(secret, 600))).read()));
        atom(slides, 0, 0x1772, new byte[] {1, 0, 0x10, 0, 9, 9, 0, 0});
        return slides.toByteArray();
    }

    /** Returns a presentation in which an object is embedded so many times. */
    static ByteSource presentationWith(byte[] storage, int times) throws IOException {
        ByteArrayOutputStream slides = new ByteArrayOutputStream();
        byte[] packed = packed(storage);
        for (int object = 0; object < times; object++) {
            atom(slides, 0x10, 0x1011, packed);
        }
        return of(root -> add(root, "PowerPoint Document", slides.toByteArray()));
    }

    /** Returns the project that a presentation holds. */
    static byte[] project(ByteSource presentation) throws IOException {
        ByteSource stream = streams(presentation).get("PowerPoint Document");
        byte[] slides = stream == null ? new byte[0] : stream.read();
        int storage = Bytes.indexOf(slides, new byte[] {0x10, 0, 0x11, 0x10});
        if (storage < 0) {
            throw new IOException("no project");
        }
        int start = storage + 8 + 4;
        return new InflaterInputStream(new ByteArrayInputStream(slides, start, slides.length - start)).readAllBytes();
    }

    private static byte[] packed(byte[] storage) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        packed.writeBytes(ByteBuffer.allocate(4)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(storage.length)
                .array());
        try (DeflaterOutputStream deflater = new DeflaterOutputStream(packed)) {
            deflater.write(storage);
        }
        return packed.toByteArray();
    }

    static byte[] currentUser(int token) {
        return ByteBuffer.allocate(28)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(0x0ff60000)
                .putInt(20)
                .putInt(20)
                .putInt(token)
                .array();
    }

    private static byte[] atom(int version, int kind, byte[] content) {
        ByteArrayOutputStream atom = new ByteArrayOutputStream();
        atom(atom, version, kind, content);
        return atom.toByteArray();
    }

    private static void atom(ByteArrayOutputStream sink, int version, int kind, byte[] content) {
        sink.writeBytes(ByteBuffer.allocate(8)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putShort((short) version)
                .putShort((short) kind)
                .putInt(content.length)
                .array());
        sink.writeBytes(content);
    }

    static void record(ByteArrayOutputStream sink, int kind, byte[] content) {
        sink.writeBytes(ByteBuffer.allocate(4)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putShort((short) kind)
                .putShort((short) content.length)
                .array());
        sink.writeBytes(content);
    }

    /** The first 32 bytes of Word's main stream. */
    static byte[] base(int version, int flags) {
        return ByteBuffer.allocate(32)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putShort((short) 0xa5ec)
                .putShort((short) version)
                .putShort(10, (short) flags)
                .array();
    }

    /** Returns so many bytes that say the same again and again, in narrow characters and then in wide ones. */
    static byte[] text(String secret, int size) {
        StringBuilder repeated = new StringBuilder();
        while (repeated.length() < size) {
            repeated.append(secret).append(' ');
        }
        byte[] narrow = repeated.toString().getBytes(StandardCharsets.US_ASCII);
        byte[] wide = repeated.toString().getBytes(StandardCharsets.UTF_16LE);
        byte[] text = Arrays.copyOf(narrow, size);
        System.arraycopy(wide, 0, text, size / 2, size - size / 2);
        return text;
    }

    /** Returns the document after a stream was deleted from it, as programs do it: the bytes stay. */
    static ByteSource delete(ByteSource document, String stream) throws IOException {
        try (POIFSFileSystem file = new POIFSFileSystem(document.openStream())) {
            DocumentNode node = (DocumentNode) file.getRoot().getEntry(stream);
            node.delete();
            return bytes(file);
        }
    }

    /** Takes a document apart: its streams by their paths. */
    static ImmutableMap<String, ByteSource> streams(ByteSource document) throws IOException {
        ImmutableMap.Builder<String, ByteSource> streams = ImmutableMap.builder();
        try (POIFSFileSystem file = new POIFSFileSystem(new ByteArrayInputStream(document.read()))) {
            collect(file.getRoot(), "", streams);
        } catch (RuntimeException e) {
            throw new IOException("no document", e);
        }
        return streams.buildOrThrow();
    }

    private static void collect(DirectoryNode storage, String path, ImmutableMap.Builder<String, ByteSource> streams)
            throws IOException {
        for (Entry entry : storage) {
            if (entry instanceof DirectoryNode inner) {
                collect(inner, path + entry.getName() + "/", streams);
            } else {
                try (DocumentInputStream content = new DocumentInputStream((DocumentEntry) entry)) {
                    streams.put(path + entry.getName(), ByteSource.wrap(content.readAllBytes()));
                }
            }
        }
    }
}
