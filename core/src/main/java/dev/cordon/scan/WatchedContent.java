package dev.cordon.scan;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Optional;

/** A content that is searched as it is read: the file itself, or a member. For one thread. */
final class WatchedContent extends InputStream {
    private static final int BUFFER = 1 << 14;

    private final InputStream source;
    private final HashSignatures.Search hashSearch;
    private final BodySearch bodySearch;
    private final ArchiveBudget budget;
    private final boolean isFile;
    private final ZipDirectory directory = new ZipDirectory();
    private long count;
    private byte[] head = new byte[0];
    private int headRead;
    private boolean ended;
    private Optional<IOException> failure = Optional.empty();
    private Optional<String> found = Optional.empty();

    /**
     * Makes it.
     *
     * @param isFile whether it is the file itself, not a member
     */
    WatchedContent(
            InputStream source,
            HashSignatures.Search hashSearch,
            BodySearch bodySearch,
            ArchiveBudget budget,
            boolean isFile) {
        this.source = source;
        this.hashSearch = hashSearch;
        this.bodySearch = bodySearch;
        this.budget = budget;
        this.isFile = isFile;
    }

    /** Returns how many bytes were read. */
    long count() {
        return count;
    }

    /** Returns what the directory of a zip in it tells. */
    ZipDirectory directory() {
        return directory;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int from, int length) throws IOException {
        int taken = readSource(target, from, length);
        ended |= taken < 0;
        if (taken > 0) {
            count += taken;
            hashSearch.accept(target, from, taken);
            bodySearch.accept(target, from, taken);
            directory.accept(target, from, taken);
            if (isFile) {
                budget.addRead(taken);
            } else {
                budget.takeUnpacked(taken);
            }
        }
        return taken;
    }

    private int readSource(byte[] target, int from, int length) throws IOException {
        if (headRead < head.length && length > 0) {
            int taken = Math.min(length, head.length - headRead);
            System.arraycopy(head, headRead, target, from, taken);
            headRead += taken;
            return taken;
        }
        requireNoFailure();
        try {
            return source.read(target, from, length);
        } catch (IOException e) {
            failure = Optional.of(e);
            throw e;
        }
    }

    /** Returns the first bytes, which are read again after that; fewer where the content ends or fails before. */
    byte[] head() {
        byte[] first = new byte[ArchiveFormat.HEAD];
        int length = 0;
        try {
            for (int taken = 0; taken >= 0 && length < first.length; length += Math.max(0, taken)) {
                taken = source.read(first, length, first.length - length);
            }
        } catch (IOException e) {
            failure = Optional.of(e);
        }
        head = Arrays.copyOf(first, length);
        return head;
    }

    /** Asked by who wants to know whether one compressed file follows another. */
    @Override
    public int available() {
        return ended ? 0 : 1;
    }

    /** Whoever reads an archive may close it before its end. */
    @Override
    public void close() {}

    void requireReadable() throws IOException {
        if (isFile) {
            requireNoFailure();
        }
    }

    private void requireNoFailure() throws IOException {
        if (failure.isPresent()) {
            throw failure.get();
        }
    }

    /** Reads what nobody has read. */
    void finish() throws IOException {
        byte[] buffer = new byte[BUFFER];
        try {
            while (read(buffer, 0, buffer.length) >= 0) {}
        } catch (IOException | RuntimeException damage) {
            found = bodySearch.finish();
            if (isFile || found.isEmpty()) {
                throw damage;
            }
            return;
        }
        found = hashSearch.finish().map(HashSignature::virus).or(bodySearch::finish);
    }

    Optional<String> found() {
        return found;
    }
}
