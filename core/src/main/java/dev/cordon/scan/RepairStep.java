package dev.cordon.scan;

import com.google.common.hash.HashCode;
import com.google.common.hash.Hashing;
import com.google.common.io.ByteSource;
import java.io.IOException;
import java.util.Optional;

/**
 * Bytes by which a repair knows a file, and what it puts in their place.
 *
 * @param stretch where they are
 * @param digest their SHA-256; empty where they differ from file to file
 * @param replacement what comes in their place; empty where they stay
 */
record RepairStep(Stretch stretch, Optional<HashCode> digest, Optional<Replacement> replacement) {
    /** Returns whether a content has the bytes. */
    boolean fits(ByteSource content, long size) throws IOException {
        if (!stretch.isIn(size) || !replacement.map(other -> other.isIn(size)).orElse(true)) {
            return false;
        }
        return digest.isEmpty()
                || stretch.of(content, size).hash(Hashing.sha256()).equals(digest.get());
    }
}
