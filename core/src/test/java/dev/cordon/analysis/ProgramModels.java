package dev.cordon.analysis;

import java.io.ByteArrayInputStream;
import java.io.IOException;

/** Makes models of programs in memory. */
final class ProgramModels {
    private ProgramModels() {}

    static ProgramModel of(byte[]... programs) throws IOException {
        ProgramCounts counts = new ProgramCounts();
        for (byte[] program : programs) {
            counts.add(new ByteArrayInputStream(program));
        }
        return counts.model();
    }
}
