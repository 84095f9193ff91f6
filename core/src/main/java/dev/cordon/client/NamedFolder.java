package dev.cordon.client;

import com.google.common.collect.ImmutableSet;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttributeView;
import java.util.Optional;
import java.util.Set;

/** A folder that is known by its path, which is looked at again before each step. */
final class NamedFolder implements Folder {
    private final Path path;
    private final Optional<Object> key;

    private NamedFolder(Path path, Optional<Object> key) {
        this.path = path;
        this.key = key;
    }

    static Folder open(Path folder) throws IOException {
        BasicFileAttributes seen = attributes(folder);
        if (!seen.isDirectory()) {
            throw seen.isSymbolicLink()
                    ? Links.onTheWay(new FileSystemException(folder.toString()))
                    : new NotDirectoryException(folder.toString());
        }
        NamedFolder named = new NamedFolder(folder, Optional.ofNullable(seen.fileKey()));
        named.check();
        return named;
    }

    private static BasicFileAttributes attributes(Path file) throws IOException {
        return Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
    }

    private void check() throws IOException {
        Links.checkNone(path);
        if (!key.equals(Optional.ofNullable(attributes(path).fileKey()))) {
            throw new QuarantineException(Refusal.CHANGED, "the folder was replaced meanwhile; try again");
        }
    }

    private Path file(Path name) throws IOException {
        check();
        return path.resolve(name);
    }

    @Override
    public Path path() {
        return path;
    }

    @Override
    public <V extends FileAttributeView> Optional<V> view(Path name, Class<V> type) throws IOException {
        return Optional.ofNullable(Files.getFileAttributeView(file(name), type, LinkOption.NOFOLLOW_LINKS));
    }

    @Override
    public SeekableByteChannel read(Path name) throws IOException {
        return Files.newByteChannel(file(name), Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS));
    }

    @Override
    public FileChannel create(Path name) throws IOException {
        Path file = file(name);
        return FileChannel.open(
                file,
                ImmutableSet.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS),
                OwnerOnly.where(path));
    }

    @Override
    public void rename(Path from, Path to) throws IOException {
        Files.move(file(from), path.resolve(to), StandardCopyOption.ATOMIC_MOVE);
    }

    @Override
    public void link(Path from, Path to) throws IOException {
        Files.createLink(file(to), path.resolve(from));
    }

    @Override
    public void delete(Path name) throws IOException {
        Files.delete(file(name));
    }

    @Override
    public void empty(Path name) throws IOException {
        FileChannel.open(
                        file(name),
                        ImmutableSet.of(
                                StandardOpenOption.WRITE,
                                StandardOpenOption.TRUNCATE_EXISTING,
                                LinkOption.NOFOLLOW_LINKS))
                .close();
    }

    @Override
    public void close() {}
}
