package dev.cordon.client;

import dev.cordon.attribute.Attributes;
import dev.cordon.attribute.CordonFields;
import dev.cordon.codec.Header;
import dev.cordon.codec.Key;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** A file that is to be isolated, as it was when it was first looked at. Links are never followed. */
final class Original {
    private static final Instant FIRST_DATE = Instant.parse("0001-01-01T00:00:00Z");
    private static final Instant DATES_END = Instant.parse("+10000-01-01T00:00:00Z");
    private static final int UNPRINTABLE = '\uFFFD';
    private static final Set<OpenOption> READ = Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS);

    private final Path path;
    private final BasicFileAttributes seen;

    private Original(Path path, BasicFileAttributes seen) {
        this.path = path;
        this.seen = seen;
    }

    /**
     * Looks at a file.
     *
     * @throws QuarantineException if there is no such file, or it is a link or anything but a regular file
     */
    static Original at(Path file) throws IOException {
        try {
            Path absolute = file.toAbsolutePath().normalize();
            Path folder = Optional.ofNullable(absolute.getParent())
                    .orElseThrow(() -> new QuarantineException("only a file in a folder can be isolated"))
                    .toRealPath();
            Path real = folder.resolve(Objects.requireNonNull(absolute.getFileName()));
            BasicFileAttributes seen = attributes(real);
            if (!seen.isRegularFile()) {
                throw new QuarantineException("only a regular file can be isolated, not a link, folder or device");
            }
            return new Original(real, seen);
        } catch (NoSuchFileException e) {
            throw new QuarantineException("there is no such file", e);
        }
    }

    Path path() {
        return path;
    }

    InputStream open() throws IOException {
        SeekableByteChannel channel = Files.newByteChannel(path, READ);
        return Channels.newInputStream(channel);
    }

    /** Describes the file in the words of the guide and in fields of our own. */
    void describe(Header.Builder sample) throws IOException {
        sample.set(Attributes.SAMPLE_FILE, printable(path.toString()))
                .set(CordonFields.PATH, path.toUri().toASCIIString())
                .set(CordonFields.MODIFIED, seen.lastModifiedTime().toInstant());
        date(Attributes.DATE_ACCESSED, seen.lastAccessTime(), sample);
        date(Attributes.DATE_CREATED, seen.creationTime(), sample);
        date(Attributes.DATE_MODIFIED, seen.lastModifiedTime(), sample);
        extension().map(Original::printable).ifPresent(extension -> sample.set(Attributes.SAMPLE_EXTENSION, extension));
        if (Files.getFileStore(path).supportsFileAttributeView("posix")) {
            PosixFileAttributes posix =
                    Files.readAttributes(path, PosixFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            sample.set(CordonFields.PERMISSIONS, PosixFilePermissions.toString(posix.permissions()))
                    .set(CordonFields.OWNER, posix.owner().getName());
        }
    }

    /** A file system may hold times that no date on the wire can; such a date is left out. */
    private static void date(Key<Instant> key, FileTime time, Header.Builder sample) {
        if (!time.toInstant().isBefore(FIRST_DATE) && time.toInstant().isBefore(DATES_END)) {
            sample.set(key, time.toInstant());
        }
    }

    /** A name may hold what no field can: line ends, control characters, bytes that are no text. */
    private static String printable(String name) {
        StringBuilder printable = new StringBuilder();
        name.codePoints().map(point -> isPrintable(point) ? point : UNPRINTABLE).forEach(printable::appendCodePoint);
        return printable.toString();
    }

    private static boolean isPrintable(int point) {
        boolean halfOfAPair = point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE;
        return !Character.isISOControl(point) && !halfOfAPair;
    }

    private Optional<String> extension() {
        String name = path.getFileName().toString();
        int dot = name.lastIndexOf('.');
        return dot > 0 && dot < name.length() - 1 ? Optional.of(name.substring(dot + 1)) : Optional.empty();
    }

    /**
     * Makes sure that the file is still the one that was looked at.
     *
     * @throws QuarantineException if it was changed or replaced
     */
    void checkUnchanged() throws IOException {
        BasicFileAttributes now = attributes(path);
        boolean same = now.isRegularFile()
                && now.size() == seen.size()
                && now.lastModifiedTime().equals(seen.lastModifiedTime())
                && Objects.equals(now.fileKey(), seen.fileKey());
        if (!same) {
            throw new QuarantineException("the file was changed while it was read; try again");
        }
    }

    void delete() throws IOException {
        Files.delete(path);
    }

    private static BasicFileAttributes attributes(Path file) throws IOException {
        return Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
    }
}
