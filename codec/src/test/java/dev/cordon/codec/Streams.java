package dev.cordon.codec;

import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Streams for tests, as slow and simple as a network can make them. */
final class Streams {
    private Streams() {}

    /** Returns a stream without marks that gives only so many bytes at a time. */
    static InputStream inParts(byte[] bytes, int most) {
        return new FilterInputStream(new ByteArrayInputStream(bytes)) {
            @Override
            public int read(byte[] buffer, int offset, int length) throws IOException {
                return super.read(buffer, offset, Math.min(most, length));
            }

            @Override
            public boolean markSupported() {
                return false;
            }
        };
    }
}
