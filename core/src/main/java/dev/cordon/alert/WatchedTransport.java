package dev.cordon.alert;

import dev.cordon.protocol.Received;
import dev.cordon.protocol.Request;
import dev.cordon.spi.Alert;
import dev.cordon.spi.Transport;
import java.io.IOException;
import java.time.Instant;

/**
 * A transport that tells a signal whether the other place can be reached. Any answer will do, a refusal too.
 *
 * @param transport carries the requests
 * @param signal is told
 * @param place the other place
 */
public record WatchedTransport(Transport transport, Signal signal, Alert.Subject place) implements Transport {
    @Override
    public Received send(Request request) throws IOException {
        Instant begun = signal.now();
        try {
            Received reply = transport.send(request);
            signal.fine(place);
            return reply;
        } catch (IOException e) {
            signal.trouble(place, begun);
            throw e;
        }
    }

    @Override
    public void close() throws IOException {
        transport.close();
    }
}
