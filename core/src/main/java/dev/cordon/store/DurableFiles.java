package dev.cordon.store;

import com.google.common.collect.ImmutableSet;
import java.io.BufferedOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/** Writes files so that what was written survives the loss of power. Safe for use by many threads on different files. */
final class DurableFiles {
    /** The ending of the names of files that are still being written. */
    static final String UNFINISHED = ".part";

    private final Path incoming;

    /**
     * Makes it for one file system.
     *
     * @param incoming the folder where files are written before they get their names
     */
    DurableFiles(Path incoming) {
        this.incoming = incoming;
    }

    /** Puts the bytes of a file into a sink. */
    @FunctionalInterface
    interface Filling {
        void into(OutputStream sink) throws IOException;
    }

    /** Takes back something that has failed halfway. */
    @FunctionalInterface
    interface Undoing {
        void undo() throws IOException;
    }

    /** Creates a file or replaces it as a whole: whoever looks finds all of the old one or all of the new one. */
    void write(Path file, Filling filling) throws IOException {
        Path unfinished = Files.createTempFile(incoming, "", UNFINISHED, OwnerOnly.file(incoming));
        try {
            fill(unfinished, filling);
            Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException | RuntimeException e) {
            afterFailure(e, () -> Files.deleteIfExists(unfinished));
            throw e;
        }
        sync(parent(file));
    }

    void write(Path file, byte[] bytes) throws IOException {
        write(file, sink -> sink.write(bytes));
    }

    private static void fill(Path file, Filling filling) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            OutputStream sink = new BufferedOutputStream(Channels.newOutputStream(channel));
            filling.into(sink);
            sink.flush();
            channel.force(true);
        }
    }

    /**
     * Cuts a file to a length and puts bytes behind, and returns its new length. A file that is not there is created.
     */
    static long append(Path file, long length, byte[] bytes) throws IOException {
        boolean isNew = !Files.exists(file);
        if (bytes.length == 0 && (isNew || Files.size(file) == length)) {
            return length;
        }
        long end;
        try (FileChannel channel = FileChannel.open(
                file, ImmutableSet.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE), OwnerOnly.file(file))) {
            channel.truncate(length);
            channel.position(channel.size());
            ByteBuffer rest = ByteBuffer.wrap(bytes);
            while (rest.hasRemaining()) {
                channel.write(rest);
            }
            channel.force(true);
            end = channel.size();
        }
        if (isNew) {
            sync(parent(file));
        }
        return end;
    }

    /** Deletes a file if it is there. */
    static void delete(Path file) throws IOException {
        if (!Files.isDirectory(file) && Files.deleteIfExists(file)) {
            sync(parent(file));
        }
    }

    /** Moves a file or folder to a name that is free. */
    static void move(Path from, Path to) throws IOException {
        Files.move(from, to);
        sync(parent(to));
        sync(parent(from));
    }

    /** Creates a folder, and those above it, unless it is there. */
    static void createFolder(Path folder) throws IOException {
        if (Files.isDirectory(folder)) {
            return;
        }
        createFolder(parent(folder));
        try {
            Files.createDirectory(folder, OwnerOnly.folder(folder));
        } catch (FileAlreadyExistsException e) {
            if (!Files.isDirectory(folder)) {
                throw e;
            }
        }
        sync(parent(folder));
    }

    /**
     * Takes back what a failure has left, as far as that is possible. What stays after all is found at the next start.
     */
    static void afterFailure(Exception failure, Undoing undoing) {
        // A thread that is interrupted can't write, and the interruption may be what has failed.
        boolean interrupted = Thread.interrupted();
        try {
            undoing.undo();
        } catch (IOException | RuntimeException e) {
            failure.addSuppressed(e);
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static void sync(Path folder) throws IOException {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        } catch (IOException e) {
            if (File.separatorChar == '/') {
                throw e;
            }
            // Windows opens no folders, and keeps the names in them safe by itself.
        }
    }

    private static Path parent(Path file) {
        return Optional.ofNullable(file.toAbsolutePath().getParent())
                .orElseThrow(() -> new IllegalArgumentException("a file stands in a folder"));
    }
}
