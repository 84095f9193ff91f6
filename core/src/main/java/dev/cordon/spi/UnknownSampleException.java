package dev.cordon.spi;

import dev.cordon.sample.SampleId;

/** Says that a store has no sample of an id. */
public final class UnknownSampleException extends StoreException {
    /** Makes the exception for a sample. */
    public UnknownSampleException(SampleId id) {
        super(id, "there is no such sample");
    }
}
