package dev.cordon.analysis;

import com.google.common.io.ByteSource;
import com.google.common.primitives.Bytes;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveInputStream;

/** Tells by its bytes what kind of thing a sample is. */
final class Classifier {
    /** Kinds of samples, as far as analysis treats them differently. */
    enum Kind {
        /** Something that a machine or an interpreter runs. */
        PROGRAM,
        /** A document that can hold macros. */
        MACRO_DOCUMENT,
        /** An archive whose files can't be read without a password. */
        ENCRYPTED,
        /** Everything else. */
        DATA
    }

    private static final int MOST_ENTRIES = 10_000;
    private static final List<byte[]> PROGRAMS = List.of(
            bytes(0x7f, 'E', 'L', 'F'),
            bytes('M', 'Z'),
            bytes('Z', 'M'),
            bytes('#', '!'),
            bytes(0xfe, 0xed, 0xfa, 0xce),
            bytes(0xfe, 0xed, 0xfa, 0xcf),
            bytes(0xce, 0xfa, 0xed, 0xfe),
            bytes(0xcf, 0xfa, 0xed, 0xfe),
            bytes(0xca, 0xfe, 0xba, 0xbe));
    private static final byte[] OLE2 = bytes(0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1);
    private static final byte[] ZIP = bytes('P', 'K', 3, 4);

    private Classifier() {}

    static Kind classify(ByteSource content) throws IOException {
        byte[] head = content.slice(0, OLE2.length).read();
        if (PROGRAMS.stream().anyMatch(magic -> startsWith(head, magic))) {
            return Kind.PROGRAM;
        }
        if (startsWith(head, OLE2)) {
            return Kind.MACRO_DOCUMENT;
        }
        return startsWith(head, ZIP) ? archive(content) : Kind.DATA;
    }

    /** A damaged archive says nothing more than that it is data. */
    private static Kind archive(ByteSource content) throws IOException {
        try (InputStream bytes = new BufferedInputStream(content.openStream());
                ZipArchiveInputStream zip = new ZipArchiveInputStream(bytes)) {
            int entries = 0;
            int encrypted = 0;
            ZipArchiveEntry entry = zip.getNextEntry();
            while (entry != null && entries < MOST_ENTRIES) {
                if (entry.getName().endsWith("vbaProject.bin")) {
                    return Kind.MACRO_DOCUMENT;
                }
                entries++;
                encrypted += entry.getGeneralPurposeBit().usesEncryption() ? 1 : 0;
                entry = zip.getNextEntry();
            }
            return entries > 0 && entries == encrypted ? Kind.ENCRYPTED : Kind.DATA;
        } catch (IOException e) {
            return Kind.DATA;
        }
    }

    private static boolean startsWith(byte[] head, byte[] magic) {
        return head.length >= magic.length && Bytes.indexOf(head, magic) == 0;
    }

    private static byte[] bytes(int... values) {
        byte[] bytes = new byte[values.length];
        for (int index = 0; index < values.length; index++) {
            bytes[index] = (byte) values[index];
        }
        return bytes;
    }
}
