package dev.cordon.benchmarks;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** Data as programs are: the class files of the Java runtime that is running. */
final class ProgramData {
    /** The file begins with an index, which is no program. */
    private static final int INDEX = 8 << 20;

    private ProgramData() {}

    static byte[] of(int length) throws IOException {
        try (InputStream modules = Files.newInputStream(Path.of(System.getProperty("java.home"), "lib", "modules"))) {
            modules.skipNBytes(INDEX);
            byte[] data = modules.readNBytes(length);
            if (data.length < length) {
                throw new IOException("the runtime is smaller than the sample");
            }
            return data;
        }
    }
}
