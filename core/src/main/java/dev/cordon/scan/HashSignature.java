package dev.cordon.scan;

import com.google.common.hash.HashCode;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Recognizes one file by digest and size.
 *
 * @param kind the kind of digest
 * @param digest the digest of the file
 * @param size its size in bytes; empty where any will do
 * @param virus the name of what the file is
 */
record HashSignature(HashKind kind, HashCode digest, OptionalLong size, String virus) {
    private static final int DIGEST = 0;
    private static final int SIZE = 1;
    private static final int NAME = 2;
    private static final int LEVELS = 3;

    /** Reads a line {@code digest:size:name}, with or without engine levels after it. */
    static HashSignature parse(DatabaseLine line) throws LineException {
        line.requireFields(LEVELS, LEVELS + 2);
        line.requireLevels(LEVELS);
        OptionalLong size =
                line.field(SIZE).equals("*") ? OptionalLong.empty() : OptionalLong.of(line.number(SIZE, "the size"));
        for (HashKind kind : HashKind.values()) {
            Optional<HashCode> digest = kind.parse(line.field(DIGEST));
            if (digest.isPresent()) {
                return new HashSignature(kind, digest.get(), size, line.virus(NAME));
            }
        }
        throw new LineException("the digest is no MD5, SHA-1 or SHA-256 in hexadecimal digits");
    }

    boolean takes(long actualSize) {
        return size.isEmpty() || size.getAsLong() == actualSize;
    }
}
