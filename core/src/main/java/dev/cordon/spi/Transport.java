package dev.cordon.spi;

import dev.cordon.protocol.Received;
import dev.cordon.protocol.Request;
import java.io.Closeable;
import java.io.IOException;

/** Carries requests to one other place. Safe for use by many threads. */
public interface Transport extends Closeable {
    /**
     * Sends a request and returns the reply, refusals included; the caller closes it.
     *
     * @throws IOException if the other place can't be reached or the connection fails; whether the request was carried
     *     out is unknown then, and it may be sent again
     */
    Received send(Request request) throws IOException;
}
