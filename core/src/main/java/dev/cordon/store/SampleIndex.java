package dev.cordon.store;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.base.Ascii;
import com.google.common.collect.ImmutableList;
import dev.cordon.attribute.Attributes;
import dev.cordon.codec.Key;
import dev.cordon.sample.Sample;
import dev.cordon.sample.SampleId;
import dev.cordon.spi.SampleStore.Claim;
import dev.cordon.spi.SampleStore.Lease;
import dev.cordon.spi.SampleStore.Query;
import dev.cordon.spi.UnknownSampleException;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The samples of a store in memory, in the order of their arrival, and who works on which. Does nothing that takes
 * long. Safe for use by many threads.
 */
final class SampleIndex {
    private static final Comparator<Kept> ARRIVAL = Comparator.comparingLong(Kept::arrival);
    private static final Comparator<Kept> IMPORTANCE = Comparator.comparing(
                    (Kept kept) -> kept.sample().priority())
            .reversed()
            .thenComparing(kept -> kept.sample().due().orElse(Instant.MIN))
            .thenComparing(ARRIVAL);

    private final Map<SampleId, Kept> samples = new ConcurrentHashMap<>();
    private final Map<SampleId, Lease> leases = new HashMap<>();
    private long arrivals;

    /**
     * A sample and where it stands on disk.
     *
     * @param sample the sample
     * @param arrival its place in the order of arrival
     * @param journalLength the length of its journal in bytes
     */
    record Kept(Sample sample, long arrival, long journalLength) {}

    Optional<Kept> find(SampleId id) {
        return Optional.ofNullable(samples.get(id));
    }

    synchronized void add(Sample sample, long journalLength) {
        samples.put(sample.id(), new Kept(sample, arrivals, journalLength));
        arrivals++;
    }

    /** Replaces a sample; who works on it may go on unless it has moved. */
    synchronized void replace(Kept before, Sample after, long journalLength) {
        samples.put(after.id(), new Kept(after, before.arrival(), journalLength));
        if (hasMoved(before.sample(), after)) {
            leases.remove(after.id());
        }
    }

    private static boolean hasMoved(Sample before, Sample after) {
        return differs(before, after, Attributes.SAMPLE_STATUS) || differs(before, after, Attributes.ANALYSIS_STATE);
    }

    private static boolean differs(Sample before, Sample after, Key<?> key) {
        return !before.attributes().text(key.name()).equals(after.attributes().text(key.name()));
    }

    synchronized void remove(SampleId id) {
        samples.remove(id);
        leases.remove(id);
    }

    synchronized ImmutableList<Lease> claim(Claim claim) {
        checkArgument(claim.limit() >= 0, "a limit is 0 or more");
        Instant until = claim.now().plus(claim.lease());
        ImmutableList<Lease> claimed = samples.values().stream()
                .filter(kept -> stands(kept.sample(), claim.by(), claim.token()))
                .filter(kept -> isFree(kept.sample(), claim.now()))
                .sorted(IMPORTANCE)
                .limit(claim.limit())
                .map(kept -> new Lease(kept.sample(), until))
                .collect(ImmutableList.toImmutableList());
        claimed.forEach(lease -> leases.put(lease.sample().id(), lease));
        return claimed;
    }

    private boolean isFree(Sample sample, Instant now) {
        Optional<Lease> lease = Optional.ofNullable(leases.get(sample.id()));
        return lease.stream().noneMatch(held -> held.until().isAfter(now))
                && sample.due().stream().noneMatch(due -> due.isAfter(now));
    }

    /** Ends a lease; another one on the same sample stays. */
    synchronized void release(Lease lease) {
        leases.remove(lease.sample().id(), lease);
    }

    ImmutableList<Sample> list(Query query) throws UnknownSampleException {
        checkArgument(query.limit() >= 0, "a limit is 0 or more");
        long after = arrival(query.after());
        return samples.values().stream()
                .filter(kept -> kept.arrival() > after)
                .filter(kept -> query.token().stream().allMatch(token -> stands(kept.sample(), query.by(), token)))
                .sorted(ARRIVAL)
                .limit(query.limit())
                .map(Kept::sample)
                .collect(ImmutableList.toImmutableList());
    }

    private long arrival(Optional<SampleId> last) throws UnknownSampleException {
        if (last.isEmpty()) {
            return -1;
        }
        return last.flatMap(this::find).map(Kept::arrival).orElseThrow(() -> new UnknownSampleException(last.get()));
    }

    private static boolean stands(Sample sample, Key<?> by, String token) {
        return sample.attributes().text(by.name()).stream().anyMatch(text -> Ascii.equalsIgnoreCase(text, token));
    }
}
