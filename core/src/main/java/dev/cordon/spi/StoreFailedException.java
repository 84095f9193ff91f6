package dev.cordon.spi;

import java.io.IOException;

/**
 * Says that what a store keeps its samples on has failed: a disk, a folder, a database. What was asked for has not
 * happened, and what was acknowledged before is safe.
 */
public final class StoreFailedException extends IOException {
    private final Reason reason;

    /** What has failed, as far as the store can tell. */
    public enum Reason {
        /** There is no room left. Removing samples makes room. */
        FULL("there is no room left for the store"),

        /** Nothing may be written. */
        READ_ONLY("the store may not be written"),

        /** What held the samples is not there any more. */
        GONE("the store is not there any more"),

        /** Reading or writing has failed in another way. */
        FAULT("the store can't be read or written"),

        /**
         * The store takes no more changes until it is opened again, because it can't tell any longer what of a change
         * that failed is on the disk. Whether that one has happened shows when the store is opened again.
         */
        BROKEN("the store takes no more changes until it is opened again");

        private final String text;

        Reason(String text) {
            this.text = text;
        }
    }

    /**
     * Makes the exception.
     *
     * @param reason what has failed
     * @param cause how it showed
     */
    public StoreFailedException(Reason reason, Throwable cause) {
        super(reason.text, cause);
        this.reason = reason;
    }

    /** Returns what has failed. */
    public Reason reason() {
        return reason;
    }
}
