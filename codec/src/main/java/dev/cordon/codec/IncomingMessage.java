package dev.cordon.codec;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.ReadableByteChannel;

/**
 * A message that is still arriving: its header was read, its content was not. Not safe for use by many threads.
 *
 * @param header the fields
 * @param content what follows the empty line, to be read once; a {@link ContentDecoder} takes it
 */
public record IncomingMessage(Header header, InputStream content) implements Closeable {
    /**
     * Reads the header of a message. The stream may be read further than the header; what follows is in
     * {@link #content()}.
     *
     * @throws WireException if the header is refused, or {@code lost} if the stream fails
     */
    public static IncomingMessage from(InputStream message, HeaderReader reader) throws IOException {
        InputStream content = message.markSupported() ? message : new BufferedInputStream(message);
        return new IncomingMessage(reader.read(content), content);
    }

    /**
     * Reads the header of a message from a blocking channel; see {@link #from(InputStream, HeaderReader)}.
     *
     * @throws WireException if the header is refused, or {@code lost} if the channel fails
     */
    public static IncomingMessage from(ReadableByteChannel message, HeaderReader reader) throws IOException {
        return from(Channels.newInputStream(message), reader);
    }

    /** Closes the stream or channel that the message comes from. */
    @Override
    public void close() throws IOException {
        content.close();
    }
}
