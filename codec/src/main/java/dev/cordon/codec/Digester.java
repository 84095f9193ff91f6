package dev.cordon.codec;

import com.google.common.hash.Hasher;
import com.google.common.hash.Hashing;
import java.util.Optional;

/** Computes {@link Digests} of bytes that come in parts. */
final class Digester {
    @SuppressWarnings("deprecation") // The guide's wire names MD5; SHA-256 stands beside it.
    private final Hasher md5 = Hashing.md5().newHasher();

    private final Hasher sha256 = Hashing.sha256().newHasher();
    private long size;
    private Optional<Digests> digests = Optional.empty();

    void add(byte[] bytes, int offset, int length) {
        md5.putBytes(bytes, offset, length);
        sha256.putBytes(bytes, offset, length);
        size += length;
    }

    long size() {
        return size;
    }

    /** Ends the computation; nothing can be added afterwards. */
    Digests digests() {
        if (digests.isEmpty()) {
            digests = Optional.of(new Digests(size, md5.hash(), sha256.hash()));
        }
        return digests.get();
    }
}
