package dev.cordon.codec;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/** Digests what passes on its way to a sink. Closing it leaves the sink open. */
final class DigestingOutputStream extends FilterOutputStream {
    private final Digester digester = new Digester();

    DigestingOutputStream(OutputStream sink) {
        super(sink);
    }

    Digests digests() {
        return digester.digests();
    }

    @Override
    public void write(int single) throws IOException {
        write(new byte[] {(byte) single}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        out.write(bytes, offset, length);
        digester.add(bytes, offset, length);
    }

    @Override
    public void close() throws IOException {
        out.flush();
    }
}
