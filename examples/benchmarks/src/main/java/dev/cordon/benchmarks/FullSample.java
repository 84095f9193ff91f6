package dev.cordon.benchmarks;

import com.google.common.io.Resources;
import java.io.IOException;
import java.io.UncheckedIOException;

/** The header of a sample with all attributes of the guide, as it is on the wire. */
final class FullSample {
    private FullSample() {}

    static byte[] header() {
        try {
            return Resources.toByteArray(Resources.getResource(FullSample.class, "full-sample.header"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
