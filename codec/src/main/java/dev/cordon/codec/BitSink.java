package dev.cordon.codec;

import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/** Bits on their way into bytes, the lowest of each byte first (RFC 1951, 3.1.1). */
final class BitSink {
    private static final VarHandle EIGHT_BYTES =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private byte[] bytes;
    private int length;
    private long pending;
    private int count;

    BitSink(int expectedBytes) {
        this.bytes = new byte[expectedBytes];
    }

    /** Adds the lowest bits of a value, at most 32 of them; all higher ones have to be 0. */
    void put(long value, int bits) {
        pending |= value << count;
        int filled = count + bits;
        if (length + Long.BYTES > bytes.length) {
            reserve(Long.BYTES);
        }
        // Whole bytes stay, the rest is written over by the next bits. It takes no decision, which would often be
        // guessed wrong.
        EIGHT_BYTES.set(bytes, length, pending);
        length += filled >>> 3;
        pending >>>= filled & ~7;
        count = filled & 7;
    }

    /** Fills the last byte with zeroes. */
    void align() {
        put(0, -count & 7);
    }

    /** Adds whole bytes after {@link #align}. */
    void put(byte[] source, int start, int end) {
        reserve(end - start);
        System.arraycopy(source, start, bytes, length, end - start);
        length += end - start;
    }

    private void reserve(int more) {
        if (length + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(length + more, 2 * bytes.length));
        }
    }

    /** Writes what was added, up to the last {@link #align}, and forgets it: whoever else has this holds no memory by it. */
    void writeTo(WireOutput wire) throws IOException {
        byte[] written = bytes;
        bytes = new byte[0];
        wire.write(written, 0, length);
        length = 0;
    }
}
