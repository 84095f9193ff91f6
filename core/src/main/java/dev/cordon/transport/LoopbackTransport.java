package dev.cordon.transport;

import dev.cordon.codec.ContentKeys;
import dev.cordon.codec.Header;
import dev.cordon.codec.HeaderLimits;
import dev.cordon.codec.HeaderReader;
import dev.cordon.codec.HeaderWriter;
import dev.cordon.protocol.Desk;
import dev.cordon.protocol.Received;
import dev.cordon.protocol.Reply;
import dev.cordon.protocol.Request;
import dev.cordon.spi.Transport;
import java.io.IOException;
import java.io.InputStream;
import java.time.InstantSource;

/**
 * Carries requests to a desk in the same process, through the bytes that a wire would carry, so that neither side sees
 * more than it would over a network.
 */
public final class LoopbackTransport implements Transport {
    private static final HeaderReader READER = new HeaderReader(HeaderLimits.standard());

    private final Desk desk;
    private final InstantSource clock;

    /** Makes the way to a desk. */
    public LoopbackTransport(Desk desk, InstantSource clock) {
        this.desk = desk;
        this.clock = clock;
    }

    @Override
    public Received send(Request request) throws IOException {
        Header.Builder header = request.header().toBuilder();
        header.set(ContentKeys.CONTENT_LENGTH, request.content().size());
        try (InputStream content = request.content().openStream()) {
            Received arrived = Received.live(carried(header.build()), content, clock.instant());
            Reply reply = desk.answer(request.transaction(), arrived);
            return Received.live(carried(reply.header()), reply.content().openStream(), clock.instant());
        }
    }

    private static Header carried(Header header) throws IOException {
        return READER.read(HeaderWriter.bytes(header));
    }

    /** Does nothing. */
    @Override
    public void close() {}
}
