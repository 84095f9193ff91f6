package dev.cordon.cli;

import com.google.common.io.MoreFiles;
import com.google.common.io.RecursiveDeleteOption;
import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;

/**
 * A file that appears under its name once it is complete, and not at all if that never happens.
 *
 * <p>Until then it is in a folder beside its place that only its owner can read. It never replaces a file unless told
 * to, and never writes through a link.
 */
final class OutputFile implements Closeable {
    private final Path file;
    private final boolean replace;
    private final Path scratch;
    private final Path unfinished;
    private final OutputStream stream;
    private final Thread atSignal;

    private OutputFile(Path file, boolean replace, Path scratch) throws IOException {
        this.file = file;
        this.replace = replace;
        this.scratch = scratch;
        // This call makes a file that no one else can read; the stream would make one that others can.
        this.unfinished = Files.createTempFile(scratch, "unfinished", ".tmp");
        this.stream = new BufferedOutputStream(Files.newOutputStream(unfinished), 64 << 10);
        this.atSignal = new Thread(() -> delete(scratch));
        Runtime.getRuntime().addShutdownHook(atSignal);
    }

    static OutputFile create(Path file, boolean replace) throws Refusal {
        Path folder = Optional.ofNullable(file.toAbsolutePath().getParent())
                .orElseThrow(() -> Refusal.of("cannot write " + Printable.path(file) + ": it is a folder"));
        if (Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS)) {
            throw Refusal.of("cannot write " + Printable.path(file) + ": it is a folder");
        }
        if (!replace && Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
            throw existsAlready(file);
        }
        try {
            Path scratch = Files.createTempDirectory(folder, ".cordon-");
            try {
                return new OutputFile(file, replace, scratch);
            } catch (IOException | RuntimeException e) {
                delete(scratch);
                throw e;
            }
        } catch (IOException e) {
            throw Refusal.cannotWrite(file, e);
        }
    }

    OutputStream stream() {
        return stream;
    }

    /** Returns a folder for whatever else is needed until the file is complete. */
    Path scratch() {
        return scratch;
    }

    /** Gives the file its name. */
    void complete() throws Refusal {
        try {
            stream.close();
            if (replace) {
                Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            } else {
                moveToFreeName();
            }
        } catch (FileAlreadyExistsException e) {
            throw existsAlready(file);
        } catch (IOException e) {
            throw Refusal.cannotWrite(file, e);
        }
    }

    /** A move could replace what has come into being meanwhile, a new link can't. */
    private void moveToFreeName() throws IOException {
        try {
            Files.createLink(file, unfinished);
        } catch (FileAlreadyExistsException e) {
            throw e;
        } catch (IOException | UnsupportedOperationException e) {
            // Not every file system has links; there the look before the move has to do.
            Files.move(unfinished, file);
        }
    }

    private static Refusal existsAlready(Path file) {
        return Refusal.of(Printable.path(file) + " exists already; name a new file");
    }

    @Override
    public void close() throws IOException {
        try {
            Runtime.getRuntime().removeShutdownHook(atSignal);
        } catch (IllegalStateException e) {
            return; // the process is ending, and the hook does the rest
        }
        try {
            stream.close();
        } finally {
            delete(scratch);
        }
    }

    private static void delete(Path folder) {
        try {
            MoreFiles.deleteRecursively(folder, RecursiveDeleteOption.ALLOW_INSECURE);
        } catch (IOException e) {
            folder.toFile().deleteOnExit();
        }
    }
}
