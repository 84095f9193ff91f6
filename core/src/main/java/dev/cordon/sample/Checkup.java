package dev.cordon.sample;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.collect.ImmutableList;
import com.google.common.hash.HashCode;
import com.google.common.hash.Hashing;
import com.google.common.io.BaseEncoding;
import com.google.common.io.ByteSource;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;

/**
 * What is remembered of a file from before it was infected: enough to prove that a repair gave it back.
 *
 * <p>Travels as {@code X-Sample-Checkup}. The layout (version 1) is in {@code docs/definitions.md}; it holds digests
 * only, no byte of the file.
 *
 * @param size the file's length in bytes
 * @param sha256 the digest of the whole file
 * @param head the digest of its first 4,096 bytes, cut to 16 bytes
 * @param tail the digest of its last 4,096 bytes, cut to 16 bytes
 * @param blocks the digests of its sixteen equal parts, each cut to 8 bytes; the last part takes what is left
 */
public record Checkup(long size, HashCode sha256, HashCode head, HashCode tail, ImmutableList<HashCode> blocks) {
    private static final int VERSION = 1;
    private static final int EDGE = 4096;
    private static final int EDGE_DIGEST = 16;
    private static final int BLOCKS = 16;
    private static final int BLOCK_DIGEST = 8;
    private static final int ENCODED = 1 + Long.BYTES + 32 + 2 * EDGE_DIGEST + BLOCKS * BLOCK_DIGEST;
    private static final BaseEncoding HEX = BaseEncoding.base16();

    /** Refuses digests of another length. */
    public Checkup {
        checkArgument(size >= 0, "a size is not negative");
        checkArgument(sha256.bits() == 256, "a SHA-256 digest has 256 bits");
        checkArgument(head.bits() == EDGE_DIGEST * 8 && tail.bits() == EDGE_DIGEST * 8, "head and tail have 128 bits");
        checkArgument(
                blocks.size() == BLOCKS && blocks.stream().allMatch(block -> block.bits() == BLOCK_DIGEST * 8),
                "there are sixteen blocks of 64 bits");
    }

    /** Reads a file and returns its entry. */
    public static Checkup of(ByteSource file) throws IOException {
        long size = file.size();
        long part = size / BLOCKS;
        ImmutableList.Builder<HashCode> blocks = ImmutableList.builder();
        for (int block = 0; block < BLOCKS; block++) {
            long length = block == BLOCKS - 1 ? size - part * block : part;
            blocks.add(digest(file.slice(part * block, length), BLOCK_DIGEST));
        }
        return new Checkup(
                size,
                file.hash(Hashing.sha256()),
                digest(file.slice(0, EDGE), EDGE_DIGEST),
                digest(file.slice(Math.max(0, size - EDGE), EDGE), EDGE_DIGEST),
                blocks.build());
    }

    /**
     * Returns the entry that an attribute's text stands for; empty for the text of another product, which stays opaque.
     */
    public static Optional<Checkup> parse(String text) {
        if (text.length() != ENCODED * 2 || !HEX.canDecode(text)) {
            return Optional.empty();
        }
        ByteBuffer bytes = ByteBuffer.wrap(HEX.decode(text));
        if (bytes.get() != VERSION) {
            return Optional.empty();
        }
        long size = bytes.getLong();
        if (size < 0) {
            return Optional.empty();
        }
        HashCode sha256 = next(bytes, 32);
        HashCode head = next(bytes, EDGE_DIGEST);
        HashCode tail = next(bytes, EDGE_DIGEST);
        ImmutableList.Builder<HashCode> blocks = ImmutableList.builder();
        for (int block = 0; block < BLOCKS; block++) {
            blocks.add(next(bytes, BLOCK_DIGEST));
        }
        return Optional.of(new Checkup(size, sha256, head, tail, blocks.build()));
    }

    /** Returns whether the bytes are those of the file from before. */
    public boolean matches(ByteSource file) throws IOException {
        return file.size() == size && file.hash(Hashing.sha256()).equals(sha256);
    }

    /** Returns the text of {@code X-Sample-Checkup}: hexadecimal digits only. */
    public String text() {
        ByteBuffer bytes = ByteBuffer.allocate(ENCODED);
        bytes.put((byte) VERSION).putLong(size).put(sha256.asBytes());
        bytes.put(head.asBytes()).put(tail.asBytes());
        blocks.forEach(block -> bytes.put(block.asBytes()));
        return HEX.encode(bytes.array());
    }

    private static HashCode digest(ByteSource bytes, int length) throws IOException {
        return HashCode.fromBytes(Arrays.copyOf(bytes.hash(Hashing.sha256()).asBytes(), length));
    }

    private static HashCode next(ByteBuffer bytes, int length) {
        byte[] digest = new byte[length];
        bytes.get(digest);
        return HashCode.fromBytes(digest);
    }
}
