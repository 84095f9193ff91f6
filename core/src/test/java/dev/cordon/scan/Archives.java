package dev.cordon.scan;

import com.google.common.hash.Hashing;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorOutputStream;

/** Archives for tests. */
final class Archives {
    private Archives() {}

    static byte[] random(int length) {
        byte[] bytes = new byte[length];
        new Random(length).nextBytes(bytes);
        return bytes;
    }

    static byte[] zip(byte[]... members) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (int number = 0; number < members.length; number++) {
                zip.putNextEntry(new ZipEntry("member" + number));
                zip.write(members[number]);
            }
        }
        return bytes.toByteArray();
    }

    static byte[] storedZip(byte[] member) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            ZipEntry entry = new ZipEntry("member");
            entry.setMethod(ZipEntry.STORED);
            entry.setSize(member.length);
            entry.setCrc(Hashing.crc32().hashBytes(member).padToLong());
            zip.putNextEntry(entry);
            zip.write(member);
        }
        return bytes.toByteArray();
    }

    static byte[] tar(byte[]... members) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (TarArchiveOutputStream tar = new TarArchiveOutputStream(bytes)) {
            for (byte[] member : members) {
                TarArchiveEntry entry = new TarArchiveEntry("../member");
                entry.setSize(member.length);
                tar.putArchiveEntry(entry);
                tar.write(member);
                tar.closeArchiveEntry();
            }
        }
        return bytes.toByteArray();
    }

    static byte[] gzip(byte[] content) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(content);
        }
        return bytes.toByteArray();
    }

    static byte[] bzip2(byte[] content) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream bzip2 = new BZip2CompressorOutputStream(bytes)) {
            bzip2.write(content);
        }
        return bytes.toByteArray();
    }
}
