package dev.cordon.spi;

import dev.cordon.sample.SampleId;

/** Says that an id is taken by a sample with other bytes. */
public final class SampleConflictException extends StoreException {
    /** Makes the exception for a sample. */
    public SampleConflictException(SampleId id) {
        super(id, "the id belongs to a sample with other content");
    }
}
