package dev.cordon.simulation;

import dev.cordon.codec.ContentKeys;
import dev.cordon.codec.Header;
import dev.cordon.protocol.Received;
import dev.cordon.protocol.Request;
import dev.cordon.spi.Transport;
import java.io.IOException;

/** The way of one process to another host. */
final class Wire implements Transport {
    private final Network network;
    private final Life sender;
    private final String from;
    private final String to;

    Wire(Network network, Life sender, String from, String to) {
        this.network = network;
        this.sender = sender;
        this.from = from;
        this.to = to;
    }

    /** A process that dies while it waits for the answer never gets it. */
    @Override
    public Received send(Request request) throws IOException {
        sender.check();
        byte[] content = request.content().read();
        Header.Builder header = request.header().toBuilder();
        if (!request.header().has(ContentKeys.DATE)) {
            header.set(ContentKeys.DATE, network.now());
        }
        header.set(ContentKeys.CONTENT_LENGTH, (long) content.length);
        try {
            Message reply = network.exchange(from, to, request.transaction(), Message.of(header.build(), content));
            return Received.live(network.readable(reply), reply.stream(), network.now());
        } finally {
            sender.check();
        }
    }

    @Override
    public void close() {}
}
