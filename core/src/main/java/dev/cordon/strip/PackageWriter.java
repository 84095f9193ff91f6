package dev.cordon.strip;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import org.apache.commons.compress.archivers.zip.Zip64Mode;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveOutputStream;

/**
 * Packs parts in the order in which they are given, without anything else that an archive may hold: no times, comments,
 * extra fields, and nothing between the parts. The same parts always make the same bytes.
 */
final class PackageWriter {
    /** A month after the time of zip begins: nearer to that, some time zones add a field of their own. */
    private static final LocalDateTime FIXED_TIME = LocalDateTime.of(1980, 2, 1, 0, 0);

    private final ByteArrayOutputStream archive = new ByteArrayOutputStream();
    private final ZipArchiveOutputStream zip = new ZipArchiveOutputStream(archive);
    // Zip keeps local time, so the instant depends on the zone for the bytes not to.
    private final long time =
            FIXED_TIME.atZone(ZoneId.systemDefault()).toInstant().toEpochMilli();

    PackageWriter() {
        zip.setUseZip64(Zip64Mode.Never);
    }

    /** Adds a part as it is packed, so that what a scanner knows of its packed bytes it finds again. */
    void addAsPacked(Part part) {
        byte[] packed = part.isEmpty() ? new byte[0] : part.packed();
        int method = part.isEmpty() ? ZipArchiveEntry.STORED : part.method();
        add(part.name(), method, part.crc(), part.bytes().length, packed);
    }

    /** Adds a part with other bytes, stored if it was stored. */
    void add(Part part, byte[] bytes) {
        CRC32 crc = new CRC32();
        crc.update(bytes);
        boolean isStored = part.method() == ZipArchiveEntry.STORED || bytes.length == 0;
        add(
                part.name(),
                isStored ? ZipArchiveEntry.STORED : ZipArchiveEntry.DEFLATED,
                crc.getValue(),
                bytes.length,
                isStored ? bytes : deflated(bytes));
    }

    private void add(String name, int method, long crc, int size, byte[] packed) {
        ZipArchiveEntry entry = new ZipArchiveEntry(name);
        entry.setTime(time);
        entry.setMethod(method);
        entry.setCrc(crc);
        entry.setSize(size);
        entry.setCompressedSize(packed.length);
        try {
            zip.addRawArchiveEntry(entry, new ByteArrayInputStream(packed));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] deflated(byte[] bytes) {
        Deflater deflater = new Deflater(Deflater.BEST_COMPRESSION, true);
        try {
            deflater.setInput(bytes);
            deflater.finish();
            ByteArrayOutputStream packed = new ByteArrayOutputStream();
            byte[] buffer = new byte[8 << 10];
            while (!deflater.finished()) {
                packed.write(buffer, 0, deflater.deflate(buffer));
            }
            return packed.toByteArray();
        } finally {
            deflater.end();
        }
    }

    byte[] finish() {
        try {
            zip.finish();
            zip.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return archive.toByteArray();
    }
}
