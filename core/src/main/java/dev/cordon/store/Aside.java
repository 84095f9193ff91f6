package dev.cordon.store;

import com.google.common.collect.ImmutableList;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The folder for what nobody can use and nobody has decided to delete. */
final class Aside {
    private final Path folder;

    Aside(Path folder) {
        this.folder = folder;
    }

    /** Moves a file here. */
    void put(Path file) throws IOException {
        DurableFiles.move(file, free(file.getFileName().toString()));
    }

    /** Writes an entry of the log here. */
    void put(String name, LogEntry entry) throws IOException {
        DurableFiles.create(free(name), entry.length(), entry::writeTo);
        DurableFiles.sync(folder);
    }

    /** Writes bytes here. */
    void put(String name, byte[] bytes) throws IOException {
        DurableFiles.create(free(name), bytes.length, sink -> sink.write(bytes));
        DurableFiles.sync(folder);
    }

    /** Returns the names of all that was put here and is still here. */
    ImmutableList<String> names() throws IOException {
        return Subfolders.entries(folder).stream()
                .map(file -> file.getFileName().toString())
                .collect(ImmutableList.toImmutableList());
    }

    /** Returns how many bytes all of it has. */
    long bytes() throws IOException {
        long bytes = 0;
        for (Path file : Subfolders.entries(folder)) {
            bytes += Files.size(file);
        }
        return bytes;
    }

    private Path free(String name) {
        Path place = folder.resolve(name);
        for (int number = 1; Files.exists(place); number++) {
            place = folder.resolve(name + "." + number);
        }
        return place;
    }
}
