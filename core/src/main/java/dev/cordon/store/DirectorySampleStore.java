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
import dev.cordon.spi.StoreFailedException;
import dev.cordon.spi.StoreInUseException;
import dev.cordon.spi.UnknownSampleException;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/**
 * Keeps samples as files in the form of messages, in one folder that belongs to one process.
 *
 * <pre>{@code
 * content/<SHA-256>.msg      a whole message: content attributes, empty line, scrambled bytes; and behind it
 *                            what was known of the sample that has brought it
 * samples/<19 digits>.log    all that is known of the samples, as messages without content
 * aside/                     what was found half-written at a start
 * }</pre>
 *
 * <p>A content is written once, under the digest of the captured bytes, and shared by all samples of these bytes. So the
 * attributes that describe its wire form (checksum, compression, encoding, scrambling, length) stay with the content and
 * are taken off the sample: {@link #content} gives them. A sample is what its last entry in the log says. A new sample
 * with a new content is durable as soon as the file of the content is, and the log follows; all other changes wait for
 * the log, and those that are made at the same time wait for it together. Files can be read by their owner only, where
 * the file system has permissions.
 *
 * <p>Leases are kept in memory only. The store belongs to one process, so when it is opened again nobody is left who
 * could still be at work on a lease from before. What lists and claims go by is held in memory too, about a kilobyte a
 * sample; this store is for hundreds of thousands of samples, not for millions.
 *
 * <p>Claims hand out equally important samples in the order in which they are due, those that wait for no time first,
 * and then in the order of arrival.
 *
 * <p>A disk that fails once does no harm: what could not be written is taken back and may be tried again. If it can't be
 * taken back either, the store takes no more changes until it is opened again ({@link StoreFailedException.Reason#BROKEN});
 * what is there can still be read.
 */
public final class DirectorySampleStore implements SampleStore {
    /** With files of this size little is copied when one of them is written anew. */
    private static final int LOG_FILE = 8 << 20;

    private static final int LOCKS = 1 << 12;
    private static final ImmutableSet<Key<?>> WIRE_FORM = ImmutableSet.of(
            ContentKeys.CONTENT_LENGTH,
            ContentKeys.CHECKSUM_METHOD,
            ContentKeys.CONTENT_CHECKSUM,
            ContentKeys.CONTENT_COMPRESSION,
            ContentKeys.CONTENT_ENCODING,
            ContentKeys.CONTENT_SCRAMBLING,
            ContentKeys.CONTENT_DIGEST);

    private final Disk disk;
    private final FolderLock folderLock;
    private final SampleLog log;
    private final ContentFolder contents;
    private final SampleIndex index;
    private final ImmutableList<String> aside;
    private final long asideBytes;
    private final KnownSamples samples;
    private final Striped<Lock> locks = Striped.lazyWeakLock(LOCKS);
    private final ReadWriteLock closing = new ReentrantReadWriteLock();
    private volatile boolean closed;

    private DirectorySampleStore(
            Disk disk, FolderLock folderLock, SampleLog log, ContentFolder contents, SampleIndex index, Aside aside)
            throws IOException {
        this.disk = disk;
        this.folderLock = folderLock;
        this.log = log;
        this.contents = contents;
        this.index = index;
        this.samples = new KnownSamples(disk, log, index, contents);
        this.aside = aside.names();
        this.asideBytes = aside.bytes();
    }

    /**
     * Opens the store in a folder, and puts aside what the last process has left half-written.
     *
     * @param folder the folder, which is created if it is not there
     * @return the store; whoever closes it frees the folder
     * @throws StoreFailedException if it can't be read or written
     * @throws StoreInUseException if this or another process has it open already
     */
    public static DirectorySampleStore open(Path folder) throws IOException {
        return open(folder, LOG_FILE);
    }

    /** Opens the store with files of the log of another size. */
    static DirectorySampleStore open(Path folder, int logFile) throws IOException {
        Path root = folder.toAbsolutePath();
        Disk disk = new Disk(root);
        disk.change(() -> {
            DurableFiles.createFolder(root);
            OwnerOnly.close(root);
        });
        FolderLock lock = lock(disk);
        try {
            return disk.use(() -> open(disk, lock, logFile));
        } catch (IOException | RuntimeException e) {
            DurableFiles.afterFailure(e, lock::close);
            throw e;
        }
    }

    private static FolderLock lock(Disk disk) throws IOException {
        try {
            return FolderLock.on(disk.root());
        } catch (FileSystemException e) {
            throw disk.failure(e);
        }
    }

    private static DirectorySampleStore open(Disk disk, FolderLock lock, int logFile) throws IOException {
        SampleIndex index = new SampleIndex();
        SampleLog log = SampleLog.open(folder(disk.root(), "samples"), logFile, index);
        ContentFolder contents = ContentFolder.open(disk, folder(disk.root(), "content"), log::breakDown);
        Aside aside = new Aside(folder(disk.root(), "aside"));
        new Reopening(index, log, contents, aside).read();
        return new DirectorySampleStore(disk, lock, log, contents, index, aside);
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
        HashCode digest = content.captured().sha256();
        checkArgument(isScrambled(content), "content is kept scrambled only");
        checkArgument(LogEntry.isComplete(sample.attributes()), "a sample has status, changes, size and digest");
        checkArgument(
                sample.digest().equals(digest)
                        && sample.size() == content.captured().size(),
                "a sample has the size and digest of its content");
        return exclusively(sample.id(), () -> {
            Optional<Sample> known = samples.find(sample.id());
            return known.isPresent() ? same(known.get(), digest) : addNew(kept(sample), content);
        });
    }

