package dev.cordon.codec;

import com.google.common.io.ByteSource;
import java.io.Closeable;
import java.io.IOException;

/**
 * Content as it goes over the wire, with the fields that describe it. Closing it deletes the file that large content waits
 * in; {@link #wire()} is for before that only.
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

    /** Returns the fields for content that was made by a recipe. */
    static Header describe(Recipe recipe, Digests sent, Digests captured) {
        Header.Builder fields = Header.builder();
        if (sent.size() > 0) {
            fields.set(ContentKeys.CHECKSUM_METHOD, ChecksumMethod.MD5).set(ContentKeys.CONTENT_CHECKSUM, sent.md5());
            recipe.describe(fields);
            fields.set(ContentKeys.CONTENT_DIGEST, sent.sha256());
        }
        return fields.set(ContentKeys.SAMPLE_SIZE, captured.size())
                .set(ContentKeys.SAMPLE_CHECKSUM, captured.md5())
                .set(ContentKeys.SAMPLE_DIGEST, captured.sha256())
                .build();
    }

    /**
     * Returns the message with other fields and this content, {@code Content-Length} included. Whatever the other fields
     * say of content is replaced.
     */
    public Message message(Header other) {
        Header.Builder header = other.toBuilder().remove(ContentKeys.CONTENT_LENGTH);
        ContentKeys.all().forEach(header::remove);
        return new Message(
                header.setAll(fields).set(ContentKeys.CONTENT_LENGTH, wireSize).build(), wire);
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
