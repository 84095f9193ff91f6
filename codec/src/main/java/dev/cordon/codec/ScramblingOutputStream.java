package dev.cordon.codec;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;

/** Scrambles what passes. */
final class ScramblingOutputStream extends FilterOutputStream {
    private final Mask mask;
    private long position;

    ScramblingOutputStream(OutputStream sink, Mask mask) {
        super(sink);
        this.mask = mask;
    }

    @Override
    public void write(int single) throws IOException {
        write(new byte[] {(byte) single}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        byte[] scrambled = Arrays.copyOfRange(bytes, offset, offset + length);
        mask.apply(scrambled, 0, length, position);
        position += length;
        out.write(scrambled, 0, length);
    }
}
