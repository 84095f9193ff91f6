package dev.cordon.store;

import com.google.common.collect.ConcurrentHashMultiset;
import com.google.common.collect.ImmutableList;
import com.google.common.hash.HashCode;
import com.google.common.io.MoreFiles;
import com.google.common.util.concurrent.Striped;
import dev.cordon.codec.EncodedContent;
import dev.cordon.codec.HeaderLimits;
import dev.cordon.codec.HeaderReader;
import dev.cordon.codec.Message;
import dev.cordon.spi.SampleStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.locks.Lock;

/**
 * The contents of samples as messages, {@code <2 hexadecimal digits>/<SHA-256>.msg}, each kept once however many
 * samples have it. Safe for use by many threads.
 */
final class ContentFolder {
    private static final String MESSAGE = ".msg";
    private static final int LOCKS = 64;
    private static final HeaderReader READER = new HeaderReader(HeaderLimits.standard());

    private final Path folder;
    private final DurableFiles files;
    private final Striped<Lock> locks = Striped.lock(LOCKS);
    private final ConcurrentHashMultiset<HashCode> users = ConcurrentHashMultiset.create();

    ContentFolder(Path folder, DurableFiles files) {
        this.folder = folder;
        this.files = files;
    }

    /** Keeps a content for one more sample. */
    void keep(EncodedContent content) throws IOException {
        HashCode digest = content.captured().sha256();
        Lock lock = locks.get(digest);
        lock.lock();
        try {
            if (!users.contains(digest)) {
                write(digest, content);
            }
            users.add(digest);
        } finally {
            lock.unlock();
        }
    }

    private void write(HashCode digest, EncodedContent content) throws IOException {
        Path file = file(digest);
        try {
            DurableFiles.createFolder(file.resolveSibling(""));
            files.write(file, new Message(content.fields(), content.wire())::writeTo);
        } catch (IOException | RuntimeException e) {
            DurableFiles.afterFailure(e, () -> DurableFiles.delete(file));
            throw e;
        }
    }

    /** Counts a sample whose content was kept before; returns whether the content is still there. */
    boolean adopt(HashCode digest) {
        if (!Files.isRegularFile(file(digest))) {
            return false;
        }
        users.add(digest);
        return true;
    }

    /** Gives a content up for one sample, and deletes it if that was the last. */
    void drop(HashCode digest) throws IOException {
        Lock lock = locks.get(digest);
        lock.lock();
        try {
            users.remove(digest);
            if (!users.contains(digest)) {
                DurableFiles.delete(file(digest));
            }
        } finally {
            lock.unlock();
        }
    }

    /** Returns how many samples have a content. */
    int users(HashCode digest) {
        return users.count(digest);
    }

    /** Returns how many contents there are. */
    int size() {
        return users.elementSet().size();
    }

    /** Returns a content; its bytes are read when they are asked for. */
    SampleStore.Content open(HashCode digest) throws IOException {
        Message message = Message.read(MoreFiles.asByteSource(file(digest)), READER);
        return new SampleStore.Content(message.header(), message.content());
    }

    /** Returns the files that no sample needs. */
    ImmutableList<Path> unused() throws IOException {
        return Subfolders.files(folder).stream().filter(this::isUnused).collect(ImmutableList.toImmutableList());
    }

    private boolean isUnused(Path file) {
        String name = file.getFileName().toString();
        String digest = name.endsWith(MESSAGE) ? name.substring(0, name.length() - MESSAGE.length()) : "";
        return digest.matches("[0-9a-f]{64}") && !users.contains(HashCode.fromString(digest));
    }

    private Path file(HashCode digest) {
        String name = digest.toString();
        return folder.resolve(name.substring(0, 2)).resolve(name + MESSAGE);
    }
}
