package dev.cordon.codec;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/**
 * Content as it comes over the wire: counted, digested, copied aside, and {@code lost} when the connection fails.
 *
 * <p>It ends soon after its bound. Blanks in base64 and empty blocks in compressed data unpack to nothing, so a bound on
 * what comes out would not stop a sender who sends them for ever.
 */
final class WireInputStream extends InputStream {
    private final InputStream wire;
    private final OutputStream copy;
    private final long bound;
    private final Digester digester;

    WireInputStream(InputStream wire, OutputStream copy, long bound, Workers workers) {
        this.wire = wire;
        this.copy = copy;
        this.bound = bound;
        this.digester = new Digester(workers);
    }

    Digests digests() {
        return digester.digests();
    }

    @Override
    public int read() throws IOException {
        byte[] single = new byte[1];
        int count = read(single, 0, 1);
        return count < 0 ? -1 : single[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        if (digester.size() > bound) {
            return -1;
        }
        int count = next(buffer, offset, length);
        if (count > 0) {
            copy.write(buffer, offset, count);
            digester.add(buffer, offset, count);
        }
        return count;
    }

    private int next(byte[] buffer, int offset, int length) throws IOException {
        try {
            return wire.read(buffer, offset, length);
        } catch (IOException e) {
            throw new WireException(WireError.of(ErrorCode.LOST), "the connection failed within the content", e);
        }
    }

    /** Reads what is left, so that the checksum of the whole is known. */
    void drain(byte[] buffer) throws IOException {
        while (read(buffer, 0, buffer.length) >= 0) {}
    }
}
