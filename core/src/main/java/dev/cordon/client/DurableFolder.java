package dev.cordon.client;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Makes new names in a folder survive the loss of power, where the system lets a program ask for that. */
final class DurableFolder {
    private DurableFolder() {}

    static void sync(Path folder) throws IOException {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        } catch (IOException e) {
            if (java.io.File.separatorChar == '/') {
                throw e;
            }
            // Windows can't open folders and keeps their entries safe by itself.
        }
    }
}
