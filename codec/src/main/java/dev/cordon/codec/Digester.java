package dev.cordon.codec;

import com.google.common.hash.Hasher;
import com.google.common.hash.Hashing;
import java.util.Optional;

/** Computes {@link Digests} of bytes that come in parts; of many of them while the caller goes on. */
final class Digester {
    /** What is shorter is digested before a thread would have begun. */
    private static final int SHORT = 128 << 10;

    private static final int PART = 64 << 10;
    private static final int PARTS_PER_THREAD = 8;

    @SuppressWarnings("deprecation") // The guide's wire names MD5; SHA-256 stands beside it.
    private final Hasher md5 = Hashing.md5().newHasher();

    private final Hasher sha256 = Hashing.sha256().newHasher();
    private final Workers workers;
    private final Backlog<byte[]> backlog;
    private byte[] part = new byte[0];
    private int filled;
    private long size;
    private Optional<Digests> digests = Optional.empty();

    Digester(Workers workers) {
        this.workers = workers;
        this.backlog = new Backlog<>(workers, PARTS_PER_THREAD * workers.threads(), all -> digest(all, 0, all.length));
    }

    void add(byte[] bytes, int offset, int length) {
        size += length;
        if (workers.isEmpty() || size <= SHORT) {
            digest(bytes, offset, length);
        } else {
            collect(bytes, offset, length);
        }
    }

    private void collect(byte[] bytes, int offset, int length) {
        int from = offset;
        int left = length;
        while (left > 0) {
            if (filled == part.length) {
                part = new byte[PART];
                filled = 0;
            }
            int count = Math.min(left, part.length - filled);
            System.arraycopy(bytes, from, part, filled, count);
            filled += count;
            from += count;
            left -= count;
            if (filled == part.length) {
                backlog.add(part);
            }
        }
    }

    private void digest(byte[] bytes, int offset, int length) {
        md5.putBytes(bytes, offset, length);
        sha256.putBytes(bytes, offset, length);
    }

    long size() {
        return size;
    }

    /** Ends the computation; nothing can be added afterwards. */
    Digests digests() {
        if (digests.isEmpty()) {
            backlog.finish();
            if (filled < part.length) {
                digest(part, 0, filled);
            }
            digests = Optional.of(new Digests(size, md5.hash(), sha256.hash()));
        }
        return digests.get();
    }
}
