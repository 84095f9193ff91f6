package dev.cordon.exchange;

import com.google.common.base.CharMatcher;
import com.google.common.hash.HashCode;
import com.google.common.hash.Hashing;
import com.google.common.io.BaseEncoding;
import com.google.common.io.MoreFiles;
import dev.cordon.attribute.Attributes;
import dev.cordon.attribute.CordonFields;
import dev.cordon.codec.ErrorCode;
import dev.cordon.codec.Header;
import dev.cordon.codec.WireException;
import dev.cordon.sample.SampleId;
import java.io.BufferedOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A file that was not there before: whole or not at all, never over another one and never through a link.
 *
 * <p>The bytes go into a hidden file beside the place first, which gets its name only after they were read back and
 * found good. Where a file system has no hard links the file grows under its own name.
 */
public final class FreshFile {
    private static final Set<StandardOpenOption> FRESH =
            Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    private static final String OWNER_ONLY = "rw-------";
    private static final CharMatcher SEPARATOR = CharMatcher.anyOf("/\\");
    private static final CharMatcher UNUSABLE =
            CharMatcher.anyOf("<>:\"|?*\uFFFD").or(CharMatcher.javaIsoControl());

    /** Names that end in a period or blank, or are devices on Windows, in every folder and with every extension. */
    private static final Pattern UNUSABLE_NAME = Pattern.compile(
            "(?i).*[. ]|(con|prn|aux|nul|conin\\$|conout\\$|(com|lpt)[0-9\u00B9\u00B2\u00B3]) *(\\..*)?");

    private final Path place;
    private final Path hidden;

    private FreshFile(Path place, Path hidden) {
        this.place = place;
        this.hidden = hidden;
    }

    /** Writes the bytes of a file. */
    @FunctionalInterface
    public interface Source {
        /** Writes all of them; may be called twice. */
        void writeTo(OutputStream sink) throws IOException;
    }

    /**
     * Looks at a place.
     *
     * @param to a file that is not there yet, or a folder that is
     * @param file what is said of the name of the file, which is taken where a folder is named; the id where it can't be
     * @param random where the name of the unfinished file comes from
     * @throws PlaceTakenException if something is there already, or the folder is gone or behind a link
     */
    public static FreshFile at(Path to, SampleId id, Optional<String> file, SecureRandom random) throws IOException {
        Path named = to.toAbsolutePath().normalize();
        boolean isFolder = Files.isDirectory(named, LinkOption.NOFOLLOW_LINKS);
        Path place = isFolder ? named.resolve(file.flatMap(FreshFile::name).orElse(id.value())) : named;
        Path folder = Optional.ofNullable(place.getParent())
                .orElseThrow(() -> new PlaceTakenException("a file is written into a folder; name one"));
        checkFolder(folder);
        if (Files.exists(place, LinkOption.NOFOLLOW_LINKS)) {
            throw taken();
        }
        byte[] mark = new byte[8];
        random.nextBytes(mark);
        return new FreshFile(
                place,
                folder.resolve(".cordon-" + BaseEncoding.base16().lowerCase().encode(mark)));
    }

    private static PlaceTakenException taken() {
        return new PlaceTakenException("there is something in that place already; name another place");
    }

