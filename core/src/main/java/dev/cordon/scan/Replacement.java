package dev.cordon.scan;

import com.google.common.io.ByteSource;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;

/** What comes in the place of bytes that a virus has left. Immutable. */
sealed interface Replacement {
    /** Returns whether a file of a size has what is needed for it. */
    boolean isIn(long size);

    /**
     * Writes it.
     *
     * @return whether all of it could be written; not if the content has become shorter
     */
    boolean write(ByteSource content, long size, OutputStream sink) throws IOException;

    /** Nothing: the bytes are cut out. */
    record Nothing() implements Replacement {
        @Override
        public boolean isIn(long size) {
            return true;
        }

        @Override
        public boolean write(ByteSource content, long size, OutputStream sink) {
            return true;
        }
    }

    /**
     * Bytes that are known.
     *
     * @param bytes the bytes
     */
    record Literal(ByteSource bytes) implements Replacement {
        @Override
        public boolean isIn(long size) {
            return true;
        }

        @Override
        public boolean write(ByteSource content, long size, OutputStream sink) throws IOException {
            bytes.copyTo(sink);
            return true;
        }
    }

    /**
     * Bytes that stand elsewhere in the file as it was found.
     *
     * @param from where
     */
    record Copy(Stretch from) implements Replacement {
        @Override
        public boolean isIn(long size) {
            return from.isIn(size);
        }

        @Override
        public boolean write(ByteSource content, long size, OutputStream sink) throws IOException {
            return from.of(content, size).copyTo(sink) == from.length();
        }
    }

    /**
     * One byte again and again.
     *
     * @param value the byte
     * @param length how often
     */
    record Fill(byte value, long length) implements Replacement {
        private static final int CHUNK = 1 << 13;

        @Override
        public boolean isIn(long size) {
            return length <= size;
        }

        @Override
        public boolean write(ByteSource content, long size, OutputStream sink) throws IOException {
            byte[] chunk = new byte[(int) Math.min(CHUNK, length)];
            Arrays.fill(chunk, value);
            for (long left = length; left > 0; left -= chunk.length) {
                sink.write(chunk, 0, (int) Math.min(chunk.length, left));
            }
            return true;
        }
    }
}
