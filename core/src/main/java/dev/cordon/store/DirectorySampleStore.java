package dev.cordon.store;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import com.google.common.hash.HashCode;
import com.google.common.util.concurrent.Striped;
import dev.cordon.codec.ContentKeys;
import dev.cordon.codec.EncodedContent;
import dev.cordon.codec.Header;
import dev.cordon.codec.Key;
import dev.cordon.sample.Sample;
import dev.cordon.sample.SampleId;
import dev.cordon.spi.SampleConflictException;
import dev.cordon.spi.SampleStore;
import dev.cordon.spi.StaleSampleException;
import dev.cordon.spi.UnknownSampleException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/**
 * Keeps samples as files in the form of messages, in one folder that belongs to one process.
 *
 * <pre>{@code
 * content/<2 digits>/<SHA-256>.msg       a whole message: content attributes, empty line, scrambled bytes
 * samples/<2 letters>/<id>.attributes    everything else that is known of a sample, as a message without content
 * samples/<2 letters>/<id>.journal       its steps and faults, one a line
 * incoming/                              files that don't have their names yet
 * aside/                                 what was found half-written at a start
 * }</pre>
 *
 * <p>A content is written once, under the digest of the captured bytes, and shared by all samples of these bytes. So the
 * attributes that describe its wire form (checksum, compression, encoding, scrambling, length) stay with the content and
 * are taken off the sample: {@link #content} gives them. A sample is there once its attributes file is; content and
 * journal are written before it and removed after it. Files can be read by their owner only, where the file system has
 * permissions.
 *
 * <p>Leases are kept in memory only. The store belongs to one process, so when it is opened again nobody is left who
 * could still be at work on a lease from before. All attributes are held in memory too, some kilobytes a sample; this
 * store is for thousands of samples, not for millions.
 *
 * <p>Claims hand out equally important samples in the order in which they are due, those that wait for no time first,
 * and then in the order of arrival.
 */
public final class DirectorySampleStore implements SampleStore {
    private static final int LOCKS = 64;
    private static final ImmutableSet<Key<?>> WIRE_FORM = ImmutableSet.of(
            ContentKeys.CONTENT_LENGTH,
            ContentKeys.CHECKSUM_METHOD,
            ContentKeys.CONTENT_CHECKSUM,
            ContentKeys.CONTENT_COMPRESSION,
            ContentKeys.CONTENT_ENCODING,
            ContentKeys.CONTENT_SCRAMBLING,
            ContentKeys.CONTENT_DIGEST);

    private final Path folder;
    private final FolderLock folderLock;
    private final SampleFolder samples;
    private final ContentFolder contents;
    private final ImmutableList<String> aside;
    private final SampleIndex index = new SampleIndex();
    private final Striped<Lock> locks = Striped.lock(LOCKS);
    private final ReadWriteLock closing = new ReentrantReadWriteLock();
    private volatile boolean closed;

    private DirectorySampleStore(
            Path folder,
            FolderLock folderLock,
            SampleFolder samples,
            ContentFolder contents,
            ImmutableList<String> aside) {
        this.folder = folder;
        this.folderLock = folderLock;
        this.samples = samples;
        this.contents = contents;
        this.aside = aside;
    }

    /**
     * Opens the store in a folder, and puts aside what the last process has left half-written.
     *
     * @param folder the folder, which is created if it is not there
     * @return the store; whoever closes it frees the folder
     * @throws IOException if this or another process has it open already, or it can't be read or written
     */
    public static DirectorySampleStore open(Path folder) throws IOException {
        Path root = folder.toAbsolutePath();
        DurableFiles.createFolder(root);
        OwnerOnly.close(root);
        FolderLock lock = FolderLock.on(root);
        try {
            return open(root, lock);
        } catch (IOException | RuntimeException e) {
            DurableFiles.afterFailure(e, lock::close);
            throw e;
        }
    }

    private static DirectorySampleStore open(Path root, FolderLock lock) throws IOException {
        Path incoming = folder(root, "incoming");
        DurableFiles files = new DurableFiles(incoming);
        SampleFolder samples = new SampleFolder(folder(root, "samples"), files);
        ContentFolder contents = new ContentFolder(folder(root, "content"), files);
        Aside aside = new Aside(folder(root, "aside"));
        ImmutableList<SampleFolder.Found> found = new Reopening(incoming, samples, contents, aside).read();
        DirectorySampleStore store = new DirectorySampleStore(root, lock, samples, contents, aside.names());
        found.forEach(
                sample -> store.index.add(sample.sample(), sample.journal().bytes()));
        return store;
    }

    private static Path folder(Path root, String name) throws IOException {
        Path folder = root.resolve(name);
        DurableFiles.createFolder(folder);
        return folder;
    }

    /**
     * Returns what was put aside when the store was opened, or earlier. Whoever has looked at these files may delete
     * them.
     *
     * @return the names of the files in {@code aside/}; empty if all was well
     */
    public ImmutableList<String> aside() {
        return aside;
    }

