package dev.cordon.store;

import dev.cordon.spi.StoreFailedException;
import dev.cordon.spi.StoreFailedException.Reason;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Where a store is, and what it means if reading or writing there fails.
 *
 * @param root the folder of the store
 */
record Disk(Path root) {
    /** With less than this, a disk is full for most purposes: file systems hold some room back. */
    private static final long NO_ROOM = 1 << 20;

    /** Something that reads or writes. */
    @FunctionalInterface
    interface Use<T> {
        T make() throws IOException;
    }

    /** Something that writes. */
    @FunctionalInterface
    interface Change {
        void make() throws IOException;
    }

    /** Does something, and says what it means if that fails. */
    <T> T use(Use<T> use) throws StoreFailedException {
        try {
            return use.make();
        } catch (IOException e) {
            throw failure(e);
        }
    }

    /** Does something, and says what it means if that fails. */
    void change(Change change) throws StoreFailedException {
        try {
            change.make();
        } catch (IOException e) {
            throw failure(e);
        }
    }

    StoreFailedException failure(IOException e) {
        return e instanceof StoreFailedException known ? known : new StoreFailedException(reason(e), e);
    }

    private Reason reason(IOException e) {
        if (!Files.isDirectory(root)) {
            return Reason.GONE;
        }
        if (e instanceof AccessDeniedException || !Files.isWritable(root)) {
            return Reason.READ_ONLY;
        }
        return isFull(e) ? Reason.FULL : Reason.FAULT;
    }

    private boolean isFull(IOException e) {
        try {
            return String.valueOf(e.getMessage()).contains("No space left")
                    || Files.getFileStore(root).getUsableSpace() < NO_ROOM;
        } catch (IOException unknown) {
            return false;
        }
    }
}
