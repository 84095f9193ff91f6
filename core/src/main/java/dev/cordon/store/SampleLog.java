package dev.cordon.store;

import com.google.common.base.Strings;
import com.google.common.collect.ImmutableList;
import com.google.common.io.ByteStreams;
import dev.cordon.sample.SampleId;
import dev.cordon.spi.StoreFailedException;
import dev.cordon.spi.StoreFailedException.Reason;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What is known of the samples of a store, as a log in files {@code <19 digits>.log}. Each entry says all there is to
 * say of one sample; of its entries that with the highest serial counts. Entries are only added; files that hold little
 * but old entries are written anew, the oldest first, so that the entry of a sample that is gone can be left out:
 * nothing older is left for it to deny.
 *
 * <p>Not every entry has to be durable at once: that of a new sample is also at the end of its content. But whatever is
 * not in the last file is durable.
 *
 * <p>One thread at a time may write. Any number may read.
 */
final class SampleLog {
    /** So many bytes are written at a time if nobody is in a hurry. */
    private static final int CHUNK = 64 << 10;

    private final Path folder;
    private final int fileLength;
    private final Live live;

    /** A file is numbered by a serial: entries that are made after it was begun have higher ones. */
    private final NavigableMap<Long, Long> lengths = new TreeMap<>();

    private final AtomicLong serials = new AtomicLong(1);

    /** What is in the last file, and may not be on the disk. */
    private final List<LogFile.Placed> unforced = new ArrayList<>();

    /** What is to follow it there. */
    private final List<LogFile.Placed> unwritten = new ArrayList<>();

    private final Map<Spot, LogEntry> held = new ConcurrentHashMap<>();
    private volatile long bytes;
    private volatile Optional<Exception> broken = Optional.empty();
    private boolean isFinished;

    /**
     * Where an entry is.
     *
     * @param file the number of the file
     * @param offset where it begins
     * @param length how many bytes it has
     */
    record Spot(long file, int offset, int length) {
        /** The place of an entry that is not written yet. */
        static final Spot NONE = new Spot(0, 0, 0);
    }

    /** Knows which entries count. */
    interface Live {
        /** Returns whether the entry at a place is the last of its sample. */
        boolean isLast(SampleId id, Spot spot);

        /** Returns whether there is a sample of an id. */
        boolean isThere(SampleId id);

        /** Takes note that the last entry of a sample has moved. */
        void moved(SampleId id, Spot from, Spot to);
    }

    private SampleLog(Path folder, int fileLength, Live live) {
        this.folder = folder;
        this.fileLength = fileLength;
        this.live = live;
    }

    /**
     * Opens the log in a folder. What it holds is durable from then on, even if nobody was told so before.
     *
     * @param fileLength how many bytes a file has at least before the next one is begun
     * @param live knows which entries count
     */
    static SampleLog open(Path folder, int fileLength, Live live) throws IOException {
        SampleLog log = new SampleLog(folder, fileLength, live);
        for (Path file : Subfolders.entries(folder)) {
            log.take(file);
        }
        if (!log.lengths.isEmpty()) {
            log.seen(log.lengths.lastKey());
            LogWriting.force(log.file(log.lengths.lastKey()));
            DurableFiles.sync(folder);
        }
        log.count();
        return log;
    }

    private void take(Path file) throws IOException {
        String name = file.getFileName().toString();
        if (!name.matches("[0-9]{19}\\.log")) {
            return;
        }
        long length = Files.size(file);
        if (length == 0) {
            // It was begun and never written, and the one before it is to be taken for the last.
            DurableFiles.delete(file);
            return;
        }
        lengths.put(Long.parseLong(name.substring(0, 19)), length);
    }

    /** Takes note that there is an entry of a serial. */
    void seen(long serial) {
        serials.accumulateAndGet(serial + 1, Math::max);
    }

    /** Returns a serial that is higher than any before. */
    long nextSerial() {
        return serials.getAndIncrement();
    }

    private void count() {
        bytes = lengths.values().stream().mapToLong(Long::longValue).sum();
    }

