package dev.cordon.store;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.base.Ascii;
import com.google.common.collect.ImmutableList;
import dev.cordon.attribute.Attributes;
import dev.cordon.codec.Key;
import dev.cordon.sample.Column;
import dev.cordon.sample.Sample;
import dev.cordon.sample.SampleId;
import dev.cordon.spi.SampleStore.Claim;
import dev.cordon.spi.SampleStore.Lease;
import dev.cordon.spi.SampleStore.Page;
import dev.cordon.spi.SampleStore.Query;
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
    private static final Comparator<Kept> ARRIVAL = Comparator.comparing(
                    (Kept kept) -> kept.sample().received())
            .thenComparing(kept -> kept.sample().id().value());
    private static final Comparator<Kept> IMPORTANCE = Comparator.comparing(
                    (Kept kept) -> kept.sample().priority())
            .reversed()
            .thenComparing(kept -> kept.sample().due().orElse(Instant.MIN))
            .thenComparing(ARRIVAL);

    private final Map<SampleId, Kept> samples = new ConcurrentHashMap<>();
    private final Map<SampleId, Lease> leases = new HashMap<>();

    /**
     * A sample and where it stands on disk.
     *
     * @param sample the sample
     * @param journalLength the length of its journal in bytes
     */
    record Kept(Sample sample, long journalLength) {}

    Optional<Kept> find(SampleId id) {
        return Optional.ofNullable(samples.get(id));
    }

    synchronized void add(Sample sample, long journalLength) {
        samples.put(sample.id(), new Kept(sample, journalLength));
    }

    /** Replaces a sample; who works on it may go on unless it has moved. */
    synchronized void replace(Kept before, Sample after, long journalLength) {
        samples.put(after.id(), new Kept(after, journalLength));
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

    int size() {
        return samples.size();
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

    Page list(Query query) {
        Comparator<Place> order = query.descending() ? Comparator.reverseOrder() : Comparator.naturalOrder();
        Optional<Place> after = query.after().map(Place::parse);
        ImmutableList<Kept> rest = samples.values().stream()
                .filter(kept -> isWanted(kept.sample(), query))
                .filter(kept -> after.stream().allMatch(end -> order.compare(place(kept, query), end) > 0))
                .sorted(Comparator.comparing(kept -> place(kept, query), order))
                .limit(query.limit() + 1L)
                .collect(ImmutableList.toImmutableList());
        ImmutableList<Kept> page = rest.subList(0, Math.min(query.limit(), rest.size()));
        return new Page(
                page.stream().map(Kept::sample).collect(ImmutableList.toImmutableList()),
                page.size() == rest.size()
                        ? Optional.empty()
                        : Optional.of(place(page.get(page.size() - 1), query).format()));
    }

    private static Place place(Kept kept, Query query) {
        return Place.of(kept.sample(), query.order());
    }

    private static boolean isWanted(Sample sample, Query query) {
        return query.where().asMap().entrySet().stream()
                .allMatch(wanted -> wanted.getValue().stream()
                        .anyMatch(words ->
                                Column.order(words).equals(wanted.getKey().order(sample))));
    }

    private static boolean stands(Sample sample, Key<?> by, String token) {
        return sample.attributes().text(by.name()).stream().anyMatch(text -> Ascii.equalsIgnoreCase(text, token));
    }
}
