package dev.cordon.store;

import com.google.common.collect.ImmutableSet;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/** Writes files so that what was written survives the loss of power. Safe for use by many threads on different files. */
final class DurableFiles {
    /** The ending of the names of files that are still being written. */
    static final String UNFINISHED = ".part";

    private static final int BUFFER = 16 << 10;
    private static final ImmutableSet<OpenOption> CREATION = ImmutableSet.of(
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE,
            LinkOption.NOFOLLOW_LINKS);

    private final Path incoming;
    private final AtomicLong unfinished = new AtomicLong();

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

    /** Does something with files. */
    @FunctionalInterface
    interface Step {
        void take() throws IOException;
    }

    /** Creates a file or replaces it as a whole: whoever looks finds all of the old one or all of the new one. */
    void write(Path file, Filling filling) throws IOException {
        Path part = part();
        try {
            fill(part, filling);
            Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException | RuntimeException e) {
            afterFailure(e, () -> Files.deleteIfExists(part));
            throw e;
        }
        sync(parent(file));
    }

    /** Makes an empty file under the next name that is free; names are counted, so the same work gives the same ones. */
    private Path part() throws IOException {
        Path part = next();
        while (true) {
            try {
                return Files.createFile(part, OwnerOnly.file(incoming));
            } catch (FileAlreadyExistsException e) {
                // A process that was killed has left it, and it could not be deleted yet.
                part = next();
            }
        }
    }

    private Path next() {
        return incoming.resolve(unfinished.incrementAndGet() + UNFINISHED);
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
     * Writes a file under its own name. The bytes survive the loss of power; the name does once its folder was {@linkplain
     * #sync synced}. A file that is there is replaced, and may be lost if this fails.
     *
     * @param size about how many bytes there will be
     * @return how many bytes there are
     */
    static long create(Path file, long size, Filling filling) throws IOException {
        try (FileChannel channel = FileChannel.open(file, CREATION, OwnerOnly.file(file))) {
            OutputStream sink =
                    new BufferedOutputStream(Channels.newOutputStream(channel), (int) Math.min(size + 1, BUFFER));
            filling.into(sink);
            sink.flush();
            channel.force(true);
            return channel.position();
        }
    }

    /** Makes the bytes of a file durable that somebody else has written. */
    static void force(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS)) {
            channel.force(true);
        }
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

    /**
     * Creates a folder, and those above it, unless it is there. Its name is made durable in either case: a process that was
     * killed may have made the folder and not come to that.
     */
    static void createFolder(Path folder) throws IOException {
        if (Files.isDirectory(folder)) {
            syncIfAllowed(parent(folder));
            return;
        }
        if (!Files.isDirectory(parent(folder))) {
            createFolder(parent(folder));
        }
        try {
            Files.createDirectory(folder, OwnerOnly.folder(folder));
        } catch (FileAlreadyExistsException e) {
            if (!Files.isDirectory(folder)) {
                throw e;
            }
        }
        sync(parent(folder));
    }

    /** Who may use a folder that somebody else has made need not be allowed to look into the one above it. */
    @SuppressWarnings("EmptyCatch")
    private static void syncIfAllowed(Path folder) throws IOException {
        try {
            sync(folder);
        } catch (AccessDeniedException e) {
            // Whoever has made the folder has to see to its name.
        }
    }

    /**
     * Takes back what a failure has left, as far as that is possible, and returns whether it was. What stays after all
     * is found at the next start.
     */
    static boolean afterFailure(Exception failure, Step undoing) {
        // A thread that is interrupted can't write, and the interruption may be what has failed.
        boolean interrupted = Thread.interrupted();
        try {
            undoing.take();
            return true;
        } catch (IOException | RuntimeException e) {
            failure.addSuppressed(e);
            return false;
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Makes the names in a folder durable. */
    static void sync(Path folder) throws IOException {
        try {
            uninterrupted(() -> forceNames(folder));
        } catch (IOException e) {
            if (folder.getFileSystem().getSeparator().equals("/")) {
                throw e;
            }
            // Windows opens no folders, and keeps the names in them safe by itself.
        }
    }

    private static void forceNames(Path folder) throws IOException {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    /**
     * Does something that others wait for: whoever interrupts this thread has to wait, too. If the interruption has ended
     * it in the middle, it is done again.
     */
    static void uninterrupted(Step step) throws IOException {
        boolean interrupted = false;
        try {
            while (true) {
                interrupted |= Thread.interrupted();
                try {
                    step.take();
                    return;
                } catch (ClosedByInterruptException e) {
                    interrupted = true;
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static Path parent(Path file) {
        return Optional.ofNullable(file.toAbsolutePath().getParent())
                .orElseThrow(() -> new IllegalArgumentException("a file stands in a folder"));
    }
}