    /** Returns the numbers of the files, oldest first. */
    ImmutableList<Long> files() {
        return ImmutableList.copyOf(lengths.keySet());
    }

    /** Returns the name of a file without its ending. */
    static String name(long number) {
        return Strings.padStart(Long.toString(number), 19, '0');
    }

    private Path file(long number) {
        return folder.resolve(name(number) + ".log");
    }

    /**
     * Returns whether an entry is so old that the log can't have lost it, unless it was never written. Of a younger one
     * there may be no more than what stands at the end of a content.
     */
    boolean isSettled(LogEntry entry) {
        Map.Entry<Long, Long> last = lengths.lastEntry();
        if (last == null) {
            return false;
        }
        Long before = lengths.lowerKey(last.getKey());
        return entry.serial() < (before == null ? last.getKey() : before);
    }

    /**
     * Adds entries, at least one, and returns where they are.
     *
     * @param force whether they, and all before them, have to be durable
     * @throws IOException if that has failed; none of them is there then, or the log takes no more entries at all
     */
    ImmutableList<Spot> append(List<LogEntry> entries, boolean force) throws IOException {
        checkUsable();
        beginIfNeeded();
        List<LogFile.Placed> placed = place(entries);
        boolean isUrgent = force || entries.stream().anyMatch(this::isSettled);
        if (isUrgent || length(unwritten) + length(placed) > CHUNK) {
            write(ImmutableList.<LogFile.Placed>builder()
                    .addAll(unwritten)
                    .addAll(placed)
                    .build());
        } else {
            unwritten.addAll(placed);
            placed.forEach(one -> held.put(one.spot(), one.entry()));
        }
        if (isUrgent) {
            force(unforced.size() - placed.size());
        }
        return placed.stream().map(LogFile.Placed::spot).collect(ImmutableList.toImmutableList());
    }

    private List<LogFile.Placed> place(List<LogEntry> entries) {
        List<LogFile.Placed> placed = new ArrayList<>();
        int end = (int) end();
        for (LogEntry entry : entries) {
            placed.add(new LogFile.Placed(entry, new Spot(last(), end, entry.length())));
            end += entry.length();
        }
        return placed;
    }

    private static int length(List<LogFile.Placed> placed) {
        return placed.stream().mapToInt(one -> one.spot().length()).sum();
    }

    private void checkUsable() throws StoreFailedException {
        if (broken.isPresent()) {
            throw new StoreFailedException(Reason.BROKEN, broken.get());
        }
    }

    /** Takes no more entries from now on, because something has failed that could not be taken back. */
    void breakDown(Exception failure) {
        broken = Optional.of(failure);
    }

    private long last() {
        return lengths.lastKey();
    }

    /** Returns where the next entry will be. */
    private long end() {
        return lengths.lastEntry().getValue() + length(unwritten);
    }

    /** Has the next entry begin a file: behind what makes no sense it might not be found again. */
    void finishLast() {
        isFinished = true;
    }

    private void beginIfNeeded() throws IOException {
        if (lengths.isEmpty() || isFinished || end() >= fileLength) {
            force();
            begin();
        }
    }

    private void begin() throws IOException {
        long next = nextSerial();
        LogWriting.begin(file(next));
        DurableFiles.sync(folder);
        lengths.put(next, 0L);
        isFinished = false;
    }

    /** Writes what is to follow in the last file; nothing is left unwritten then. */
    private void write(List<LogFile.Placed> placed) throws IOException {
        long end = lengths.lastEntry().getValue();
        ByteArrayOutputStream added = new ByteArrayOutputStream(length(placed));
        for (LogFile.Placed one : placed) {
            one.entry().writeTo(added);
        }
        Path file = file(last());
        try {
            LogWriting.write(file, end, added.toByteArray());
        } catch (IOException | RuntimeException e) {
            if (!DurableFiles.afterFailure(e, () -> LogWriting.cut(file, end))) {
                breakDown(e);
            }
            throw e;
        }
        lengths.put(last(), end + added.size());
        unforced.addAll(placed);
        unwritten.clear();
        held.clear();
        count();
    }

