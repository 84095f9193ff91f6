package dev.cordon.spi;

import java.io.IOException;

/**
 * Takes alerts to people: a log, a screen, a chat, a pager (guide, "Sending alerts").
 *
 * <p>Called by one thread at a time, in the order in which things happened, and never by a thread that samples wait for. A
 * sink that takes long or fails holds up itself and nobody else. It does not try again itself: who calls it does, with
 * growing waits, a bounded number of times. So the same alert may arrive twice, after a failure that came late or a
 * restart, and one may be cleared that never arrived; {@link Alert#key} and {@link Alert#change} tell.
 */
@FunctionalInterface
public interface AlertSink {
    /**
     * Hands an alert on, and returns when that is done.
     *
     * @throws IOException if it could not be handed on; the text goes into the history of the server's errors and holds
     *     no secret
     */
    void tell(Alert alert) throws IOException;
}
