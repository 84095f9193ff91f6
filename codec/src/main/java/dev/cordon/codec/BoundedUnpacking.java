package dev.cordon.codec;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Captured bytes while they are unpacked, up to a bound; failures carry the codes of the guide. */
final class BoundedUnpacking extends FilterInputStream {
    private final long most;
    private long count;

    BoundedUnpacking(InputStream captured, long most) {
        super(captured);
        this.most = most;
    }

    @Override
    public int read() throws IOException {
        byte[] single = new byte[1];
        int read = read(single, 0, 1);
        return read < 0 ? -1 : single[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        try {
            int read = in.read(buffer, offset, length);
            count += Math.max(read, 0);
            if (count > most) {
                throw new WireException(
                        WireError.of(ErrorCode.OVERRUN, most, count), "the sample is larger than is taken");
            }
            return read;
        } catch (UnpackException e) {
            throw new WireException(WireError.of(ErrorCode.UNPACKAGE), "the content can't be unpacked", e);
        }
    }

    @Override
    public long skip(long bytes) throws IOException {
        long skipped = 0;
        byte[] buffer = new byte[8 << 10];
        while (skipped < bytes) {
            int read = read(buffer, 0, (int) Math.min(buffer.length, bytes - skipped));
            if (read < 0) {
                break;
            }
            skipped += read;
        }
        return skipped;
    }

    @Override
    public boolean markSupported() {
        return false;
    }
}
