package dev.cordon.store;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.Lists;
import com.google.common.hash.HashCode;
import dev.cordon.sample.Sample;
import dev.cordon.sample.SampleId;
import dev.cordon.spi.StoreFailedException;
import java.io.IOException;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * What is known of the samples of a store: all of it in the log, and where they stand in the index. Whatever changes here
 * is durable before anybody can see it. Safe for use by many threads, one for each sample.
 */
final class KnownSamples {
    private final Disk disk;
    private final SampleLog log;
    private final SampleIndex index;
    private final ContentFolder contents;
    private final GroupCommit<Change> commits = new GroupCommit<>(this::write, this::tidy);

    KnownSamples(Disk disk, SampleLog log, SampleIndex index, ContentFolder contents) {
        this.disk = disk;
        this.log = log;
        this.index = index;
        this.contents = contents;
    }

    /**
     * An entry to be written.
     *
     * @param entry the entry
     * @param isWithContent whether the entry is on the disk already, at the end of a content whose name is not durable
     * @param applied told where the entry is, once the change is durable
     */
    private record Change(LogEntry entry, boolean isWithContent, Consumer<SampleLog.Spot> applied) {}

    private void write(ImmutableList<Change> changes) throws StoreFailedException {
        ImmutableList<SampleLog.Spot> spots = disk.use(() -> {
            if (changes.stream().anyMatch(Change::isWithContent)) {
                contents.syncNames();
            }
            return log.append(
                    Lists.transform(changes, Change::entry), !changes.stream().allMatch(Change::isWithContent));
        });
        for (int number = 0; number < spots.size(); number++) {
            changes.get(number).applied().accept(spots.get(number));
        }
    }

    private void tidy() {
        if (!log.isWasteful(index.bytes())) {
            return;
        }
        try {
            log.renew(log.files().get(0));
        } catch (IOException e) {
            // Nobody has asked for this. The log stays longer than it need be, and the next one to write tries again.
            return;
        }
    }

    /**
     * What a sample is to be.
     *
     * @param kept what is to be held in memory
     * @param entry what is to be written
     */
    record Draft(Kept kept, LogEntry entry) {}

    /**
     * Returns what a sample is to be.
     *
     * @throws IOException if it is more than the store can keep
     */
    Draft draft(Sample sample) throws IOException {
        Kept kept = index.describe(sample, sample.digest(), SampleLog.Spot.NONE);
        return new Draft(kept, LogEntry.kept(log.nextSerial(), sample, kept.digest(), kept.line()));
    }

    /** Enters a new sample whose content was written just now, with the entry at its end. */
    void arrive(Draft sample) throws StoreFailedException {
        commits.commit(
                new Change(sample.entry(), true, spot -> index.add(sample.kept().at(spot))));
    }

    /** Enters a new sample whose content was there before. */
    void add(Draft sample) throws StoreFailedException {
        commits.commit(new Change(
                sample.entry(), false, spot -> index.add(sample.kept().at(spot))));
    }

    /** Replaces a sample that is there. */
    void replace(Sample sample) throws IOException {
        Draft draft = draft(sample);
        commits.commit(new Change(
                draft.entry(), false, spot -> index.replace(draft.kept().at(spot))));
    }

    /** Removes a sample. */
    void remove(SampleId id, HashCode digest) throws StoreFailedException {
        LogEntry entry = LogEntry.removed(log.nextSerial(), id, digest);
        commits.commit(new Change(entry, false, spot -> index.remove(id)));
    }

    /** Returns the sample as it is at some moment between the call and the return. */
    Optional<Sample> find(SampleId id) throws StoreFailedException {
        Optional<Kept> kept = index.find(id);
        while (kept.isPresent()) {
            Optional<Sample> sample = read(kept.get());
            if (sample.isPresent()) {
                return sample;
            }
            kept = index.find(id);
        }
        return Optional.empty();
    }

    /** Returns a sample as it was; empty if somebody has changed it since and the entry of then is gone. */
    Optional<Sample> asItWas(Kept kept) throws StoreFailedException {
        Optional<Sample> sample = read(kept);
        return sample.isPresent() ? sample : find(kept.id()).filter(found -> found.changes() == kept.changes());
    }

    /** Returns the sample as it was at a moment; empty if that entry of the log is not there any more. */
    private Optional<Sample> read(Kept kept) throws StoreFailedException {
        try {
            Optional<Sample> sample = log.read(kept.spot()).sample();
            return Optional.of(sample.orElseThrow(() -> new IOException("an entry of the log makes no sense")));
        } catch (IOException e) {
            if (index.isLast(kept.id(), kept.spot())) {
                throw disk.failure(e);
            }
            return Optional.empty();
        }
    }
}
