package dev.cordon.client;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.Function;

/** Bytes on their way in or out: tells a failure to read them from a failure to write them. */
final class Reading extends FilterInputStream {
    private final Function<IOException, QuarantineException> refusal;

    /** Makes it of bytes from outside. */
    Reading(InputStream source) {
        this(source, Reading::failed);
    }

    Reading(InputStream source, Function<IOException, QuarantineException> refusal) {
        super(source);
        this.refusal = refusal;
    }

    static QuarantineException failed(IOException cause) {
        return cause instanceof QuarantineException known
                ? known
                : new QuarantineException(Refusal.UNREADABLE, "it can't be read; nothing was isolated", cause);
    }

    @Override
    public int read() throws IOException {
        try {
            return super.read();
        } catch (IOException e) {
            throw refusal.apply(e);
        }
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        try {
            return super.read(bytes, offset, length);
        } catch (IOException e) {
            throw refusal.apply(e);
        }
    }

    @Override
    public long skip(long count) throws IOException {
        try {
            return super.skip(count);
        } catch (IOException e) {
            throw refusal.apply(e);
        }
    }
}
