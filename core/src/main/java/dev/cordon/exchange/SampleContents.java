package dev.cordon.exchange;

import com.google.common.io.ByteSource;
import dev.cordon.codec.ContentDecoder;
import dev.cordon.codec.ContentEncoder;
import dev.cordon.codec.EncodedContent;
import dev.cordon.codec.Mask;
import dev.cordon.codec.Recipe;
import dev.cordon.codec.Spooling;
import dev.cordon.protocol.Received;
import dev.cordon.sample.SampleId;
import dev.cordon.spi.SampleStore;
import java.io.IOException;
import java.io.InputStream;

/**
 * The contents of samples on their way into a store, out of it, and to a scanner.
 *
 * <p>Whatever arrives is checked to its last byte before it is kept, and is kept scrambled. Safe for use by many threads.
 */
public final class SampleContents {
    private static final Recipe KEPT = Recipe.standard();

    private final ContentDecoder decoder;
    private final ContentEncoder encoder;
    private final Spooling spooling;
    private final long maxSize;

    /**
     * Makes it for one place.
     *
     * @param mask the mask that all places have agreed on
     * @param maxSize the largest captured size that is taken, in bytes
     * @param spooling where contents wait until they are kept
     */
    public SampleContents(Mask mask, long maxSize, Spooling spooling) {
        this.decoder = new ContentDecoder(mask, maxSize);
        this.encoder = new ContentEncoder(KEPT, mask, spooling);
        this.spooling = spooling;
        this.maxSize = maxSize;
    }

    /** Returns the largest captured size that is taken, in bytes. */
    public long maxSize() {
        return maxSize;
    }

    /** Returns where contents wait until they are kept. */
    public Spooling spooling() {
        return spooling;
    }

    /**
     * Returns the content of captured bytes in the form in which it is kept; the caller closes it.
     *
     * @throws dev.cordon.codec.WireException {@code overrun} if there are more bytes than this place takes
     */
    public EncodedContent capture(InputStream captured) throws IOException {
        return encoder.encode(new BoundedInputStream(captured, maxSize));
    }

    /**
     * Returns the content of a message, checked against its header, in the form in which it is kept; the caller closes it.
     *
     * @throws dev.cordon.codec.WireException with the code of the first check that failed
     */
    public EncodedContent receive(Received message) throws IOException {
        EncodedContent received = decoder.receive(message.header(), message.content(), spooling);
        if (Recipe.of(received.fields()).equals(KEPT)) {
            return received;
        }
        try (received;
                InputStream captured =
                        decoder.captured(received.fields(), received.wire()).openStream()) {
            return encoder.encode(captured);
        }
    }

    /**
     * Returns the captured bytes of a sample, unpacked while they are read; may be opened several times. The store is
     * asked when they are opened, so that a content that can't be read fails where it is read.
     */
    public ByteSource captured(SampleStore store, SampleId id) {
        return new ByteSource() {
            @Override
            public InputStream openStream() throws IOException {
                return captured(store.content(id)).openStream();
            }
        };
    }

    /** Returns the captured bytes of a content, unpacked while they are read; may be opened several times. */
    public ByteSource captured(SampleStore.Content content) {
        return decoder.captured(content.fields(), content.wire());
    }
}
