package dev.cordon.codec;

import com.google.common.io.ByteSource;
import com.google.common.io.MoreFiles;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Takes bytes, in memory up to a length and in a file beyond it, and gives them back until it is closed. */
final class Spool extends OutputStream {
    private final Spooling spooling;
    private ByteArrayOutputStream memory = new ByteArrayOutputStream();
    private Optional<Path> file = Optional.empty();
    private Optional<OutputStream> fileSink = Optional.empty();

    Spool(Spooling spooling) {
        this.spooling = spooling;
    }

    @Override
    public void write(int single) throws IOException {
        write(new byte[] {(byte) single}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        if (file.isEmpty() && memory.size() + (long) length > spooling.memoryBytes()) {
            moveToFile();
        }
        if (fileSink.isPresent()) {
            fileSink.get().write(bytes, offset, length);
        } else {
            memory.write(bytes, offset, length);
        }
    }

    private void moveToFile() throws IOException {
        Path spooled = Files.createTempFile(spooling.directory(), "spool", ".tmp");
        file = Optional.of(spooled);
        OutputStream sink = Files.newOutputStream(spooled);
        fileSink = Optional.of(sink);
        memory.writeTo(sink);
        memory = new ByteArrayOutputStream(0);
    }

    /** Ends the writing and returns what was written; readable until the spool is closed. */
    ByteSource finish() throws IOException {
        if (fileSink.isPresent()) {
            fileSink.get().close();
        }
        return file.isPresent() ? MoreFiles.asByteSource(file.get()) : ByteSource.wrap(memory.toByteArray());
    }

    @Override
    public void close() throws IOException {
        try {
            if (fileSink.isPresent()) {
                fileSink.get().close();
            }
        } finally {
            if (file.isPresent()) {
                Files.deleteIfExists(file.get());
            }
        }
    }
}
