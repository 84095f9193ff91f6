package dev.cordon.scan;

import com.google.common.hash.HashCode;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

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
    static HashSignature parse(DatabaseLine line, Set<HashKind> kinds, boolean anySize) throws LineException {
        line.requireFields(LEVELS, LEVELS + 2);
        line.requireLevels(LEVELS);
        OptionalLong size = anySize && line.field(SIZE).equals("*")
                ? OptionalLong.empty()
                : OptionalLong.of(line.number(SIZE, "the size"));
        for (HashKind kind : kinds) {
            Optional<HashCode> digest = kind.parse(line.field(DIGEST));
            if (digest.isPresent()) {
                return new HashSignature(kind, digest.get(), size, line.virus(NAME));
            }
        }
        throw new LineException("the digest is none that this kind of database holds");
    }

    boolean takes(long actualSize) {
        return size.isEmpty() || size.getAsLong() == actualSize;
    }
}
