package dev.cordon.scan;

import dev.cordon.spi.Scanner.Gap;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveInputStream;

/**
 * Finds zips in what is left of a content: one that begins with it, those behind something else, such as a program that
 * unpacks itself, and those that follow others. For one thread.
 */
final class ZipSearch {
    private static final int BUFFER = 1 << 14;
    private static final int HEADER = 30;

    /** How far the library may have read beyond what it has used. */
    private static final int READ_AHEAD = 512;

    private static final int NEWEST_VERSION = 63;
    private static final int LAST_METHOD = 99;
    private static final int LONGEST_NAME = 4096;

    /** The library takes quadratic time for many small extra fields, and no packer writes so many. */
    private static final int MOST_EXTRA_FIELDS = 64;

    private final InputStream content;
    private final ArchiveBudget budget;
    private final ZipDirectory directory;
    private final byte[] buffer = new byte[BUFFER];
    private int at;
    private int end;

    /** Where in the content the buffer ends. */
    private long read;

    /** Where in the content the zip begins that is looked at. */
    private long begin;

    /**
     * Makes it.
     *
     * @param read how many bytes of the content were read before
     */
    ZipSearch(InputStream content, long read, ArchiveBudget budget, ZipDirectory directory) {
        this.content = content;
        this.read = read;
        this.budget = budget;
        this.directory = directory;
    }

    /** Goes to the next place where a zip may begin; false where there is none until the end. */
    boolean next() throws IOException {
        while (true) {
            for (; at + HEADER <= end; at++) {
                if (buffer[at] == 'P' && isHeader()) {
                    begin = read - end + at;
                    return true;
                }
            }
            System.arraycopy(buffer, at, buffer, 0, end - at);
            end -= at;
            at = 0;
            if (!fill()) {
                return false;
            }
        }
    }

    private boolean fill() throws IOException {
        int count = content.read(buffer, end, buffer.length - end);
        read += Math.max(0, count);
        end += Math.max(0, count);
        return count >= 0;
    }

    /** The mark alone is met in every program that reads or writes zips. */
    private boolean isHeader() {
        return buffer[at + 1] == 'K'
                && buffer[at + 2] == 3
                && buffer[at + 3] == 4
                && (isFirst() || word(4) % 256 <= NEWEST_VERSION && word(8) <= LAST_METHOD && hasName());
    }

    private boolean hasName() {
        return word(26) > 0 && word(26) <= LONGEST_NAME;
    }

    private int word(int from) {
        return buffer[at + from] & 0xff | (buffer[at + from + 1] & 0xff) << 8;
    }

    private boolean isFirst() {
        return read - end + at == 0;
    }

    /** Returns whether the content begins with the zip, so that it is one for sure. */
    boolean isAtBegin() {
        return begin == 0;
    }

    /**
     * Goes through the members of the zip that begins here, as their local headers tell.
     *
     * @return whether to look for another zip behind it
     * @throws IOException if it is damaged, or a limit was met
     */
    boolean eachMember(ArchiveFormat.Visitor visitor) throws IOException {
        if (!isAtBegin()) {
            budget.takeEntry();
        }
        // Stored members of unknown size are not asked for: the library would keep each in memory.
        try (ZipArchiveInputStream zip =
                new ZipArchiveInputStream(new Rest(), StandardCharsets.UTF_8.name(), true, false)) {
            try {
                return eachMember(zip, visitor);
            } finally {
                goBackTo(begin + Math.max(HEADER, zip.getBytesRead()));
            }
        }
    }

    private boolean eachMember(ZipArchiveInputStream zip, ArchiveFormat.Visitor visitor) throws IOException {
        for (ZipArchiveEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
            budget.takeEntry();
            if (entry.getExtraFields(true).length > MOST_EXTRA_FIELDS) {
                throw budget.spend(Gap.ENTRIES);
            }
            boolean encrypted = entry.getGeneralPurposeBit().usesEncryption();
            if (encrypted) {
                budget.miss(Gap.ENCRYPTED);
            } else if (!zip.canReadEntryData(entry)) {
                budget.miss(Gap.UNREADABLE);
            } else if (!visitor.visit(zip)) {
                return false;
            }
            directory.saw(ZipDirectory.Member.of(
                    begin + entry.getLocalHeaderOffset(), entry.getMethod(), encrypted, entry.getCompressedSize()));
        }
        return true;
    }

    /** What the library has read and not used may be the beginning of the next zip. */
    private void goBackTo(long place) {
        long first = read - end;
        if (place >= first && place < first + at) {
            at = (int) (place - first);
        }
    }

    /** What follows, for who unpacks it. */
    private final class Rest extends InputStream {
        @Override
        public int read() throws IOException {
            return ensure() ? buffer[at++] & 0xff : -1;
        }

        @Override
        public int read(byte[] target, int from, int length) throws IOException {
            if (length == 0) {
                return 0;
            }
            if (!ensure()) {
                return -1;
            }
            int count = Math.min(length, end - at);
            System.arraycopy(buffer, at, target, from, count);
            at += count;
            return count;
        }

        private boolean ensure() throws IOException {
            while (at == end) {
                int kept = Math.min(READ_AHEAD, end);
                System.arraycopy(buffer, end - kept, buffer, 0, kept);
                at = kept;
                end = kept;
                if (!fill()) {
                    return false;
                }
            }
            return true;
        }
    }
}
