package dev.cordon.codec;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/** The bytes of a header out of a stream that goes on after it. */
final class HeaderBytes {
    private static final int STEP = 4 << 10;

    private final int limit;
    private byte[] bytes;
    private int length;

    /** Says how many bytes a header may have. */
    HeaderBytes(int limit) {
        this.limit = limit;
        this.bytes = new byte[Math.min(limit, STEP)];
    }

    byte[] array() {
        return bytes;
    }

    int length() {
        return length;
    }

    /** Reads until the empty line was read, or the stream or the limit is reached, or the bytes can't be a header. */
    void readFrom(InputStream stream) throws IOException {
        if (stream.markSupported()) {
            readInSteps(stream);
        } else {
            readSingly(stream);
        }
    }

    private void readInSteps(InputStream stream) throws IOException {
        boolean over = false;
        while (!over && length < limit) {
            grow();
            stream.mark(bytes.length - length);
            int count = stream.read(bytes, length, bytes.length - length);
            if (count < 0) {
                return;
            }
            int from = length;
            while (!over && length < from + count) {
                length = Math.min(HeaderScan.textEnd(bytes, length, from + count) + 1, from + count);
                over = isOver();
            }
            stream.reset();
            stream.skipNBytes(length - from);
        }
    }

    private void readSingly(InputStream stream) throws IOException {
        while (length < limit) {
            int next = stream.read();
            if (next < 0) {
                return;
            }
            grow();
            bytes[length++] = (byte) next;
            if (isOver()) {
                return;
            }
        }
    }

    private void grow() {
        if (length == bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.min(limit, 2 * length));
        }
    }

    /** Returns whether the last byte ends the header, or makes it none. */
    private boolean isOver() {
        byte last = bytes[length - 1];
        return last == '\n' ? isEmptyLine() : !HeaderScan.isText(last) && last != '\r';
    }

    private boolean isEmptyLine() {
        int before = length > 1 && bytes[length - 2] == '\r' ? length - 3 : length - 2;
        return before < 0 || bytes[before] == '\n';
    }
}
