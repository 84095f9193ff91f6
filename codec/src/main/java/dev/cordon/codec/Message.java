package dev.cordon.codec;

import com.google.common.io.ByteSource;
import com.google.common.io.CountingInputStream;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.WritableByteChannel;

/**
 * A message: a header, an empty line, and content as it is on the wire.
 *
 * @param header the fields
 * @param content the content; may be opened several times
 */
public record Message(Header header, ByteSource content) {
    /**
     * Reads the header of a message that is at hand as a whole; its content is read when it is asked for.
     *
     * @throws WireException if the header is refused
     */
    public static Message read(ByteSource whole, HeaderReader reader) throws IOException {
        try (InputStream file = whole.openStream();
                CountingInputStream counted = new CountingInputStream(new BufferedInputStream(file))) {
            Header header = reader.read(counted);
            return new Message(header, whole.slice(counted.getCount(), Long.MAX_VALUE));
        }
    }

    /** Writes the message. */
    public void writeTo(OutputStream sink) throws IOException {
        HeaderWriter.write(header, sink);
        content.copyTo(sink);
    }

    /** Writes the message to a blocking channel. */
    public void writeTo(WritableByteChannel sink) throws IOException {
        writeTo(Channels.newOutputStream(sink));
    }
}
