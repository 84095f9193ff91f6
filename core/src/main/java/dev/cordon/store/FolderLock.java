package dev.cordon.store;

import com.google.common.collect.ImmutableSet;
import dev.cordon.spi.StoreInUseException;
import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/**
 * Keeps a folder for one store, against other processes and against others in this process.
 *
 * <p>There are two lock files. POSIX forgets a lock as soon as its process closes <em>any</em> channel of the file, so
 * somebody in this process who is refused, and closes what it has opened, would take the lock away from its holder.
 * That happens to the first file only: who is refused there never opens the second.
 */
final class FolderLock implements Closeable {
    private static final String FIRST = "lock.first";
    private static final String SECOND = "lock";

    private final FileChannel first;
    private final FileChannel second;

    private FolderLock(FileChannel first, FileChannel second) {
        this.first = first;
        this.second = second;
    }

    /**
     * Locks a folder until it is closed or the process ends.
     *
     * @throws StoreInUseException if somebody has locked it already
     */
    static FolderLock on(Path folder) throws IOException {
        FileChannel first = lock(folder, FIRST);
        try {
            return new FolderLock(first, lock(folder, SECOND));
        } catch (IOException e) {
            DurableFiles.afterFailure(e, first::close);
            throw e;
        }
    }

    private static FileChannel lock(Path folder, String name) throws IOException {
        Path file = folder.resolve(name);
        FileChannel channel = FileChannel.open(
                file, ImmutableSet.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE), OwnerOnly.file(file));
        try {
            Optional<FileLock> lock = Optional.ofNullable(channel.tryLock());
            if (lock.isEmpty()) {
                throw new StoreInUseException("another process has the store open: " + folder);
            }
            return channel;
        } catch (OverlappingFileLockException e) {
            channel.close();
            throw new StoreInUseException("this process has the store open already: " + folder);
        } catch (IOException e) {
            DurableFiles.afterFailure(e, channel::close);
            throw e;
        }
    }

    @Override
    public void close() throws IOException {
        try (first) {
            second.close();
        }
    }
}