    private static Sample same(Sample known, HashCode digest) throws IOException {
        if (!known.digest().equals(digest)) {
            throw new SampleConflictException(known.id());
        }
        return known;
    }

    private Sample addNew(Sample sample, EncodedContent content) throws IOException {
        KnownSamples.Draft draft = samples.draft(sample);
        if (contents.keep(content, draft.entry(), () -> samples.arrive(draft))) {
            return sample;
        }
        try {
            samples.add(draft);
            return sample;
        } catch (StoreFailedException e) {
            if (!DurableFiles.afterFailure(e, () -> contents.drop(sample.digest()))) {
                log.breakDown(e);
            }
            throw e;
        }
    }

    @Override
    public Optional<Sample> find(SampleId id) throws IOException {
        checkOpen();
        return samples.find(id);
    }

    @Override
    public Content content(SampleId id) throws IOException {
        return exclusively(id, () -> {
            HashCode digest = known(id).digest();
            return disk.use(() -> contents.open(digest));
        });
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
        checkArgument(LogEntry.isComplete(after.attributes()), "a sample has status, changes, size and digest");
        checkArgument(after.changes() > before.changes(), "a sample that has changed has more changes");
        return exclusively(after.id(), () -> {
            if (known(after.id()).changes() != before.changes()) {
                throw new StaleSampleException(after.id());
            }
            Sample known = samples.find(after.id()).orElseThrow(() -> new UnknownSampleException(after.id()));
            checkArgument(known.digest().equals(after.digest()), "a sample keeps its content");
            Sample sample = kept(after);
            Journal.checkGoesOn(known, sample);
            samples.replace(sample);
            return sample;
        });
    }

    @Override
    public ImmutableList<Lease> claim(Claim claim) throws IOException {
        checkOpen();
        ImmutableList<Kept> claimed = index.claim(claim);
        Instant until = claim.now().plus(claim.lease());
        try {
            ImmutableList.Builder<Lease> leases = ImmutableList.builder();
            for (Kept kept : claimed) {
                Optional<Sample> sample = samples.asItWas(kept);
                sample.ifPresent(there -> leases.add(new Lease(there, until)));
                if (sample.isEmpty()) {
                    release(kept, until);
                }
            }
            return leases.build();
        } catch (StoreFailedException e) {
            claimed.forEach(kept -> release(kept, until));
            throw e;
        }
    }

    private void release(Kept claimed, Instant until) {
        index.release(claimed.id(), new Kept.Hold(until, claimed.changes()));
    }

    @Override
    public void release(Lease lease) throws IOException {
        checkOpen();
        index.release(
                lease.sample().id(), new Kept.Hold(lease.until(), lease.sample().changes()));
    }

    @Override
    public Page list(Query query) throws IOException {
        checkOpen();
        ImmutableList<Row> rows = index.page(query);
        ImmutableList<Row> shown = rows.subList(0, Math.min(query.limit(), rows.size()));
        ImmutableList.Builder<Sample> page = ImmutableList.builder();
        for (Row row : shown) {
            samples.find(row.id())
                    .filter(sample -> Row.shows(sample, query.where()))
                    .ifPresent(page::add);
        }
        Optional<String> next = shown.size() == rows.size()
                ? Optional.empty()
                : Optional.of(shown.get(shown.size() - 1).placeIn(query.order()));
        return new Page(page.build(), next);
    }

    @Override
    public int count(HashCode digest) throws IOException {
        checkOpen();
        return contents.users(digest);
    }

    /**
     * {@inheritDoc}
     *
     * <p>Old entries of the log are not counted. They take no more than the others and 16 MiB, and go by themselves.
     */
    @Override
    public Usage usage() throws IOException {
        checkOpen();
        long free = disk.use(() -> Files.getFileStore(disk.root()).getUsableSpace());
        return new Usage(
                index.size(), contents.size(), contents.bytes() + index.bytes() + asideBytes, OptionalLong.of(free));
    }

    @Override
    public void remove(SampleId id) throws IOException {
        exclusively(id, () -> {
            Optional<Kept> known = index.find(id);
            if (known.isPresent()) {
                remove(known.get());
            }
            return known;
        });
    }

    private void remove(Kept kept) throws StoreFailedException {
        samples.remove(kept.id(), kept.digest());
        try {
            contents.drop(kept.digest());
        } catch (IOException e) {
            // The sample is gone; its content belongs to nobody and is deleted at the next start.
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
                end();
            }
        } finally {
            closing.writeLock().unlock();
        }
    }

    private void end() throws IOException {
        try {
            disk.change(log::force);
        } finally {
            folderLock.close();
        }
    }

    private Kept known(SampleId id) throws UnknownSampleException {
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
    private interface Step<T> {
        T take() throws IOException;
    }

    private <T> T exclusively(SampleId id, Step<T> step) throws IOException {
        closing.readLock().lock();
        Lock lock = locks.get(id);
        lock.lock();
        try {
            checkOpen();
            return step.take();
        } finally {
            lock.unlock();
            closing.readLock().unlock();
        }
    }
}
