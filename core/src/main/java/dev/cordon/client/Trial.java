package dev.cordon.client;

import com.google.common.io.ByteSource;
import com.google.common.io.MoreFiles;
import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** A file that is made to be looked at and thrown away; only its owner can read it. */
final class Trial implements Closeable {
    private final Path file;

    /** Makes it in a folder. */
    Trial(Path folder) throws IOException {
        this.file = Files.createTempFile(folder, "trial", ".tmp");
    }

    ByteSource run(Placement.Source source) throws IOException {
        try (OutputStream sink = new BufferedOutputStream(Files.newOutputStream(file))) {
            source.writeTo(sink);
        }
        return MoreFiles.asByteSource(file);
    }

    @Override
    public void close() throws IOException {
        Files.deleteIfExists(file);
    }
}
