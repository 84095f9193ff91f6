package dev.cordon.store;

import com.google.common.hash.HashCode;
import dev.cordon.sample.SampleId;
import dev.cordon.store.SampleLog.Spot;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Reads what the last process has left in a store.
 *
 * <p>Whatever is half-written is put aside rather than deleted: it may be all that is left of somebody's file.
 */
final class Reopening {
    private final SampleIndex index;
    private final SampleLog log;
    private final ContentFolder contents;
    private final Aside aside;

    /** The samples that the log knows, and the serials of their last entries. */
    private final Map<SampleId, Long> known = new HashMap<>();

    private final List<Kept> found = new ArrayList<>();
    private final Set<HashCode> removed = new HashSet<>();
    private final Set<Long> damaged = new HashSet<>();
    private final List<LogEntry> unusable = new ArrayList<>();

    /**
     * Makes it for a store.
     *
     * @param index where the samples are entered
     * @param log what is known of the samples
     * @param contents the contents of the samples
     * @param aside the folder for what can't be used
     */
    Reopening(SampleIndex index, SampleLog log, ContentFolder contents, Aside aside) {
        this.index = index;
        this.log = log;
        this.contents = contents;
        this.aside = aside;
    }

    /** Enters all samples, after everything else was put aside. */
    void read() throws IOException {
        SampleLog.Reading reading = log.new Reading();
        for (long file : log.files().reverse()) {
            LogFile read = reading.read(file);
            for (LogFile.Placed placed : read.entries().reverse()) {
                take(placed.entry(), placed.spot());
            }
            for (LogFile.Damage damage : read.damaged()) {
                aside.put(SampleLog.name(file) + "." + damage.offset() + ".log", damage.bytes());
                damaged.add(file);
                log.finishLast();
            }
        }
        index.fill(found);
        takeArrivals();
        if (!unusable.isEmpty()) {
            log.append(unusable, true);
        }
        putContentsAside();
        for (long file : damaged) {
            log.renew(file);
        }
    }

    private void take(LogEntry entry, Spot spot) throws IOException {
        log.seen(entry.serial());
        if (!entry.isKept()) {
            removed.add(entry.digest());
        }
        boolean isLast = known.putIfAbsent(entry.id(), entry.serial()) == null;
        if (!isLast || !entry.isKept()) {
            return;
        }
        Optional<Kept> sample = index.read(entry, spot).filter(there -> contents.adopt(entry.digest()));
        if (sample.isPresent()) {
            found.add(sample.get());
            return;
        }
        aside.put(entry.id() + ".sample", entry);
        unusable.add(LogEntry.removed(log.nextSerial(), entry.id(), entry.digest()));
    }

    /** The entry of a new sample may be at the end of its content only: the process ended before the log was durable. */
    private void takeArrivals() throws IOException {
        List<LogEntry> arrived = new ArrayList<>();
        List<Kept> samples = new ArrayList<>();
        for (HashCode digest : damaged.isEmpty() ? contents.unused() : contents.all()) {
            Optional<LogEntry> arrival = contents.arrival(digest).filter(entry -> isNews(entry, digest));
            Optional<Kept> sample = arrival.flatMap(entry -> index.read(entry, Spot.NONE));
            if (sample.isPresent()) {
                log.seen(arrival.get().serial());
                arrived.add(arrival.get());
                samples.add(sample.get());
            }
        }
        if (arrived.isEmpty()) {
            return;
        }
        contents.makeDurable(arrived.stream().map(LogEntry::digest).toList());
        List<Spot> spots = log.append(arrived, true);
        for (int number = 0; number < arrived.size(); number++) {
            HashCode digest = arrived.get(number).digest();
            contents.adopt(digest);
            index.add(samples.get(number).at(spots.get(number)));
        }
    }

    private boolean isNews(LogEntry arrival, HashCode digest) {
        return arrival.isKept()
                && arrival.digest().equals(digest)
                && !log.isSettled(arrival)
                && known.getOrDefault(arrival.id(), 0L) < arrival.serial();
    }

    /** A content that was to be deleted when the process ended is deleted now. */
    private void putContentsAside() throws IOException {
        for (HashCode digest : contents.unused()) {
            if (removed.contains(digest)) {
                contents.delete(digest);
            } else {
                aside.put(contents.file(digest));
                contents.forget(digest);
            }
        }
    }
}
