package dev.cordon.store;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import com.google.common.hash.HashCode;
import com.google.common.io.BaseEncoding;
import com.google.common.util.concurrent.Striped;
import dev.cordon.codec.EncodedContent;
import dev.cordon.codec.Message;
import dev.cordon.spi.SampleStore;
import dev.cordon.spi.StoreFailedException;
import java.io.IOException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.Lock;
import java.util.function.Consumer;

/**
 * The contents of samples as files {@code <SHA-256>.msg}, each kept once however many samples have it ({@link
 * ContentFile}). Safe for use by many threads.
 *
 * <p>A content is written under its own name at once: it counts only if an entry, in the log or at its own end, says
 * that a sample has it.
 */
final class ContentFolder {
    private static final String MESSAGE = ".msg";
    private static final BaseEncoding HEXADECIMAL = BaseEncoding.base16().lowerCase();
    private static final int LOCKS = 1 << 12;

    /** More than the attributes of a content and the last line of its file take. */
    private static final int OVERHEAD = 2048;

    private final Disk disk;
    private final Path folder;
    private final Consumer<Exception> stuck;
    private final Striped<Lock> locks = Striped.lazyWeakLock(LOCKS);
    private final Map<HashCode, Stored> contents = new ConcurrentHashMap<>();
    private final AtomicLong bytes = new AtomicLong();

    /**
     * A content that there is a file of.
     *
     * @param users how many samples have it
     * @param bytes how many bytes the file has
     */
    private record Stored(int users, long bytes) {}

    private ContentFolder(Disk disk, Path folder, Consumer<Exception> stuck) {
        this.disk = disk;
        this.stuck = stuck;
        this.folder = folder;
    }

    /**
     * Opens the folder; nobody has any of the contents yet.
     *
     * @param stuck told when writing a content has failed, and deleting it as well
     */
    static ContentFolder open(Disk disk, Path folder, Consumer<Exception> stuck) throws IOException {
        ContentFolder contents = new ContentFolder(disk, folder, stuck);
        Files.walkFileTree(folder, EnumSet.noneOf(FileVisitOption.class), 1, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                if (attributes.isRegularFile()) {
                    digest(file).ifPresent(digest -> contents.put(digest, new Stored(0, attributes.size())));
                }
                return FileVisitResult.CONTINUE;
            }
        });
        return contents;
    }

    private static Optional<HashCode> digest(Path file) {
        String name = file.getFileName().toString();
        String digest = name.endsWith(MESSAGE) ? name.substring(0, name.length() - MESSAGE.length()) : "";
        return digest.length() == 64 && HEXADECIMAL.canDecode(digest)
                ? Optional.of(HashCode.fromString(digest))
                : Optional.empty();
    }

    private void put(HashCode digest, Stored stored) {
        Optional<Stored> before = Optional.ofNullable(contents.put(digest, stored));
        bytes.addAndGet(stored.bytes() - before.map(Stored::bytes).orElse(0L));
    }

    private Optional<Stored> find(HashCode digest) {
        return Optional.ofNullable(contents.get(digest));
    }

    /** Enters the sample that has brought a content, when that is written. */
    @FunctionalInterface
    interface Arrival {
        void enter() throws StoreFailedException;
    }

    /**
     * Keeps a content for one more sample and returns whether it is new here.
     *
     * <p>A new one is written with the entry of its sample, and the sample is entered before anybody else may have the
     * content. Otherwise the log could hold another sample of the content and not this one, and nobody would look for it
     * at the end of the content.
     *
     * @param entry the entry of the sample
     * @param arrival enters it, if the content is new
     */
    boolean keep(EncodedContent content, LogEntry entry, Arrival arrival) throws StoreFailedException {
        Lock lock = locks.get(entry.digest());
        lock.lock();
        try {
            boolean isNew = users(entry.digest()) == 0;
            if (isNew) {
                write(content, entry, arrival);
            } else {
                use(entry.digest(), 1);
            }
            return isNew;
        } finally {
            lock.unlock();
        }
    }

    private void write(EncodedContent content, LogEntry entry, Arrival arrival) throws StoreFailedException {
        HashCode digest = entry.digest();
        Message message = new Message(content.fields(), content.wire());
        long expected = content.wireSize() + entry.length() + OVERHEAD;
        try {
            long length = DurableFiles.create(file(digest), expected, sink -> ContentFile.write(message, entry, sink));
            put(digest, new Stored(1, length));
            arrival.enter();
        } catch (IOException e) {
            StoreFailedException failure = disk.failure(e);
            if (!DurableFiles.afterFailure(failure, () -> delete(digest))) {
                stuck.accept(failure);
            }
            throw failure;
        }
    }

    /** Makes the names of all contents durable that were written so far. */
    void syncNames() throws IOException {
        DurableFiles.sync(folder);
    }

    /** Makes contents durable that a process has written and may not have come to force. */
    void makeDurable(Iterable<HashCode> written) throws IOException {
        for (HashCode digest : written) {
            DurableFiles.force(file(digest));
        }
        syncNames();
    }

    private void use(HashCode digest, int more) {
        contents.computeIfPresent(digest, (same, stored) -> new Stored(stored.users() + more, stored.bytes()));
    }

    /** Counts a sample whose content was kept before; returns whether the content is still there. */
    boolean adopt(HashCode digest) {
        use(digest, 1);
        return contents.containsKey(digest);
    }

    /**
     * Gives a content up for one sample, and deletes it if that was the last. If it can't be deleted it is nobody's, and
     * still takes room.
     */
    void drop(HashCode digest) throws IOException {
        Lock lock = locks.get(digest);
        lock.lock();
        try {
            use(digest, -1);
            if (users(digest) == 0) {
                delete(digest);
            }
        } finally {
            lock.unlock();
        }
    }

    /** Deletes a content that nobody has. */
    void delete(HashCode digest) throws IOException {
        DurableFiles.delete(file(digest));
        forget(digest);
    }

    /** Takes note that a content that nobody has is not in the folder any more. */
    void forget(HashCode digest) {
        Optional<Stored> gone = Optional.ofNullable(contents.remove(digest));
        gone.ifPresent(stored -> bytes.addAndGet(-stored.bytes()));
    }

    /** Returns a content; its bytes are read when they are asked for. */
    SampleStore.Content open(HashCode digest) throws IOException {
        return ContentFile.open(file(digest)).content();
    }

    /** Returns the entry of the sample that has brought a content; empty if that was not written to its end. */
    Optional<LogEntry> arrival(HashCode digest) throws IOException {
        return ContentFile.find(file(digest)).flatMap(ContentFile::arrival);
    }

    /** Returns all contents. */
    ImmutableSet<HashCode> all() {
        return ImmutableSet.copyOf(contents.keySet());
    }

    /** Returns how many samples have a content. */
    int users(HashCode digest) {
        return find(digest).map(Stored::users).orElse(0);
    }

    /** Returns how many contents there are. */
    int size() {
        return contents.size();
    }

    /** Returns how many bytes all contents have. */
    long bytes() {
        return bytes.get();
    }

    /** Returns the contents that nobody has. */
    ImmutableList<HashCode> unused() {
        return contents.keySet().stream()
                .filter(digest -> users(digest) == 0)
                .sorted(Comparator.comparing(HashCode::toString))
                .collect(ImmutableList.toImmutableList());
    }

    /** Returns the file of a content, whether it is there or not. */
    Path file(HashCode digest) {
        return folder.resolve(digest + MESSAGE);
    }
}
