package dev.cordon.client;

import com.google.common.collect.ImmutableSet;
import com.google.common.io.BaseEncoding;
import com.google.common.io.ByteSource;
import dev.cordon.sample.Sample;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.SecureRandom;
import java.util.Optional;

/**
 * Puts bytes back into the world as a file: whole or not at all, never through a link, and over another file only if that
 * is asked for.
 *
 * <p>The bytes go into a hidden file beside the place first, which gets the place's name only after they were read back
 * and found good. Where a file system has no hard links the file grows under its own name.
 */
final class Placement implements Closeable {
    /** How the names of files begin that are on their way in or out. */
    static final String HIDDEN = ".cordon-";

    private final Path place;
    private final Path name;
    private final Folder folder;
    private final boolean replaces;
    private final Path hidden;

    private Placement(Path place, Path name, Folder folder, boolean replaces, Path hidden) {
        this.place = place;
        this.name = name;
        this.folder = folder;
        this.replaces = replaces;
        this.hidden = hidden;
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
     * Looks at a place; the caller closes what is returned.
     *
     * @param place absolute
     * @throws QuarantineException if something is there already, or the folder is gone or behind a link
     */
    static Placement at(Path place, boolean replaces, Folder.Opener folders, SecureRandom random) throws IOException {
        Path parent = place.getParent();
        Path name = place.getFileName();
        if (parent == null || name == null) {
            throw new QuarantineException(Refusal.NO_PLACE, "a file is restored into a folder; name one");
        }
        byte[] mark = new byte[8];
        random.nextBytes(mark);
        Path hidden = place.getFileSystem()
                .getPath(HIDDEN + BaseEncoding.base16().lowerCase().encode(mark));
        Folder folder = open(parent, folders);
        Placement placement = new Placement(folder.path().resolve(name), name, folder, replaces, hidden);
        try {
            placement.checkFree();
        } catch (IOException | RuntimeException e) {
            folder.close();
            throw e;
        }
        return placement;
    }

    private static Folder open(Path parent, Folder.Opener folders) throws IOException {
        try {
            Path real = parent.toRealPath(LinkOption.NOFOLLOW_LINKS);
            Links.checkNone(real);
            return folders.open(real);
        } catch (QuarantineException e) {
            throw e;
        } catch (FileSystemException e) {
            throw new QuarantineException(Refusal.NO_PLACE, "the folder is not there; name another place", e);
        }
    }

    Path path() {
        return place;
    }

    private void checkFree() throws IOException {
        Optional<BasicFileAttributes> present = present();
        if (present.isEmpty() || replaces && present.get().isRegularFile()) {
            return;
        }
        throw present.get().isSymbolicLink()
                ? new QuarantineException(Refusal.LINK, "there is a link in that place; name another place")
                : occupied(new FileAlreadyExistsException(place.toString()));
    }

    private Optional<BasicFileAttributes> present() throws IOException {
        try {
            return Optional.of(folder.look(name));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (FileSystemException e) {
            throw new QuarantineException(Refusal.BAD_NAME, "the name can't be used here; name another file", e);
        }
    }

    private static QuarantineException occupied(FileSystemException cause) {
        return new QuarantineException(
                Refusal.OCCUPIED, "there is something in that place already; name another place", cause);
    }

    /**
     * Writes the file, has it proved, gives it the traits of the sample and then its name.
     *
     * @return the traits it could not be given
     * @throws QuarantineException if the proof fails, somebody took the place meanwhile, or it can't be written
     */
    ImmutableSet<Trait> write(Sample sample, Source source, Proof proof) throws IOException {
        try {
            return writeHidden(sample, source, proof);
        } catch (QuarantineException e) {
            throw e;
        } catch (IOException e) {
            throw new QuarantineException(Refusal.NOT_WRITABLE, "the place can't be written; name another place", e);
        }
    }

    private ImmutableSet<Trait> writeHidden(Sample sample, Source source, Proof proof) throws IOException {
        ImmutableSet<Trait> lost = grow(hidden, sample, source, proof);
        try {
            if (replaces) {
                checkFree();
                folder.rename(hidden, name);
                folder.sync();
                return lost;
            }
            if (appear()) {
                keep();
                return lost;
            }
        } finally {
            discard(hidden);
        }
        ImmutableSet<Trait> lostThere = grow(name, sample, source, proof);
        keep();
        return lostThere;
    }

    /** Makes a new file with everything in it; leaves nothing if that fails. */
    private ImmutableSet<Trait> grow(Path file, Sample sample, Source source, Proof proof) throws IOException {
        FileChannel channel = create(file);
        try (channel) {
            source.writeTo(Channels.newOutputStream(channel));
            channel.force(true);
            proof.check(new Written(folder, file));
            ImmutableSet<Trait> lost = ImmutableSet.copyOf(FileTraits.apply(sample, folder, file));
            channel.force(true);
            return lost;
        } catch (IOException | RuntimeException e) {
            discard(file);
            throw e;
        }
    }

    private FileChannel create(Path file) throws IOException {
        try {
            return folder.create(file);
        } catch (FileAlreadyExistsException e) {
            throw occupied(e);
        }
    }

    /** What was written, as it is read back. */
    private static final class Written extends ByteSource {
        private final Folder folder;
        private final Path file;

        Written(Folder folder, Path file) {
            this.folder = folder;
            this.file = file;
        }

        @Override
        public InputStream openStream() throws IOException {
            return Channels.newInputStream(folder.read(file));
        }

        @Override
        public com.google.common.base.Optional<Long> sizeIfKnown() {
            try {
                return com.google.common.base.Optional.of(folder.look(file).size());
            } catch (IOException e) {
                return com.google.common.base.Optional.absent();
            }
        }
    }

    /**
     * Gives the hidden file its name; false where the file system has no hard links. A hard link fails where a file is
     * already; a move would replace it.
     */
    private boolean appear() throws IOException {
        try {
            folder.link(hidden, name);
        } catch (FileAlreadyExistsException e) {
            throw occupied(e);
        } catch (NoSuchFileException e) {
            throw moved(e);
        } catch (FileSystemException | UnsupportedOperationException e) {
            return false;
        }
        checkAppeared();
        return true;
    }

    /**
     * A link goes by the path, so somebody who is quick could have it made in another folder. It is the same file there,
     * so what is taken from it here is taken from it there.
     */
    private void checkAppeared() throws IOException {
        Optional<Object> key = Optional.ofNullable(folder.look(hidden).fileKey());
        boolean here =
                present().flatMap(seen -> Optional.ofNullable(seen.fileKey())).equals(key);
        if (!here) {
            folder.empty(hidden);
            throw moved(new NoSuchFileException(place.toString()));
        }
    }

    private static QuarantineException moved(FileSystemException cause) {
        return new QuarantineException(
                Refusal.CHANGED, "the folder was replaced while the file was written; name another place", cause);
    }

    /** Makes the name durable; a file that may be gone after the next loss of power was not given back. */
    private void keep() throws IOException {
        try {
            folder.sync();
        } catch (IOException e) {
            discard(name);
            throw e;
        }
    }

    @SuppressWarnings("EmptyCatch")
    private void discard(Path file) {
        try {
            folder.delete(file);
        } catch (IOException e) {
            // Not there any more, or out of reach; whoever finds it can tell by its name what it was.
        }
    }

    @Override
    public void close() throws IOException {
        folder.close();
    }
}
