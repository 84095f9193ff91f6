package dev.cordon.store;

import com.google.common.collect.ImmutableList;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** Looks into folders whose files are spread over subfolders by the beginning of their names. */
final class Subfolders {
    private Subfolders() {}

    /** Returns what stands in the subfolders of a folder, ordered by name. */
    static ImmutableList<Path> files(Path folder) throws IOException {
        ImmutableList.Builder<Path> files = ImmutableList.builder();
        for (Path subfolder : entries(folder)) {
            if (Files.isDirectory(subfolder)) {
                files.addAll(entries(subfolder));
            }
        }
        return files.build();
    }

    /** Returns what stands in a folder, ordered by name. */
    static ImmutableList<Path> entries(Path folder) throws IOException {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.sorted().collect(ImmutableList.toImmutableList());
        }
    }
}
