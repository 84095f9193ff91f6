package dev.cordon.client;

import com.google.common.io.BaseEncoding;
import com.google.common.io.ByteSource;
import com.google.common.io.MoreFiles;
import dev.cordon.attribute.Attributes;
import dev.cordon.attribute.CordonFields;
import dev.cordon.sample.Sample;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Puts bytes back into the world as a file: whole or not at all, never over another file, never through a link.
 *
 * <p>The bytes go into a hidden file beside the place first, which gets the place's name only after the digest was
 * verified.
 */
final class Placement {
    private static final Set<StandardOpenOption> FRESH =
            Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);

    private final Path place;
    private final SecureRandom random;

    private Placement(Path place, SecureRandom random) {
        this.place = place;
        this.random = random;
    }

    /** Writes the bytes of a file. */
    @FunctionalInterface
    interface Source {
        void writeTo(OutputStream sink) throws IOException;
    }

    /** Looks at the bytes that were written, and throws if they are not to be given back. */
    @FunctionalInterface
    interface Proof {
        void check(ByteSource written) throws IOException;
    }

    /**
     * Returns where a sample goes: to the place it came from, or to one that the caller names.
     *
     * @param to a file that is not there yet, or a folder that is
     * @throws QuarantineException if something is there already, or the folder is gone or behind a link
     */
    static Placement of(Sample sample, Optional<Path> to, SecureRandom random) throws IOException {
        Path original = original(sample);
        Path place = to.isEmpty() ? original : named(to.get(), original);
        Path folder = Optional.ofNullable(place.getParent())
                .orElseThrow(() -> new QuarantineException("a file is restored into a folder; name one"));
        if (!Files.isDirectory(folder)) {
            throw new QuarantineException("the folder is not there any more; name another place");
        }
        if (to.isEmpty() && !folder.toRealPath().equals(folder)) {
            throw new QuarantineException("the folder is now behind a link; name another place");
        }
        Placement placement = new Placement(place, random);
        placement.checkFree();
        return placement;
    }

    private static Path original(Sample sample) throws IOException {
        Optional<String> exact = sample.find(CordonFields.PATH);
        if (exact.isPresent()) {
            return Path.of(URI.create(exact.get()));
        }
        String file = sample.find(Attributes.SAMPLE_FILE)
                .orElseThrow(() -> new QuarantineException("the sample does not say where it came from; name a place"));
        try {
            return Path.of(file);
        } catch (InvalidPathException e) {
            throw new QuarantineException("the place it came from can't be a path here; name another", e);
        }
    }

    private static Path named(Path to, Path original) throws IOException {
        Path absolute = to.toAbsolutePath().normalize();
        return Files.isDirectory(absolute)
                ? absolute.toRealPath().resolve(Objects.requireNonNull(original.getFileName()))
                : absolute;
    }

    Path path() {
        return place;
    }

    private void checkFree() throws IOException {
        if (Files.exists(place, LinkOption.NOFOLLOW_LINKS)) {
            throw new QuarantineException("there is a file in that place already; name another place");
        }
    }

    /**
     * Writes the file, has it proved, and gives it the permissions and times of the sample.
     *
     * @throws QuarantineException if the proof fails, or somebody took the place meanwhile
     */
    void write(Sample sample, Source source, Proof proof) throws IOException {
        Path hidden = hidden();
        try {
            fill(hidden, source);
            proof.check(MoreFiles.asByteSource(hidden));
            describe(sample, hidden);
            appear(hidden);
        } finally {
            Files.deleteIfExists(hidden);
        }
        DurableFolder.sync(folder());
    }

    private Path hidden() {
        byte[] name = new byte[8];
        random.nextBytes(name);
        return folder().resolve(".cordon-" + BaseEncoding.base16().lowerCase().encode(name));
    }

    private Path folder() {
        return Objects.requireNonNull(place.getParent());
    }

    private static void fill(Path hidden, Source source) throws IOException {
        try (FileChannel channel = FileChannel.open(hidden, FRESH, ownerOnly(hidden))) {
            OutputStream sink = Channels.newOutputStream(channel);
            source.writeTo(sink);
            channel.force(true);
        }
    }

    private static FileAttribute<?>[] ownerOnly(Path file) throws IOException {
        boolean posix =
                Files.getFileStore(Objects.requireNonNull(file.getParent())).supportsFileAttributeView("posix");
        return posix
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[] {};
    }

    private static void describe(Sample sample, Path hidden) throws IOException {
        Optional<String> permissions = sample.find(CordonFields.PERMISSIONS);
        if (permissions.isPresent() && Files.getFileStore(hidden).supportsFileAttributeView("posix")) {
            Files.setPosixFilePermissions(hidden, PosixFilePermissions.fromString(permissions.get()));
        }
        Optional<FileTime> modified = sample.find(CordonFields.MODIFIED).map(FileTime::from);
        if (modified.isPresent()) {
            Files.setLastModifiedTime(hidden, modified.get());
        }
    }

    /** A hard link fails where a file is already; a move would replace it. */
    private void appear(Path hidden) throws IOException {
        try {
            Files.createLink(place, hidden);
        } catch (FileAlreadyExistsException e) {
            throw new QuarantineException("somebody has put a file in that place meanwhile; name another place", e);
        } catch (UnsupportedOperationException e) {
            throw new QuarantineException("this file system can't create files exclusively; name another place", e);
        }
    }
}
