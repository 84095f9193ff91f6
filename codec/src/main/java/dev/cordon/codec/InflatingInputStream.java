package dev.cordon.codec;

import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * Inflates raw deflate data (RFC 1951), or such data in a zlib wrapper (RFC 1950).
 *
 * <p>Two first bytes that make a zlib header are taken for one. Raw data can begin with them only if it uses the filling
 * bits of a stored block, which no known encoder does.
 */
final class InflatingInputStream extends InputStream {
    private static final int BUFFER = 4 << 10;

    private final InputStream source;
    private final Reserve<Inflater> inflaters;
    private final byte[] input = new byte[BUFFER];
    private final Inflater raw;
    private Inflater inflater;
    private boolean started;
    private boolean ended;
    private volatile boolean closed;
    private final AtomicBoolean used = new AtomicBoolean();

    InflatingInputStream(InputStream source, Reserve<Inflater> inflaters) {
        this.source = source;
        this.inflaters = inflaters;
        this.raw = inflaters.take();
        this.inflater = raw;
    }

    /** Returns inflaters for raw data, which are used again. */
    static Reserve<Inflater> inflaters() {
        return new Reserve<>(() -> new Inflater(true));
    }

    @Override
    public int read() throws IOException {
        byte[] single = new byte[1];
        int count = read(single, 0, 1);
        return count < 0 ? -1 : single[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        if (closed || !used.compareAndSet(false, true)) {
            throw new IOException("the stream is closed");
        }
        try {
            return length == 0 ? 0 : readSome(buffer, offset, length);
        } finally {
            used.set(false);
        }
    }

    private int readSome(byte[] buffer, int offset, int length) throws IOException {
        if (!started) {
            start();
        }
        while (!ended) {
            int count = inflate(buffer, offset, length);
            if (count > 0) {
                return count;
            }
            if (inflater.finished()) {
                finish();
            } else if (inflater.needsDictionary()) {
                throw new UnpackException("the compressed content needs a dictionary");
            } else {
                feed();
            }
        }
        return -1;
    }

    private void start() throws IOException {
        started = true;
        int count = source.readNBytes(input, 0, 2);
        if (count == 2 && isZlib(input[0] & 0xff, input[1] & 0xff)) {
            inflater = new Inflater();
        }
        int more = count < 2 ? 0 : Math.max(0, source.read(input, count, input.length - count));
        inflater.setInput(input, 0, count + more);
    }

    private static boolean isZlib(int method, int flags) {
        return (method & 0x0f) == 8 && method >> 4 <= 7 && (method * 256 + flags) % 31 == 0 && (flags & 0x20) == 0;
    }

    private int inflate(byte[] buffer, int offset, int length) throws IOException {
        try {
            return inflater.inflate(buffer, offset, length);
        } catch (DataFormatException e) {
            throw new UnpackException("the compressed content is damaged");
        }
    }

    private void feed() throws IOException {
        int count = source.read(input, 0, input.length);
        if (count < 0) {
            throw new UnpackException("the compressed content ends too early");
        }
        inflater.setInput(input, 0, count);
    }

    private void finish() throws IOException {
        ended = true;
        if (inflater.getRemaining() > 0 || source.read() >= 0) {
            throw new UnpackException("there is something after the end of the compressed content");
        }
    }

    @Override
    public void close() throws IOException {
        if (!closed) {
            closed = true;
            // Whoever closes a stream that another thread reads cancels it; its inflater is left to that thread then.
            if (used.compareAndSet(false, true)) {
                release();
            }
        }
        source.close();
    }

    private void release() {
        if (inflater != raw) {
            inflater.end();
        }
        raw.reset();
        inflaters.giveBack(raw);
    }
}
