package dev.cordon.client;

import dev.cordon.store.DurableFolder;
import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttributeView;
import java.util.Optional;

/**
 * A folder whose files are worked on by name, never through a link: neither in the name nor on the way to the folder.
 *
 * <p>Where the system lets a program hold a folder open ({@link SecureDirectoryStream}, on Linux), the folder stays the
 * one that was opened, whatever somebody does to the path meanwhile. Elsewhere the path is checked before each step. The
 * methods that say so go by the path in either case, because Java offers no other way.
 */
interface Folder extends Closeable {
    /** Opens folders; tests put themselves between a folder and who works in it. */
    @FunctionalInterface
    interface Opener {
        Folder open(Path folder) throws IOException;
    }

    /**
     * Opens a folder.
     *
     * @param folder absolute, without {@code .} and {@code ..}
     * @throws QuarantineException if a part of the path is a link
     * @throws IOException if there is no such folder
     */
    static Folder open(Path folder) throws IOException {
        try {
            Optional<Folder> held = HeldFolder.open(folder);
            return held.isPresent() ? held.get() : NamedFolder.open(folder);
        } catch (AccessDeniedException e) {
            // Who may pass through a folder but not list it can't hold it open.
            return NamedFolder.open(folder);
        }
    }

    Path path();

    /** Returns a view of a file's attributes, or of a link's own; empty where the system has none of that kind. */
    <V extends FileAttributeView> Optional<V> view(Path name, Class<V> type) throws IOException;

    SeekableByteChannel read(Path name) throws IOException;

    /** Makes a file that only its owner can use. */
    FileChannel create(Path name) throws IOException;

    /** Gives a file another name, and replaces what has that name. */
    void rename(Path from, Path to) throws IOException;

    void delete(Path name) throws IOException;

    /** Cuts a file to nothing. */
    void empty(Path name) throws IOException;

    default BasicFileAttributes look(Path name) throws IOException {
        return view(name, BasicFileAttributeView.class).orElseThrow().readAttributes();
    }

    /**
     * Gives a file a second name if that name is free; goes by the path.
     *
     * @throws java.nio.file.FileAlreadyExistsException if it is not
     */
    default void link(Path from, Path to) throws IOException {
        Files.createLink(path().resolve(to), path().resolve(from));
    }

    /** Makes new names in the folder survive the loss of power; goes by the path. */
    default void sync() throws IOException {
        DurableFolder.sync(path());
    }

    /** Returns whether a file is still there under its name, seen along the path. */
    default boolean isOnThePath(Path name) throws IOException {
        Optional<Object> there = Optional.ofNullable(
                Files.readAttributes(path().resolve(name), BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS)
                        .fileKey());
        return there.equals(Optional.ofNullable(look(name).fileKey()));
    }
}
