package dev.cordon.scan;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorInputStream;

/**
 * The kinds of file that hold others, tell it by their first bytes, and are looked into; {@link ZipSearch} finds zips
 * wherever they begin. Names of members are never used.
 */
enum ArchiveFormat {
    /** Gzip. */
    GZIP {
        @Override
        boolean begins(byte[] head) {
            return startsWith(head, 0, "\u001f\u008b\b");
        }

        @Override
        void eachMember(InputStream archive, ArchiveBudget budget, Visitor visitor) throws IOException {
            budget.takeEntry();
            // That of the JDK passes the name over; others hold it in memory, however long it is.
            var unused = visitor.visit(new GZIPInputStream(archive));
        }
    },
    /** Bzip2. */
    BZIP2 {
        /** What ends a stream; one that begins so has nothing in it, and others may follow. */
        private static final String EMPTY_STREAM = "\u0017rE8P\u0090";

        @Override
        boolean begins(byte[] head) {
            return startsWith(head, 0, "BZh") && (startsWith(head, 4, "1AY&SY") || startsWith(head, 4, EMPTY_STREAM));
        }

        @Override
        void eachMember(InputStream archive, ArchiveBudget budget, Visitor visitor) throws IOException {
            budget.takeEntry();
            var unused = visitor.visit(new BZip2CompressorInputStream(archive, true));
        }
    },
    /** Tar. */
    TAR {
        @Override
        boolean begins(byte[] head) {
            return startsWith(head, TarMembers.MAGIC_AT, "ustar");
        }

        @Override
        void eachMember(InputStream archive, ArchiveBudget budget, Visitor visitor) throws IOException {
            TarMembers members = new TarMembers(archive);
            while (members.next()) {
                budget.takeEntry();
                if (!visitor.visit(members.current())) {
                    return;
                }
            }
        }
    };

    /** How many of the first bytes tell the format. */
    static final int HEAD = 512;

    /** Takes in members. */
    @FunctionalInterface
    interface Visitor {
        /** Looks at a member, and returns whether to go on to the next. */
        boolean visit(InputStream member) throws IOException;
    }

    abstract boolean begins(byte[] head);

    /**
     * Goes through the members of an archive, as they come; none is kept.
     *
     * @throws IOException if the archive is damaged, or a limit was met
     */
    abstract void eachMember(InputStream archive, ArchiveBudget budget, Visitor visitor) throws IOException;

    /** Returns the format of a file; empty if it is none that is looked into. */
    static Optional<ArchiveFormat> recognize(byte[] head) {
        return Arrays.stream(values()).filter(format -> format.begins(head)).findFirst();
    }

    private static boolean startsWith(byte[] head, int from, String magic) {
        byte[] bytes = magic.getBytes(StandardCharsets.ISO_8859_1);
        return head.length >= from + bytes.length
                && Arrays.equals(head, from, from + bytes.length, bytes, 0, bytes.length);
    }
}