    private static void checkFolder(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            throw new PlaceTakenException("the folder is not there; name another place");
        }
        if (!folder.toRealPath().equals(folder.toRealPath(LinkOption.NOFOLLOW_LINKS))) {
            throw new PlaceTakenException(
                    "a folder on the way is a link, and links are not followed; name the real folder");
        }
    }

    /** Returns the last part of a path in the manner of any system; empty where that is no plain name everywhere. */
    private static Optional<String> name(String file) {
        String name = file.substring(SEPARATOR.lastIndexIn(file) + 1);
        boolean usable = !name.isEmpty()
                && UNUSABLE.matchesNoneOf(name)
                && !UNUSABLE_NAME.matcher(name).matches()
                && isPath(name);
        return usable ? Optional.of(name) : Optional.empty();
    }

    private static boolean isPath(String name) {
        try {
            return Path.of(name).getNameCount() == 1;
        } catch (InvalidPathException e) {
            return false;
        }
    }

    /**
     * Writes the file and returns where it is.
     *
     * @param sha256 the digest that the bytes have to have
     * @param traits says when the file was changed and who may do what with it; by default now, and its owner only
     * @throws PlaceTakenException if somebody has taken the place meanwhile, or it can't be written
     * @throws WireException {@code sample} if the bytes are others; nothing is left then
     */
    public Path write(Source source, HashCode sha256, Header traits) throws IOException {
        try {
            grow(hidden, source, sha256, traits);
            if (!appear()) {
                setPermissions(hidden, OWNER_ONLY);
                grow(place, sink -> Files.copy(hidden, sink), sha256, traits);
            }
            sync();
            return place;
        } catch (FileAlreadyExistsException e) {
            throw taken();
        } catch (FileSystemException e) {
            throw new PlaceTakenException("the place can't be written; name another place", e);
        } finally {
            Files.deleteIfExists(hidden);
        }
    }

    /** Makes a new file with everything in it; leaves nothing if that fails. */
    private static void grow(Path file, Source source, HashCode sha256, Header traits) throws IOException {
        try (FileChannel channel = FileChannel.open(file, FRESH, ownerOnly(file))) {
            try {
                OutputStream sink = new BufferedOutputStream(Channels.newOutputStream(channel));
                source.writeTo(sink);
                sink.flush();
                check(file, sha256);
                describe(file, traits);
                channel.force(true);
            } catch (IOException | RuntimeException e) {
                Files.deleteIfExists(file);
                throw e;
            }
        }
    }

    private static FileAttribute<?>[] ownerOnly(Path file) {
        return file.getFileSystem().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(OWNER_ONLY))
                }
                : new FileAttribute<?>[] {};
    }

    private static void check(Path file, HashCode sha256) throws IOException {
        if (!MoreFiles.asByteSource(file, LinkOption.NOFOLLOW_LINKS)
                .hash(Hashing.sha256())
                .equals(sha256)) {
            throw new WireException(ErrorCode.SAMPLE, "what was written is not the sample; nothing is left of it");
        }
    }

    /** What the file system can't give a file costs that and not the file. */
    private static void describe(Path file, Header traits) throws IOException {
        Optional<FileTime> modified = traits.find(CordonFields.MODIFIED)
                .or(() -> traits.find(Attributes.DATE_MODIFIED))
                .map(FileTime::from);
        if (modified.isPresent()) {
            Files.getFileAttributeView(file, BasicFileAttributeView.class, LinkOption.NOFOLLOW_LINKS)
                    .setTimes(modified.get(), null, null);
        }
        Optional<String> permissions = traits.find(CordonFields.PERMISSIONS);
        if (permissions.isPresent()) {
            setPermissions(file, permissions.get());
        }
    }

    private static void setPermissions(Path file, String permissions) throws IOException {
        Optional<PosixFileAttributeView> view = Optional.ofNullable(
                Files.getFileAttributeView(file, PosixFileAttributeView.class, LinkOption.NOFOLLOW_LINKS));
        if (view.isEmpty()) {
            return;
        }
        try {
            view.get().setPermissions(PosixFilePermissions.fromString(permissions));
        } catch (IllegalArgumentException | UnsupportedOperationException e) {
            return;
        }
    }

    /** A hard link fails where something is already; a move would replace it. */
    private boolean appear() throws IOException {
        try {
            Files.createLink(place, hidden);
            return true;
        } catch (FileAlreadyExistsException e) {
            throw e;
        } catch (FileSystemException | UnsupportedOperationException e) {
            return false;
        }
    }

    private void sync() throws IOException {
        Path folder = Optional.ofNullable(place.getParent()).orElse(place);
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        } catch (IOException e) {
            if (File.separatorChar == '/') {
                throw e;
            }
            // Windows opens no folders, and keeps the names in them safe by itself.
        }
    }
}
