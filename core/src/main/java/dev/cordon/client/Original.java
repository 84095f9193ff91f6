package dev.cordon.client;

import com.google.common.hash.HashCode;
import com.google.common.hash.Hashing;
import com.google.common.io.ByteSource;
import dev.cordon.attribute.CordonFields;
import dev.cordon.codec.Header;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * A file that is to be isolated, as it was when it was first looked at. Links are never followed, and everything happens
 * in the folder that was looked into.
 */
final class Original implements Closeable {
    private final Path path;
    private final Path name;
    private final Folder folder;
    private final BasicFileAttributes seen;

    private Original(Path path, Path name, Folder folder, BasicFileAttributes seen) {
        this.path = path;
        this.name = name;
        this.folder = folder;
        this.seen = seen;
    }

    /**
     * Looks at a file; the caller closes what is returned.
     *
     * @throws QuarantineException if there is no such file, a link stands on the way, or it is no regular file
     */
    static Original at(Path file, Folder.Opener folders) throws IOException {
        try {
            return look(file.toAbsolutePath(), folders);
        } catch (QuarantineException e) {
            throw e;
        } catch (AccessDeniedException e) {
            throw new QuarantineException(Refusal.UNREADABLE, "the file can't be looked at; check its permissions", e);
        } catch (FileSystemException e) {
            throw new QuarantineException(Refusal.NOT_THERE, "there is no such file", e);
        }
    }

    private static Original look(Path file, Folder.Opener folders) throws IOException {
        // The name as the file system knows it, which may be in another case.
        Path real = file.toRealPath(LinkOption.NOFOLLOW_LINKS);
        Path parent = real.getParent();
        Path name = real.getFileName();
        if (parent == null || name == null) {
            throw notAFile();
        }
        Links.checkNone(parent);
        Folder folder = folders.open(parent);
        try {
            BasicFileAttributes seen = folder.look(name);
            checkKind(seen);
            return new Original(real, name, folder, seen);
        } catch (IOException | RuntimeException e) {
            folder.close();
            throw e;
        }
    }

    private static void checkKind(BasicFileAttributes seen) throws QuarantineException {
        if (seen.isSymbolicLink()) {
            throw new QuarantineException(
                    Refusal.LINK, "a link can't be isolated, and links are not followed; name the real file");
        }
        if (!seen.isRegularFile()) {
            throw notAFile();
        }
    }

    private static QuarantineException notAFile() {
        return new QuarantineException(Refusal.NOT_A_FILE, "only a file can be isolated, not a folder, device or pipe");
    }

    Path path() {
        return path;
    }

    long size() {
        return seen.size();
    }

    /** Returns the bytes of the file; whoever reads them asks afterwards whether it is unchanged. */
    ByteSource bytes() {
        return new ByteSource() {
            @Override
            public InputStream openStream() throws IOException {
                return open();
            }

            @Override
            public com.google.common.base.Optional<Long> sizeIfKnown() {
                return com.google.common.base.Optional.of(seen.size());
            }
        };
    }

    SeekableByteChannel channel() throws IOException {
        try {
            return folder.read(name);
        } catch (IOException e) {
            throw Reading.failed(e);
        }
    }

    InputStream open() throws IOException {
        return new Reading(Channels.newInputStream(channel()));
    }

    /** Describes the file in the words of the guide and in fields of our own; returns the traits that got lost. */
    Set<Trait> describe(Header.Builder sample) {
        sample.set(CordonFields.PATH, path.toUri().toASCIIString());
        FileNames.describe(path.toString(), name.toString(), sample);
        links().filter(count -> count > 1).ifPresent(count -> sample.set(CordonFields.LINKS, count));
        return FileTraits.describe(folder, name, seen, sample);
    }

    /** Returns how many names the file has; goes by the path. */
    private Optional<Integer> links() {
        if (!path.getFileSystem().supportedFileAttributeViews().contains("unix")) {
            return Optional.empty();
        }
        try {
            Integer count = (Integer) Files.getAttribute(path, "unix:nlink", LinkOption.NOFOLLOW_LINKS);
            return folder.isOnThePath(name) ? Optional.of(count) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /**
     * Makes sure that the file is still the one that was looked at.
     *
     * @throws QuarantineException if it was changed or replaced
     */
    void checkUnchanged() throws IOException {
        try {
            check(folder.look(name));
        } catch (FileSystemException e) {
            throw changed(e);
        }
    }

    private void check(BasicFileAttributes now) throws QuarantineException {
        boolean same = now.isRegularFile()
                && now.size() == seen.size()
                && now.lastModifiedTime().equals(seen.lastModifiedTime())
                && Objects.equals(now.fileKey(), seen.fileKey());
        if (!same) {
            throw changed(new IOException("not what was looked at"));
        }
    }

    private static QuarantineException changed(IOException cause) {
        return new QuarantineException(
                Refusal.CHANGED, "the file was changed or replaced while it was isolated; try again", cause);
    }

    /**
     * Removes the file if it is still what was captured, to the byte. It is first given a name that nobody else uses, so
     * that a file which somebody puts in its place meanwhile is never removed in its stead.
     *
     * @param captured the SHA-256 digest of what is kept
     * @param mark a word that makes the other name unique
     */
    void remove(HashCode captured, String mark) throws IOException {
        Path aside = path.getFileSystem().getPath(Placement.HIDDEN + mark);
        checkUnchanged();
        folder.rename(name, aside);
        try {
            check(folder.look(aside));
            if (!digest(aside).equals(captured)) {
                throw changed(new IOException("not what was captured"));
            }
            folder.delete(aside);
        } catch (IOException | RuntimeException e) {
            putBack(aside, e);
            throw e;
        }
        settle();
    }

    /** The file is gone already; should it come back after a loss of power, nothing is lost. */
    @SuppressWarnings("EmptyCatch")
    private void settle() {
        try {
            folder.sync();
        } catch (IOException e) {
            // There is nothing to take back.
        }
    }

    private HashCode digest(Path aside) throws IOException {
        return new ByteSource() {
            @Override
            public InputStream openStream() throws IOException {
                return Channels.newInputStream(folder.read(aside));
            }
        }.hash(Hashing.sha256());
    }

    /** Gives a file its name again unless somebody has taken that; then it stays, because it may be the only copy. */
    private void putBack(Path aside, Exception failure) {
        try {
            folder.link(aside, name);
            folder.delete(aside);
        } catch (IOException | UnsupportedOperationException e) {
            failure.addSuppressed(e);
            renameBack(aside, failure);
        }
    }

    private void renameBack(Path aside, Exception failure) {
        try {
            if (!isTaken()) {
                folder.rename(aside, name);
            }
        } catch (IOException e) {
            failure.addSuppressed(e);
        }
    }

    /** Returns whether there is anything under the name of the file. */
    boolean isTaken() {
        try {
            return folder.look(name).size() >= 0;
        } catch (IOException e) {
            return false;
        }
    }

    @Override
    public void close() throws IOException {
        folder.close();
    }
}
