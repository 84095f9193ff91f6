package dev.cordon.spi;

import dev.cordon.sample.SampleId;

/** Says that somebody else has changed a sample since it was read. */
public final class StaleSampleException extends StoreException {
    /** Makes the exception for a sample. */
    public StaleSampleException(SampleId id) {
        super(id, "the sample was changed by somebody else");
    }
}