    /**
     * {@inheritDoc}
     *
     * @throws IllegalArgumentException if the content is not scrambled, or is not what the sample says of it
     */
    @Override
    public Sample add(Sample sample, EncodedContent content) throws IOException {
        checkArgument(isScrambled(content), "content is kept scrambled only");
        checkArgument(SampleFolder.isComplete(sample.attributes()), "a sample has status, changes, size and digest");
        checkArgument(
                sample.digest().equals(content.captured().sha256())
                        && sample.size() == content.captured().size(),
                "a sample has the size and digest of its content");
        return exclusively(sample.id(), () -> {
            Optional<SampleIndex.Kept> known = index.find(sample.id());
            return known.isPresent() ? same(known.get().sample(), sample.digest()) : addNew(kept(sample), content);
        });
    }

    private static Sample same(Sample known, HashCode digest) throws IOException {
        if (!known.digest().equals(digest)) {
            throw new SampleConflictException(known.id());
        }
        return known;
    }

    private Sample addNew(Sample sample, EncodedContent content) throws IOException {
        contents.keep(content);
        try {
            index.add(sample, samples.create(sample));
            return sample;
        } catch (IOException | RuntimeException e) {
            DurableFiles.afterFailure(e, () -> contents.drop(sample.digest()));
            throw e;
        }
    }

    @Override
    public Optional<Sample> find(SampleId id) throws IOException {
        checkOpen();
        return index.find(id).map(SampleIndex.Kept::sample);
    }

    @Override
    public Content content(SampleId id) throws IOException {
        return exclusively(id, () -> contents.open(known(id).sample().digest()));
    }

    /**
     * {@inheritDoc}
     *
     * @throws IllegalArgumentException if {@code after} is another sample, has other content, has no more changes than
     *     {@code before}, or has lost steps or faults
     */
    @Override
    public Sample update(Sample before, Sample after) throws IOException {
        checkArgument(after.id().equals(before.id()), "a sample keeps its id");
        checkArgument(SampleFolder.isComplete(after.attributes()), "a sample has status, changes, size and digest");
        checkArgument(after.changes() > before.changes(), "a sample that has changed has more changes");
        return exclusively(after.id(), () -> {
            SampleIndex.Kept known = known(after.id());
            if (known.sample().changes() != before.changes()) {
                throw new StaleSampleException(after.id());
            }
            checkArgument(known.sample().digest().equals(after.digest()), "a sample keeps its content");
            Sample kept = kept(after);
            index.replace(known, kept, samples.replace(known.sample(), kept, known.journalLength()));
            return kept;
        });
    }

    @Override
    public ImmutableList<Lease> claim(Claim claim) throws IOException {
        checkOpen();
        return index.claim(claim);
    }

    @Override
    public void release(Lease lease) throws IOException {
        checkOpen();
        index.release(lease);
    }

    @Override
    public Page list(Query query) throws IOException {
        checkOpen();
        return index.list(query);
    }

    @Override
    public int count(HashCode digest) throws IOException {
        checkOpen();
        return contents.users(digest);
    }

    @Override
    public Usage usage() throws IOException {
        checkOpen();
        long bytes = 0;
        try (java.util.stream.Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                bytes += Files.size(file);
            }
        }
        long free = Files.getFileStore(folder).getUsableSpace();
        return new Usage(index.size(), contents.size(), bytes, OptionalLong.of(free));
    }

    @Override
    public void remove(SampleId id) throws IOException {
        exclusively(id, () -> {
            Optional<SampleIndex.Kept> known = index.find(id);
            if (known.isPresent()) {
                remove(known.get().sample());
            }
            return known;
        });
    }

    private void remove(Sample sample) throws IOException {
        samples.remove(sample);
        index.remove(sample.id());
        try {
            samples.forget(sample.id());
            contents.drop(sample.digest());
        } catch (IOException e) {
            // The sample is gone; what is left of it belongs to nobody and is put aside at the next start.
            return;
        }
    }

    /** Ends the use of the folder, after what is under way has been done. Closing again does nothing. */
    @Override
    public void close() throws IOException {
        closing.writeLock().lock();
        try {
            if (!closed) {
                closed = true;
                folderLock.close();
            }
        } finally {
            closing.writeLock().unlock();
        }
    }

    private SampleIndex.Kept known(SampleId id) throws UnknownSampleException {
        return index.find(id).orElseThrow(() -> new UnknownSampleException(id));
    }

    private static boolean isScrambled(EncodedContent content) {
        return content.wireSize() == 0
                || content.fields().find(ContentKeys.CONTENT_SCRAMBLING).isPresent();
    }

    private static Sample kept(Sample sample) {
        Header.Builder attributes = sample.attributes().toBuilder();
        WIRE_FORM.forEach(attributes::remove);
        return Sample.stored(sample.id(), attributes.build(), sample.history(), sample.faults());
    }

    private void checkOpen() throws IOException {
        if (closed) {
            throw new IOException("the store is closed");
        }
    }

    /** Does something to one sample while nobody else does anything to it. */
    @FunctionalInterface
    private interface Change<T> {
        T make() throws IOException;
    }

    private <T> T exclusively(SampleId id, Change<T> change) throws IOException {
        closing.readLock().lock();
        Lock lock = locks.get(id);
        lock.lock();
        try {
            checkOpen();
            return change.make();
        } finally {
            lock.unlock();
            closing.readLock().unlock();
        }
    }
}
