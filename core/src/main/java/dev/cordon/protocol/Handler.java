package dev.cordon.protocol;

import java.io.IOException;

/** Answers the requests of one transaction. Safe for use by many threads. */
@FunctionalInterface
public interface Handler {
    /**
     * Returns the answer to a request.
     *
     * @throws dev.cordon.codec.WireException if the request is refused; nothing has changed then
     * @throws IOException if the place itself failed; the sender hears {@code internal} and may try again
     */
    Reply handle(Received request) throws IOException;
}
