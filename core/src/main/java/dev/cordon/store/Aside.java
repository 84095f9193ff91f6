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

    /** Moves a file here, if it is there at all. */
    void put(Path file) throws IOException {
        if (Files.exists(file)) {
            DurableFiles.move(file, free(file.getFileName().toString()));
        }
    }

    /** Copies a file here. */
    void copy(Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        DurableFiles.append(free(file.getFileName().toString()), 0, bytes);
    }

    /** Returns the names of all that was put here and is still here. */
    ImmutableList<String> names() throws IOException {
        return Subfolders.entries(folder).stream()
                .map(file -> file.getFileName().toString())
                .collect(ImmutableList.toImmutableList());
    }

    private Path free(String name) {
        Path place = folder.resolve(name);
        for (int number = 1; Files.exists(place); number++) {
            place = folder.resolve(name + "." + number);
        }
        return place;
    }
}
