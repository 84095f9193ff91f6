package dev.cordon.transport;

import dev.cordon.codec.ContentKeys;
import dev.cordon.codec.Header;
import dev.cordon.codec.HeaderLimits;
import dev.cordon.codec.HeaderReader;
import dev.cordon.codec.HeaderWriter;
import dev.cordon.codec.WireException;
import dev.cordon.protocol.Desk;
import dev.cordon.protocol.Received;
import dev.cordon.protocol.Reply;
import dev.cordon.protocol.Request;
import dev.cordon.spi.Transport;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.InstantSource;

/**
 * Carries requests to a desk in the same process, through the bytes that a wire would carry, so that neither side sees
 * more or less than it would over HTTP. Nobody is asked for a token. Safe for use by many threads.
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
        Reply reply = answer(request);
        Header header = carried(HttpFields.sent(reply.header(), clock.instant()));
        return Received.live(header, content(reply), clock.instant());
    }

    private static InputStream content(Reply reply) throws IOException {
        return new FilterInputStream(reply.content().openStream()) {
            @Override
            public void close() throws IOException {
                try (reply) {
                    super.close();
                }
            }
        };
    }

    private Reply answer(Request request) throws IOException {
        Header sent = HttpFields.sent(request.header(), clock.instant()).toBuilder()
                .set(ContentKeys.CONTENT_LENGTH, request.content().size())
                .build();
        Header header;
        try {
            header = carried(sent);
        } catch (WireException e) {
            return Reply.refused(e.error());
        }
        try (InputStream content = request.content().openStream()) {
            return desk.answer(request.transaction(), Received.live(header, content, clock.instant()));
        }
    }

    private static Header carried(Header header) throws IOException {
        return READER.read(HeaderWriter.bytes(header));
    }

    /** Does nothing. */
    @Override
    public void close() {}
}
