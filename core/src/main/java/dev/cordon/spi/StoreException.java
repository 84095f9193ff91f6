package dev.cordon.spi;

import dev.cordon.sample.SampleId;
import java.io.IOException;

/** Says that a sample store could not do what was asked; nothing has changed. */
public abstract sealed class StoreException extends IOException
        permits SampleConflictException, StaleSampleException, UnknownSampleException {
    private final transient SampleId id;

    StoreException(SampleId id, String reason) {
        super(reason);
        this.id = id;
    }

    /** Returns the sample that was meant. */
    public SampleId id() {
        return id;
    }
}
