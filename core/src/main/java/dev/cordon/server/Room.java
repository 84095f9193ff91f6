package dev.cordon.server;

import com.google.common.collect.ImmutableList;
import com.google.common.hash.HashCode;
import dev.cordon.codec.ErrorCode;
import dev.cordon.codec.HeaderWriter;
import dev.cordon.codec.WireError;
import dev.cordon.codec.WireException;
import dev.cordon.sample.Sample;
import dev.cordon.spi.SampleStore;
import dev.cordon.spi.UnknownSampleException;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Supplier;

/**
 * Decides whether there is room for one more sample, and makes room by giving up samples that have come to rest, those
 * first that did so first. What waits for anything is never given up.
 *
 * <p>Bytes that are held already need no room, however full the server is: in an outbreak the copies of one file keep
 * being taken. Whoever is refused has changed nothing: nothing is given up unless that is enough. Safe for use by many
 * threads.
 */
final class Room {
    /** What a store writes beside the content of a sample and twice its attributes, in bytes. */
    static final long FRAME = 2 << 10;

    /** Somebody may restart a sample that was about to go, or a store may free less than it holds. */
    private static final int ROUNDS = 3;

    private final SampleStore store;
    private final Supplier<Holding> holding;
    private final Removal removal;
    private final Map<HashCode, Arriving> arriving = new HashMap<>();

    Room(SampleStore store, Supplier<Holding> holding, Removal removal) {
        this.store = store;
        this.holding = holding;
        this.removal = removal;
    }

    /** Bytes on their way into the store, and how many samples of them. */
    private record Arriving(long bytes, int samples) {}

    /** Room that is kept for a sample until it is in the store. */
    @FunctionalInterface
    interface Reservation {
        void release();
    }

    /**
     * Refuses content that the disk has no room for, before it is received.
     *
     * @param length how many bytes are announced
     * @throws WireException {@code internal full}
     */
    void checkDisk(long length) throws IOException {
        OptionalLong free = store.usage().free();
        if (free.isPresent() && free.getAsLong() < length) {
            throw full("the disk has no room for the sample");
        }
    }

    /**
     * Keeps room for a sample; whoever has put it into the store, or failed to, releases it.
     *
     * @param wireSize the length of its content in bytes
     * @throws WireException {@code internal full} if there is no room and none can be made
     */
    synchronized Reservation reserve(Sample sample, long wireSize) throws IOException {
        HashCode digest = sample.digest();
        Arriving others = arriving.getOrDefault(digest, new Arriving(0, 0));
        boolean isKnown = others.samples() > 0 || store.count(digest) > 0;
        long needed = isKnown ? others.bytes() : 2 * length(sample) + FRAME + wireSize;
        if (!isKnown) {
            makeRoom(needed);
        }
        arriving.put(digest, new Arriving(needed, others.samples() + 1));
        return () -> release(digest);
    }

    private synchronized void release(HashCode digest) {
        arriving.computeIfPresent(
                digest, (same, known) -> known.samples() > 1 ? new Arriving(known.bytes(), known.samples() - 1) : null);
    }

    private void makeRoom(long needed) throws IOException {
        long quota = holding.get().quotaBytes();
        long excess = excess(needed, quota);
        for (int round = 0; excess > 0 && round < ROUNDS; round++) {
            for (Sample sample : needed <= quota ? oldest(excess) : ImmutableList.<Sample>of()) {
                removal.remove(sample);
            }
            excess = excess(needed, quota);
        }
        if (excess > 0) {
            throw full("the quarantine is full, and too little in it has come to rest");
        }
    }

    /** Returns how many bytes have to go before so many come. */
    private long excess(long needed, long quota) throws IOException {
        SampleStore.Usage usage = store.usage();
        long coming =
                needed + arriving.values().stream().mapToLong(Arriving::bytes).sum();
        long beyondQuota = usage.bytes() + coming - quota;
        return Math.max(
                beyondQuota, usage.free().isPresent() ? coming - usage.free().getAsLong() : beyondQuota);
    }

    /** Returns the samples that came to rest first and take so many bytes together; none if all of them take less. */
    private ImmutableList<Sample> oldest(long bytes) throws IOException {
        ImmutableList.Builder<Sample> victims = ImmutableList.builder();
        Map<HashCode, Integer> taken = new HashMap<>();
        long left = bytes;
        Optional<SampleStore.Query> rest = Optional.of(Removal.finished());
        while (rest.isPresent()) {
            SampleStore.Page page = store.list(rest.get());
            for (Sample sample : page.samples()) {
                victims.add(sample);
                left -= freedBy(sample, taken.merge(sample.digest(), 1, Integer::sum));
                if (left <= 0) {
                    return victims.build();
                }
            }
            SampleStore.Query present = rest.get();
            rest = page.next().map(present::after);
        }
        return ImmutableList.of();
    }

    /** Returns what the store has more room for without a sample: its content counts with the last one that has it. */
    private long freedBy(Sample sample, int taken) throws IOException {
        long attributes = length(sample);
        if (taken < store.count(sample.digest()) || arriving.containsKey(sample.digest())) {
            return attributes;
        }
        try {
            return attributes + store.content(sample.id()).wire().size();
        } catch (UnknownSampleException e) {
            return 0;
        }
    }

    private static long length(Sample sample) {
        return HeaderWriter.bytes(sample.attributes()).length;
    }

    /** Returns how full it is. */
    Occupancy occupancy() throws IOException {
        SampleStore.Usage usage = store.usage();
        return new Occupancy(
                usage.samples(), usage.contents(), usage.bytes(), holding.get().quotaBytes(), usage.free());
    }

    static WireException full(String reason) {
        return new WireException(WireError.of(ErrorCode.INTERNAL, "full"), reason);
    }
}
