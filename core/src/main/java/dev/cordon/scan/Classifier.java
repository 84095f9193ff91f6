package dev.cordon.scan;

import com.google.common.io.ByteSource;
import com.google.common.primitives.Bytes;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveInputStream;

/** Tells by its bytes what kind of thing a sample is. Names play no part. Safe for use by many threads. */
public final class Classifier {
    /** Kinds of samples. */
    public enum Kind {
        /** A program of Windows. */
        PE,
        /** A program of Linux and others. */
        ELF,
        /** A program of macOS, for one processor or several. */
        MACH_O,
        /** A program of DOS, or of an early Windows; one without a header can't be told. */
        DOS,
        /** A text that says what runs it. */
        SCRIPT,
        /** A compound file, such as a document of older office programs, in which no macros are found. */
        OLE2,
        /** The same, with macros. */
        OLE2_WITH_MACROS,
        /** A document in Office Open XML that has no part for macros. */
        OOXML,
        /** The same, with such a part. */
        OOXML_WITH_MACROS,
        /** Something that holds other files. */
        ARCHIVE,
        /** An archive whose files can't be read without a password. */
        ENCRYPTED_ARCHIVE,
        /** Pictures, sounds and what is empty: it is known that nothing in it is run. */
        DATA,
        /** None of these; it may be run. */
        OTHER
    }

    private static final int MOST_ENTRIES = 10_000;
    private static final int HEAD = 1 << 16;
    private static final int CHUNK = 1 << 16;
    private static final int TAR_MAGIC = 257;

    /** Pictures and sounds. Text is not among them: it may be a script. */
    private static final List<byte[]> INERT = List.of(
            bytes(0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'),
            bytes('G', 'I', 'F', '8', '7', 'a'),
            bytes('G', 'I', 'F', '8', '9', 'a'),
            bytes(0xff, 0xd8, 0xff),
            bytes('I', 'D', '3'),
            bytes('f', 'L', 'a', 'C'),
            bytes('O', 'g', 'g', 'S'));

    private static final List<byte[]> SCRIPTS = List.of(bytes('#', '!'), ascii("@echo"), ascii("<?php"));
    /** Programs for several processors; classes of Java, which begin so, too, are recognized before. */
    private static final byte[] SEVERAL_MACH_O = bytes(0xca, 0xfe, 0xba, 0xbe);

    private static final byte[] MZ = bytes('M', 'Z');
    private static final byte[] ZIP = bytes('P', 'K', 3, 4);

    /** Beside zip: gzip, bzip2, xz, 7z, rar. */
    private static final List<byte[]> ARCHIVES = List.of(
            bytes(0x1f, 0x8b),
            ascii("BZh"),
            bytes(0xfd, '7', 'z', 'X', 'Z', 0),
            bytes('7', 'z', 0xbc, 0xaf, 0x27, 0x1c),
            ascii("Rar!"));

    /** The name of the stream that holds what macros are called; directories have it in UTF-16. */
    private static final byte[] MACROS = "_VBA_PROJECT".getBytes(StandardCharsets.UTF_16LE);

    private Classifier() {}

    /**
     * Returns the kind of a content.
     *
     * @param content the captured bytes; a damaged archive is an archive
     * @throws IOException if the content can't be read
     */
    public static Kind classify(ByteSource content) throws IOException {
        byte[] head = content.slice(0, HEAD).read();
        if (head.length == 0 || beginsWithAny(head, INERT)) {
            return Kind.DATA;
        }
        return switch (FileKind.recognize(head, head.length).target()) {
            case PE -> Kind.PE;
            case ELF -> Kind.ELF;
            case MACH_O -> Kind.MACH_O;
            case OLE2 -> holds(content, MACROS) ? Kind.OLE2_WITH_MACROS : Kind.OLE2;
            case ANY -> other(content, head);
            default -> Kind.OTHER;
        };
    }

    private static Kind other(ByteSource content, byte[] head) throws IOException {
        if (begins(head, MZ)) {
            return Kind.DOS;
        }
        if (begins(head, SEVERAL_MACH_O)) {
            return Kind.MACH_O;
        }
        if (beginsWithAny(head, SCRIPTS)) {
            return Kind.SCRIPT;
        }
        if (begins(head, ZIP)) {
            return zip(content);
        }
        return beginsWithAny(head, ARCHIVES) || isTar(head) ? Kind.ARCHIVE : Kind.OTHER;
    }

    private static boolean isTar(byte[] head) {
        return head.length > TAR_MAGIC && begins(Arrays.copyOfRange(head, TAR_MAGIC, head.length), ascii("ustar"));
    }

    private static Kind zip(ByteSource content) {
        int entries = 0;
        int encrypted = 0;
        boolean isDocument = false;
        try (InputStream bytes = new BufferedInputStream(content.openStream());
                ZipArchiveInputStream zip = new ZipArchiveInputStream(bytes)) {
            ZipArchiveEntry entry = zip.getNextEntry();
            while (entry != null && entries < MOST_ENTRIES) {
                if (entry.getName().endsWith("vbaProject.bin")) {
                    return Kind.OOXML_WITH_MACROS;
                }
                isDocument |= entry.getName().equals("[Content_Types].xml");
                entries++;
                encrypted += entry.getGeneralPurposeBit().usesEncryption() ? 1 : 0;
                entry = zip.getNextEntry();
            }
        } catch (IOException | RuntimeException | LinkageError e) {
            // The library links optional decoders only when a foreign archive asks for them.
            return Kind.ARCHIVE;
        }
        if (entries > 0 && entries == encrypted) {
            return Kind.ENCRYPTED_ARCHIVE;
        }
        return isDocument ? Kind.OOXML : Kind.ARCHIVE;
    }

    private static boolean holds(ByteSource content, byte[] sought) throws IOException {
        byte[] window = new byte[CHUNK + sought.length];
        int kept = 0;
        try (InputStream stream = content.openStream()) {
            int read = stream.readNBytes(window, 0, window.length);
            while (read > 0) {
                byte[] filled = Arrays.copyOf(window, kept + read);
                if (Bytes.indexOf(filled, sought) >= 0) {
                    return true;
                }
                kept = Math.min(filled.length, sought.length - 1);
                System.arraycopy(filled, filled.length - kept, window, 0, kept);
                read = stream.readNBytes(window, kept, window.length - kept);
            }
        }
        return false;
    }

    private static boolean beginsWithAny(byte[] head, List<byte[]> magics) {
        return magics.stream().anyMatch(magic -> begins(head, magic));
    }

    private static boolean begins(byte[] head, byte[] magic) {
        return head.length >= magic.length && Arrays.equals(head, 0, magic.length, magic, 0, magic.length);
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static byte[] bytes(int... values) {
        byte[] bytes = new byte[values.length];
        for (int index = 0; index < values.length; index++) {
            bytes[index] = (byte) values[index];
        }
        return bytes;
    }
}
