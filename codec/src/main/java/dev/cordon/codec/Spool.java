package dev.cordon.codec;

import com.google.common.io.ByteSource;
import com.google.common.io.MoreFiles;
import com.google.common.primitives.Ints;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;

/** Takes bytes, in memory up to a length and in a file beyond it, and gives them back until it is closed. */
final class Spool extends OutputStream {
    private static final int FIRST = 4 << 10;
    private static final int BUFFER = 64 << 10;

    private final Spooling spooling;
    private byte[] memory = new byte[FIRST];
    private int size;
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
        if (file.isEmpty() && size + (long) length > spooling.memoryBytes()) {
            moveToFile();
        }
        if (fileSink.isPresent()) {
            fileSink.get().write(bytes, offset, length);
        } else {
            keep(bytes, offset, length);
        }
    }

    private void keep(byte[] bytes, int offset, int length) {
        if (size + length > memory.length) {
            memory = Arrays.copyOf(memory, Ints.saturatedCast(Math.max(size + length, 2L * memory.length)));
        }
        System.arraycopy(bytes, offset, memory, size, length);
        size += length;
    }

    private void moveToFile() throws IOException {
        Path spooled = Files.createTempFile(spooling.directory(), "spool", ".tmp");
        file = Optional.of(spooled);
        OutputStream sink = new BufferedOutputStream(Files.newOutputStream(spooled), BUFFER);
        fileSink = Optional.of(sink);
        sink.write(memory, 0, size);
        memory = new byte[0];
    }

    /** Ends the writing and returns what was written; readable until the spool is closed. */
    ByteSource finish() throws IOException {
        if (fileSink.isPresent()) {
            fileSink.get().close();
        }
        return file.isPresent()
                ? MoreFiles.asByteSource(file.get())
                : ByteSource.wrap(memory).slice(0, size);
    }

    /** Closes it after a failure, which is what counts. */
    void closeAfter(Throwable failure) {
        try {
            close();
        } catch (IOException e) {
            failure.addSuppressed(e);
        }
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