    /** Makes everything durable. */
    void force() throws IOException {
        if (!unwritten.isEmpty()) {
            write(ImmutableList.copyOf(unwritten));
        }
        if (!unforced.isEmpty()) {
            force(unforced.size());
        }
    }

    /**
     * Makes everything durable.
     *
     * @param acknowledged how many of the entries that are not durable yet somebody counts on, if this fails
     */
    private void force(int acknowledged) throws IOException {
        try {
            LogWriting.force(file(last()));
            unforced.clear();
        } catch (IOException | RuntimeException e) {
            if (!DurableFiles.afterFailure(e, () -> leave(ImmutableList.copyOf(unforced.subList(0, acknowledged))))) {
                breakDown(e);
            }
            throw e;
        }
    }

    /**
     * Nobody can know what of a file will be on the disk that could not be forced there. So what somebody counts on is
     * written to another file, what is not durable is cut off, and this file is not written any more.
     */
    private void leave(ImmutableList<LogFile.Placed> acknowledged) throws IOException {
        long left = last();
        long durable = unforced.get(0).spot().offset();
        isFinished = true;
        unforced.clear();
        if (!acknowledged.isEmpty()) {
            begin();
            rewrite(acknowledged);
            LogWriting.force(file(last()));
            unforced.clear();
        }
        LogWriting.cut(file(left), durable);
        lengths.put(left, durable);
        count();
    }

    private void rewrite(List<LogFile.Placed> before) throws IOException {
        List<LogFile.Placed> after =
                place(before.stream().map(LogFile.Placed::entry).toList());
        write(after);
        for (int index = 0; index < after.size(); index++) {
            live.moved(
                    before.get(index).entry().id(),
                    before.get(index).spot(),
                    after.get(index).spot());
        }
    }

    /**
     * Returns the entry at a place.
     *
     * @throws IOException if it can't be read; it may have moved in the meantime
     */
    LogEntry read(Spot spot) throws IOException {
        Optional<LogEntry> unwrittenYet = Optional.ofNullable(held.get(spot));
        return unwrittenYet.isPresent() ? unwrittenYet.get() : readFromFile(spot);
    }

    private LogEntry readFromFile(Spot spot) throws IOException {
        ByteBuffer entry = ByteBuffer.allocate(spot.length());
        try (FileChannel channel = FileChannel.open(file(spot.file()), StandardOpenOption.READ)) {
            int read = 0;
            while (entry.hasRemaining() && read >= 0) {
                read = channel.read(entry, (long) spot.offset() + entry.position());
            }
        }
        return LogEntry.at(entry.array(), 0)
                .filter(found -> found.length() == spot.length())
                .orElseThrow(() -> new IOException("an entry of the log is damaged"));
    }

    /** Reads one file after the other, so that they all fit into the same memory: they are large. */
    final class Reading {
        private byte[] bytes = new byte[0];

        /** Returns what a file holds. */
        LogFile read(long number) throws IOException {
            try (InputStream stream = Files.newInputStream(file(number))) {
                int length = lengths.getOrDefault(number, 0L).intValue();
                if (length > bytes.length) {
                    bytes = new byte[length];
                }
                return LogFile.read(number, bytes, ByteStreams.read(stream, bytes, 0, length));
            }
        }
    }

    /** Returns whether so much of the log is old that the oldest file should be written anew. */
    boolean isWasteful(long living) {
        return lengths.size() > 1 && bytes > 2 * living + 2L * fileLength;
    }

    /** Writes what still counts of a file to the end of the log, and deletes it. */
    void renew(long number) throws IOException {
        checkUsable();
        isFinished |= number == last();
        beginIfNeeded();
        List<LogFile.Placed> counting = new Reading()
                .read(number).entries().stream().filter(this::counts).toList();
        force();
        rewrite(counting);
        force();
        DurableFiles.delete(file(number));
        lengths.remove(number);
        count();
    }

    private boolean counts(LogFile.Placed placed) {
        LogEntry entry = placed.entry();
        boolean denies = !entry.isKept() && placed.spot().file() != lengths.firstKey() && !live.isThere(entry.id());
        return denies || live.isLast(entry.id(), placed.spot());
    }
}
