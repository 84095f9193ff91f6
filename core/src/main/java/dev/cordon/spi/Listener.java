package dev.cordon.spi;

import java.io.Closeable;
import java.net.URI;

/** Takes requests from other places to a {@link dev.cordon.protocol.Desk} until it is closed. */
public interface Listener extends Closeable {
    /** Returns the address at which this place can be reached. */
    URI address();
}
