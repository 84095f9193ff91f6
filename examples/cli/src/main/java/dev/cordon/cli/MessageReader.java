package dev.cordon.cli;

import com.google.common.io.ByteStreams;
import com.google.common.io.CountingInputStream;
import dev.cordon.attribute.Attributes;
import dev.cordon.codec.ContentDecoder;
import dev.cordon.codec.ContentKeys;
import dev.cordon.codec.Digests;
import dev.cordon.codec.ErrorCode;
import dev.cordon.codec.Header;
import dev.cordon.codec.HeaderLimits;
import dev.cordon.codec.HeaderReader;
import dev.cordon.codec.Mask;
import dev.cordon.codec.WireError;
import dev.cordon.codec.WireException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Optional;

/** Reads messages from files. */
final class MessageReader {
    private final ContentDecoder decoder;

    MessageReader(Mask mask, long maxSize) {
        this.decoder = new ContentDecoder(mask, maxSize, OtherCores.workers());
    }

    /**
     * What a message turned out to be.
     *
     * @param header its header
     * @param contentBytes how many bytes there are after the header
     * @param sample what was computed of the captured bytes; empty if the content failed
     * @param failure why the content failed; empty if it is as announced
     */
    record Findings(Header header, long contentBytes, Optional<Digests> sample, Optional<WireException> failure) {

        /** Returns whether there is a sample in the message, be it an empty one. */
        boolean hasSample() {
            return contentBytes > 0 || header.has(ContentKeys.CONTENT_CHECKSUM) || header.has(ContentKeys.SAMPLE_SIZE);
        }
    }

    /**
     * Reads a message to its end and writes the captured bytes to a sink; after a failure what is there must not be
     * used.
     *
     * @throws WireException if the header can't be read
     * @throws IOException if the sink can't be written
     */
    Findings read(InputStream message, OutputStream sink) throws IOException {
        Header header = new HeaderReader(HeaderLimits.standard()).read(message);
        CountingInputStream content = new CountingInputStream(message);
        try {
            checkType(header);
            Digests sample = decoder.decode(header, content, sink);
            return new Findings(header, content.getCount(), Optional.of(sample), Optional.empty());
        } catch (WireException e) {
            ByteStreams.exhaust(content);
            return new Findings(header, content.getCount(), Optional.empty(), Optional.of(e));
        }
    }

    private static void checkType(Header header) throws WireException {
        if (header.has(Attributes.SAMPLE_TYPE)
                && header.find(Attributes.SAMPLE_TYPE).isEmpty()) {
            throw new WireException(
                    WireError.of(ErrorCode.TYPE, Attributes.SAMPLE_TYPE), "the kind of sample is not known");
        }
    }
}
