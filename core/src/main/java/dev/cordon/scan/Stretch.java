package dev.cordon.scan;

import com.google.common.io.ByteSource;

/**
 * Bytes in a row in a file whose size is not known yet.
 *
 * @param fromEnd whether the offset is counted from the end of the file
 * @param offset where they begin; from the end, how many bytes before it
 * @param length how many they are
 */
record Stretch(boolean fromEnd, long offset, long length) {
    /** Returns where they begin in a file of a size. */
    long start(long size) {
        return fromEnd ? size - offset : offset;
    }

    /** Returns the position after the last of them. */
    long end(long size) {
        return start(size) + length;
    }

    /** Returns whether a file of a size has them. */
    boolean isIn(long size) {
        return start(size) >= 0 && end(size) <= size;
    }

    /** Returns them, of a file that has them. */
    ByteSource of(ByteSource content, long size) {
        return content.slice(start(size), length);
    }
}
