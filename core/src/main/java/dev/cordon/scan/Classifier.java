package dev.cordon.scan;

import com.google.common.io.ByteSource;
import com.google.common.primitives.Bytes;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveInputStream;

/** Tells by its bytes what kind of thing a sample is. Safe for use by many threads. */
public final class Classifier {
    /** Kinds of samples, as far as analysis treats them differently. */
    public enum Kind {
        /** Something that is run, or that may be: whatever is not known to be of another kind. */
        PROGRAM,
        /** A document that can hold macros. */
        MACRO_DOCUMENT,
        /** An archive whose files can't be read without a password. */
        ENCRYPTED,
        /** Something of which it is known that nothing in it is run. */
        DATA
    }

    private static final int MOST_ENTRIES = 10_000;
    private static final int HEAD = 16;

    /** Pictures and sounds. Text is not among them: it may be a script. */
    private static final List<byte[]> INERT = List.of(
            bytes(0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'),
            bytes('G', 'I', 'F', '8', '7', 'a'),
            bytes('G', 'I', 'F', '8', '9', 'a'),
            bytes(0xff, 0xd8, 0xff),
            bytes('I', 'D', '3'),
            bytes('f', 'L', 'a', 'C'),
            bytes('O', 'g', 'g', 'S'));

    private static final byte[] OLE2 = bytes(0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1);
    private static final byte[] ZIP = bytes('P', 'K', 3, 4);

    private Classifier() {}

    /**
     * Returns the kind of a content.
     *
     * @param content the captured bytes; what is damaged, or not known, is taken for a program
     * @throws IOException if the content can't be read
     */
    public static Kind classify(ByteSource content) throws IOException {
        byte[] head = content.slice(0, HEAD).read();
        if (head.length == 0 || INERT.stream().anyMatch(magic -> startsWith(head, magic))) {
            return Kind.DATA;
        }
        if (startsWith(head, OLE2)) {
            return Kind.MACRO_DOCUMENT;
        }
        return startsWith(head, ZIP) ? archive(content) : Kind.PROGRAM;
    }

    /** What is in an archive may be run, and a damaged one may be anything. */
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
            return entries > 0 && entries == encrypted ? Kind.ENCRYPTED : Kind.PROGRAM;
        } catch (IOException | RuntimeException | LinkageError e) {
            // The library links optional decoders only when a foreign archive asks for them.
            return Kind.PROGRAM;
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
