package dev.cordon.store;

import java.io.IOException;
import java.nio.file.Path;

/** Makes folders, and names in them, survive the loss of power, where the system lets a program ask for that. */
public final class DurableFolder {
    private DurableFolder() {}

    /**
     * Creates a folder for its owner only, and those above it, unless it is there, and returns it. Its name is durable
     * then, also where a process made it that was killed before it could see to that.
     *
     * @throws IOException if it can't be created or its name not be made durable
     */
    public static Path create(Path folder) throws IOException {
        DurableFiles.createFolder(folder.toAbsolutePath());
        return folder;
    }

    /** Makes the names in a folder durable. */
    public static void sync(Path folder) throws IOException {
        DurableFiles.sync(folder);
    }
}
