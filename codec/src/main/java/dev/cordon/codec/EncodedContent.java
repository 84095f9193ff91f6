package dev.cordon.codec;

import com.google.common.io.ByteSource;
import java.io.Closeable;
import java.io.IOException;

/**
 * Content as it goes over the wire, with the fields that describe it. Closing it frees the memory or file it waits in;
 * {@link #wire()} can't be read afterwards.
 */
public final class EncodedContent implements Closeable {
    private final Header fields;
    private final Spool spool;
    private final ByteSource wire;
    private final long wireSize;
    private final Digests captured;

    EncodedContent(Header fields, Spool spool, ByteSource wire, long wireSize, Digests captured) {
        this.fields = fields;
        this.spool = spool;
        this.wire = wire;
        this.wireSize = wireSize;
        this.captured = captured;
    }

    /** Returns the fields that describe the content, {@code Content-Length} not among them. */
    public Header fields() {
        return fields;
    }

    /** Returns the bytes as they go over the wire; may be opened several times. */
    public ByteSource wire() {
        return wire;
    }

    /** Returns the number of bytes on the wire. */
    public long wireSize() {
        return wireSize;
    }

    /** Returns what was computed of the captured bytes. */
    public Digests captured() {
        return captured;
    }

    @Override
    public void close() throws IOException {
        spool.close();
    }
}
