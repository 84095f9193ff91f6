package dev.cordon.spi;

import java.io.IOException;

/** Says that a store can't be opened because somebody has it open already; only one process at a time may. */
public final class StoreInUseException extends IOException {
    /**
     * Makes the exception.
     *
     * @param reason who has which store open, for people
     */
    public StoreInUseException(String reason) {
        super(reason);
    }
}
