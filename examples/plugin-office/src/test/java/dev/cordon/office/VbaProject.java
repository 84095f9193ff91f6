package dev.cordon.office;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.apache.poi.poifs.filesystem.DirectoryEntry;
import org.apache.poi.poifs.filesystem.POIFSFileSystem;

/** A VBA project of one module, written as [MS-OVBA] says. */
final class VbaProject {
    static final String MODULE = "Module1";
    static final String SOURCE =
            "Attribute VB_Name = \"Module1\"\r\nSub AutoOpen()\r\n    MsgBox \"harmless\"\r\nEnd Sub\r\n";

    private static final int COMPRESSED = 0xb000;
    private static final int CHUNK_HEADER = 3;

    private VbaProject() {}

    /** Writes the project into a storage. */
    static void write(DirectoryEntry storage) throws IOException {
        add(
                storage,
                "PROJECT",
                ("ID=\"{00000000-0000-0000-0000-000000000000}\"\r\nModule=" + MODULE + "\r\n" + "Name=\"Project\"\r\n")
                        .getBytes(StandardCharsets.US_ASCII));
        DirectoryEntry code = storage.createDirectory("VBA");
        add(code, "_VBA_PROJECT", new byte[] {(byte) 0xcc, 0x61, (byte) 0xff, (byte) 0xff, 0, 0, 0});
        add(code, "dir", compressed(directory()));
        add(code, MODULE, compressed(SOURCE.getBytes(StandardCharsets.US_ASCII)));
    }

    /** Returns the project as a file of its own, as newer documents and presentations hold it. */
    static byte[] file() throws IOException {
        try (POIFSFileSystem file = new POIFSFileSystem()) {
            write(file.getRoot());
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            file.writeFilesystem(bytes);
            return bytes.toByteArray();
        }
    }

    static void add(DirectoryEntry storage, String name, byte[] content) throws IOException {
        storage.createDocument(name, new ByteArrayInputStream(content));
    }

    /** The list of modules (section 2.3.4.2). */
    private static byte[] directory() throws IOException {
        Records records = new Records();
        records.number(0x01, 4, 1).number(0x02, 4, 0x409).number(0x14, 4, 0x409).number(0x03, 2, 1252);
        records.text(0x04, "Project")
                .text(0x05, "")
                .wide(0x40, "")
                .text(0x06, "")
                .text(0x3d, "");
        records.number(0x07, 4, 0).number(0x08, 4, 0).version().text(0x0c, "").wide(0x3c, "");
        records.number(0x0f, 2, 1).number(0x13, 2, 0xffff);
        records.text(0x19, MODULE).wide(0x47, MODULE).text(0x1a, MODULE).wide(0x32, MODULE);
        records.text(0x1c, "")
                .wide(0x48, "")
                .number(0x31, 4, 0)
                .number(0x1e, 4, 0)
                .number(0x2c, 2, 0xffff);
        records.text(0x21, "").text(0x2b, "").text(0x10, "");
        return records.bytes();
    }

    private static final class Records {
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

        Records number(int kind, int size, int value) {
            little(kind, 2);
            little(size, 4);
            little(value, size);
            return this;
        }

        Records text(int kind, String text) throws IOException {
            return record(kind, text.getBytes(StandardCharsets.US_ASCII));
        }

        Records wide(int kind, String text) throws IOException {
            return record(kind, text.getBytes(StandardCharsets.UTF_16LE));
        }

        Records version() {
            little(0x09, 2);
            little(4, 4);
            little(1, 4);
            little(1, 2);
            return this;
        }

        private Records record(int kind, byte[] content) throws IOException {
            little(kind, 2);
            little(content.length, 4);
            bytes.write(content);
            return this;
        }

        private void little(int value, int size) {
            for (int shift = 0; shift < size; shift++) {
                bytes.write(value >>> 8 * shift);
            }
        }

        byte[] bytes() {
            return bytes.toByteArray();
        }
    }

    /** One chunk of literals (section 2.4.1); what is compressed here is short enough for it. */
    private static byte[] compressed(byte[] source) {
        ByteArrayOutputStream tokens = new ByteArrayOutputStream();
        for (int start = 0; start < source.length; start += 8) {
            tokens.write(0);
            tokens.write(source, start, Math.min(8, source.length - start));
        }
        int header = COMPRESSED | tokens.size() + 2 - CHUNK_HEADER;
        ByteArrayOutputStream container = new ByteArrayOutputStream();
        container.write(1);
        container.write(header);
        container.write(header >>> 8);
        container.writeBytes(tokens.toByteArray());
        return container.toByteArray();
    }
}
