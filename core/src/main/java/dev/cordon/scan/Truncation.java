package dev.cordon.scan;

import com.google.common.hash.HashCode;
import com.google.common.hash.Hashing;
import com.google.common.hash.HashingOutputStream;
import com.google.common.io.ByteSource;
import dev.cordon.spi.Repairer;
import java.io.IOException;
import java.io.OutputStream;

/**
 * Cuts off the bytes that a virus has appended, where they are exactly those that it is known to append.
 *
 * @param length how many bytes those are
 * @param digest their SHA-256 digest
 */
record Truncation(long length, HashCode digest) implements RepairAction {
    private static final int LENGTH = 2;
    private static final int DIGEST = 3;

    /** Reads a line {@code name:truncate:length:digest}. */
    static Truncation parse(DatabaseLine line) throws LineException {
        line.requireFields(DIGEST + 1, DIGEST + 1);
        long length = line.number(LENGTH, "the length");
        if (length == 0) {
            throw new LineException("the length is 0");
        }
        HashCode digest = HashKind.SHA256
                .parse(line.field(DIGEST))
                .orElseThrow(() -> new LineException("the digest is not a SHA-256 in hexadecimal digits"));
        return new Truncation(length, digest);
    }

    @Override
    public boolean fits(ByteSource content, long size) throws IOException {
        return length <= size
                && content.slice(size - length, length).hash(Hashing.sha256()).equals(digest);
    }

    @Override
    public Repairer.Outcome apply(ByteSource content, long size, OutputStream sink) throws IOException {
        long rest = size - length;
        HashingOutputStream hashed = new HashingOutputStream(Hashing.sha256(), sink);
        if (content.slice(0, rest).copyTo(hashed) != rest) {
            return new Repairer.Failed("the content became shorter while it was repaired");
        }
        return new Repairer.Repaired(rest, hashed.hash());
    }
}
