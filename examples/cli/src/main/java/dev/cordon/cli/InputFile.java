package dev.cordon.cli;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** Opens the files that a person names. */
final class InputFile {
    private InputFile() {}

    /** Returns the bytes of a file, with a bar for the person who waits for a long one. */
    static InputStream open(Path file, String task, Terminal terminal) throws Refusal {
        if (Files.isDirectory(file)) {
            throw Refusal.of("cannot read " + Printable.path(file) + ": it is a folder");
        }
        try {
            long size = Files.size(file);
            InputStream bytes = Files.newInputStream(file);
            // The bar looks at every read, so it sits where reads are large.
            return new BufferedInputStream(terminal.watched(bytes, task, size), 64 << 10);
        } catch (IOException e) {
            throw Refusal.cannotRead(file, e);
        }
    }
}
