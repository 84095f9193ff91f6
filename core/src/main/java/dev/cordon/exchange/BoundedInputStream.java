package dev.cordon.exchange;

import dev.cordon.codec.ErrorCode;
import dev.cordon.codec.WireException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Captured bytes, up to a bound: one more is refused, however long the source would go on. */
final class BoundedInputStream extends FilterInputStream {
    private long left;

    BoundedInputStream(InputStream source, long bound) {
        super(source);
        this.left = bound;
    }

    @Override
    public int read() throws IOException {
        int single = super.read();
        count(single < 0 ? 0 : 1);
        return single;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        int read = super.read(bytes, offset, length);
        count(Math.max(read, 0));
        return read;
    }

    private void count(int read) throws WireException {
        left -= read;
        if (left < 0) {
            throw new WireException(ErrorCode.OVERRUN, "there are more bytes than this place takes");
        }
    }
}
