package dev.cordon.strip;

import com.google.common.io.ByteSource;
import com.google.common.primitives.Bytes;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveOutputStream;

/** Archives in which bytes stand behind the end of a packed part, where unpackers don't look. */
final class Hidden {
    private Hidden() {}

    static ByteSource archive(Map<String, byte[]> parts, String name, byte[] hidden) throws IOException {
        ByteArrayOutputStream archive = new ByteArrayOutputStream();
        ZipArchiveOutputStream zip = new ZipArchiveOutputStream(archive);
        for (Map.Entry<String, byte[]> part : parts.entrySet()) {
            byte[] packed = deflated(part.getValue());
            byte[] more = part.getKey().equals(name) ? Bytes.concat(packed, hidden) : packed;
            CRC32 crc = new CRC32();
            crc.update(part.getValue());
            ZipArchiveEntry entry = new ZipArchiveEntry(part.getKey());
            entry.setMethod(ZipArchiveEntry.DEFLATED);
            entry.setCrc(crc.getValue());
            entry.setSize(part.getValue().length);
            entry.setCompressedSize(more.length);
            zip.addRawArchiveEntry(entry, new ByteArrayInputStream(more));
        }
        zip.finish();
        return ByteSource.wrap(archive.toByteArray());
    }

    private static byte[] deflated(byte[] bytes) {
        Deflater deflater = new Deflater(Deflater.DEFAULT_COMPRESSION, true);
        deflater.setInput(bytes);
        deflater.finish();
        byte[] packed = new byte[bytes.length + 1000];
        int length = deflater.deflate(packed);
        deflater.end();
        return Arrays.copyOf(packed, length);
    }
}
