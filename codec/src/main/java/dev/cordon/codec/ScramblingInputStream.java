package dev.cordon.codec;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Takes the mask off what passes. */
final class ScramblingInputStream extends FilterInputStream {
    private final Mask mask;
    private long position;

    ScramblingInputStream(InputStream source, Mask mask) {
        super(source);
        this.mask = mask;
    }

    @Override
    public int read() throws IOException {
        byte[] single = new byte[1];
        int count = read(single, 0, 1);
        return count < 0 ? -1 : single[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        int count = in.read(buffer, offset, length);
        if (count > 0) {
            mask.apply(buffer, offset, count, position);
            position += count;
        }
        return count;
    }

    @Override
    public boolean markSupported() {
        return false;
    }
}
