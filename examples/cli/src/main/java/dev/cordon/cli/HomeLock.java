package dev.cordon.cli;

import com.google.common.collect.ImmutableSet;
import dev.cordon.store.DurableFolder;
import dev.cordon.store.OwnerOnly;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Lets one command after the other change a file of a home, whichever process it runs in. */
final class HomeLock {
    private HomeLock() {}

    /**
     * What is done meanwhile.
     *
     * @param <T> what comes of it
     */
    @FunctionalInterface
    interface Change<T> {
        T make() throws IOException, Refusal;
    }

    /**
     * Makes a change while nobody else makes one to the same file, and returns what came of it.
     *
     * @param name the file; the lock is on another one beside it, which stays
     */
    static <T> T whileHolding(Path home, String name, Change<T> change) throws IOException, Refusal {
        Path file = DurableFolder.create(home).resolve(name + ".lock");
        // A lock on a file belongs to the process: two threads of one would be refused instead of waiting.
        synchronized (HomeLock.class) {
            try (FileChannel channel = FileChannel.open(
                    file, ImmutableSet.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE), OwnerOnly.file(file))) {
                // Goes with the channel.
                var unused = channel.lock();
                return change.make();
            }
        }
    }
}
