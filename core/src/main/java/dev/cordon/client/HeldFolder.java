package dev.cordon.client;

import com.google.common.collect.ImmutableSet;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.FileAttributeView;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** A folder that is held open, so that its path doesn't matter any more. */
final class HeldFolder implements Folder {
    private final Path path;
    private final SecureDirectoryStream<Path> stream;

    private HeldFolder(Path path, SecureDirectoryStream<Path> stream) {
        this.path = path;
        this.stream = stream;
    }

    /** Goes to a folder part by part from its root; empty where the system can't hold folders open. */
    @SuppressWarnings("StreamResourceLeak") // Each part is closed when the next is open; the last one is returned.
    static Optional<Folder> open(Path folder) throws IOException {
        DirectoryStream<Path> root = Files.newDirectoryStream(Objects.requireNonNull(folder.getRoot()));
        if (!(root instanceof SecureDirectoryStream<Path> first)) {
            root.close();
            return Optional.empty();
        }
        SecureDirectoryStream<Path> here = first;
        for (Path part : folder) {
            here = step(here, part);
        }
        return Optional.of(new HeldFolder(folder, here));
    }

    private static SecureDirectoryStream<Path> step(SecureDirectoryStream<Path> here, Path part) throws IOException {
        try {
            return here.newDirectoryStream(part, LinkOption.NOFOLLOW_LINKS);
        } catch (IOException e) {
            throw isLink(here, part) ? Links.onTheWay(e) : e;
        } finally {
            here.close();
        }
    }

    private static boolean isLink(SecureDirectoryStream<Path> here, Path part) {
        try {
            return here.getFileAttributeView(part, BasicFileAttributeView.class, LinkOption.NOFOLLOW_LINKS)
                    .readAttributes()
                    .isSymbolicLink();
        } catch (IOException e) {
            return false;
        }
    }

    @Override
    public Path path() {
        return path;
    }

    @Override
    public <V extends FileAttributeView> Optional<V> view(Path name, Class<V> type) {
        Optional<V> held = Optional.ofNullable(stream.getFileAttributeView(name, type, LinkOption.NOFOLLOW_LINKS));
        return held.or(() ->
                Optional.ofNullable(Files.getFileAttributeView(path.resolve(name), type, LinkOption.NOFOLLOW_LINKS)));
    }

    @Override
    public SeekableByteChannel read(Path name) throws IOException {
        return stream.newByteChannel(name, Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS));
    }

    @Override
    public FileChannel create(Path name) throws IOException {
        ImmutableSet<OpenOption> fresh =
                ImmutableSet.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);
        // A held folder opens nothing but files of the default file system, whose channels are of this kind.
        return (FileChannel) stream.newByteChannel(name, fresh, OwnerOnly.FILE);
    }

    @Override
    public void rename(Path from, Path to) throws IOException {
        stream.move(from, stream, to);
    }

    @Override
    public void delete(Path name) throws IOException {
        stream.deleteFile(name);
    }

    @Override
    public void empty(Path name) throws IOException {
        stream.newByteChannel(
                        name,
                        Set.of(
                                StandardOpenOption.WRITE,
                                StandardOpenOption.TRUNCATE_EXISTING,
                                LinkOption.NOFOLLOW_LINKS))
                .close();
    }

    @Override
    public void close() throws IOException {
        stream.close();
    }
}
