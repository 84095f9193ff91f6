package dev.cordon.store;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableListMultimap;
import com.google.common.collect.Lists;
import com.google.common.hash.HashCode;
import dev.cordon.attribute.Attributes;
import dev.cordon.codec.Key;
import dev.cordon.sample.Column;
import dev.cordon.sample.Sample;
import dev.cordon.sample.SampleId;
import dev.cordon.spi.SampleStore.Claim;
import dev.cordon.spi.SampleStore.Query;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What is held in memory of the samples of a store: where they stand in lists and queues, and who works on which. Does
 * nothing that takes longer when there are more samples. Safe for use by many threads.
 */
final class SampleIndex implements SampleLog.Live {
    private final Words words = new Words();
    private final Map<SampleId, Kept> samples = new ConcurrentHashMap<>();
    private final Listing listing = new Listing();
    private final Questions questions = new Questions();
    private final Map<Standing, WorkQueue> queues = new HashMap<>();
    private long bytes;

    /** A value, in the words by which its column is ordered. */
    private record Standing(Column column, String order) {}

    /** Returns what is to be held of a sample. */
    Kept describe(Sample sample, HashCode digest, SampleLog.Spot spot) {
        return Kept.of(sample, Row.of(sample, words), digest, spot);
    }

    /** Returns what is to be held of the sample of an entry; empty if the entry makes no sense. */
    Optional<Kept> read(LogEntry entry, SampleLog.Spot spot) {
        try {
            return Optional.of(Kept.parse(entry.line(), entry, spot, words));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    Optional<Kept> find(SampleId id) {
        return Optional.ofNullable(samples.get(id));
    }

    int size() {
        return samples.size();
    }

    /** Returns how many bytes of the log count. */
    synchronized long bytes() {
        return bytes;
    }

    synchronized void add(Kept kept) {
        samples.put(kept.id(), kept);
        listing.add(kept.row());
        questions.add(kept.question(), kept.row());
        enqueue(kept);
        bytes += kept.spot().length();
    }

    /** Adds the samples of a store that was just opened, while there are none yet. */
    synchronized void fill(List<Kept> all) {
        ImmutableListMultimap.Builder<Standing, Kept> standing = ImmutableListMultimap.builder();
        for (Kept kept : all) {
            samples.put(kept.id(), kept);
            standings(kept).forEach(one -> standing.put(one, kept));
            questions.add(kept.question(), kept.row());
            bytes += kept.spot().length();
        }
        listing.fill(Lists.transform(all, Kept::row));
        standing.build().asMap().forEach((one, kept) -> queues.put(one, WorkQueue.of(kept)));
    }

    synchronized void remove(SampleId id) {
        Optional.ofNullable(samples.remove(id)).ifPresent(this::forget);
    }

    private void forget(Kept kept) {
        listing.remove(kept.row());
        questions.remove(kept.question(), kept.row());
        dequeue(kept);
        bytes -= kept.spot().length();
    }

    /** Replaces a sample; who works on it may go on unless it has moved. */
    synchronized void replace(Kept after) {
        Kept before = known(after.id());
        remove(after.id());
        add(before.standsWith(after) ? after.with(before.hold()) : after);
    }

    private Kept known(SampleId id) {
        return find(id).orElseThrow(() -> new IllegalStateException("the sample is not in the index"));
    }

    private void enqueue(Kept kept) {
        for (Standing standing : standings(kept)) {
            queues.computeIfAbsent(standing, empty -> new WorkQueue()).add(kept);
        }
    }

    private void dequeue(Kept kept) {
        for (Standing standing : standings(kept)) {
            Optional<WorkQueue> queue = Optional.ofNullable(queues.get(standing));
            queue.ifPresent(there -> there.remove(kept));
            if (queue.stream().anyMatch(WorkQueue::isEmpty)) {
                queues.remove(standing);
            }
        }
    }

    private static ImmutableList<Standing> standings(Kept kept) {
        Standing status = new Standing(Column.STATUS, kept.row().order(Column.STATUS));
        String state = kept.row().order(Column.STATE);
        return state.isEmpty() ? ImmutableList.of(status) : ImmutableList.of(status, new Standing(Column.STATE, state));
    }

    /** Replaces a sample that has only got another lease or another place in the log. */
    private void replace(Kept before, Kept after) {
        dequeue(before);
        samples.put(after.id(), after);
        enqueue(after);
    }

    /** Takes samples and returns them, as they are at this moment. */
    synchronized ImmutableList<Kept> claim(Claim claim) {
        checkArgument(claim.limit() >= 0, "a limit is 0 or more");
        Instant until = claim.now().plus(claim.lease());
        Optional<WorkQueue> queue =
                Optional.ofNullable(queues.get(new Standing(column(claim.by()), Column.order(claim.token()))));
        if (queue.isEmpty()) {
            return ImmutableList.of();
        }
        List<Kept> free = queue.get().first(claim.limit(), claim.now());
        free.forEach(kept -> replace(kept, kept.with(new Kept.Hold(until, kept.changes()))));
        return ImmutableList.copyOf(free);
    }

    private static Column column(Key<?> by) {
        checkArgument(
                by.equals(Attributes.SAMPLE_STATUS) || by.equals(Attributes.ANALYSIS_STATE),
                "work is claimed by status or by analysis state");
        return by.equals(Attributes.SAMPLE_STATUS) ? Column.STATUS : Column.STATE;
    }

    /** Ends a lease; another one on the same sample stays. */
    synchronized void release(SampleId id, Kept.Hold hold) {
        find(id).filter(kept -> kept.hold().equals(hold)).ifPresent(kept -> replace(kept, kept.with(Kept.Hold.NONE)));
    }

    /** Returns the rows of a page and, if there is one, the first of the next page. */
    synchronized ImmutableList<Row> page(Query query) {
        return query.question().isPresent() ? questions.page(query.question().get(), query) : listing.page(query);
    }

    @Override
    public boolean isLast(SampleId id, SampleLog.Spot spot) {
        return find(id).filter(kept -> kept.spot().equals(spot)).isPresent();
    }

    @Override
    public boolean isThere(SampleId id) {
        return samples.containsKey(id);
    }

    @Override
    public synchronized void moved(SampleId id, SampleLog.Spot from, SampleLog.Spot to) {
        find(id).filter(kept -> kept.spot().equals(from)).ifPresent(kept -> replace(kept, kept.at(to)));
    }
}
