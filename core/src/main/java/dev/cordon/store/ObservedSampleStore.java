package dev.cordon.store;

import com.google.common.collect.ImmutableList;
import com.google.common.hash.HashCode;
import dev.cordon.codec.EncodedContent;
import dev.cordon.sample.Sample;
import dev.cordon.sample.SampleId;
import dev.cordon.spi.SampleStore;
import java.io.IOException;
import java.util.Optional;

/** Tells an observer of every change, after it has become durable. */
public final class ObservedSampleStore implements SampleStore {
    private final SampleStore store;
    private final Observer observer;

    /** Hears of changes. Called by the thread that made the change, after it. */
    @FunctionalInterface
    public interface Observer {
        /**
         * Takes note of a change.
         *
         * @param before the sample as it was; empty for one that is new here
         * @param after the sample as it is now
         */
        void changed(Optional<Sample> before, Sample after);
    }

    /**
     * Wraps a store.
     *
     * @param store the store that does the work
     * @param observer who is told
     */
    public ObservedSampleStore(SampleStore store, Observer observer) {
        this.store = store;
        this.observer = observer;
    }

    @Override
    public Sample add(Sample sample, EncodedContent content) throws IOException {
        boolean isNew = store.find(sample.id()).isEmpty();
        Sample kept = store.add(sample, content);
        if (isNew) {
            observer.changed(Optional.empty(), kept);
        }
        return kept;
    }

    @Override
    public Optional<Sample> find(SampleId id) throws IOException {
        return store.find(id);
    }

    @Override
    public Content content(SampleId id) throws IOException {
        return store.content(id);
    }

    @Override
    public Sample update(Sample before, Sample after) throws IOException {
        Sample kept = store.update(before, after);
        observer.changed(Optional.of(before), kept);
        return kept;
    }

    @Override
    public ImmutableList<Lease> claim(Claim claim) throws IOException {
        return store.claim(claim);
    }

    @Override
    public void release(Lease lease) throws IOException {
        store.release(lease);
    }

    @Override
    public Page list(Query query) throws IOException {
        return store.list(query);
    }

    @Override
    public void remove(SampleId id) throws IOException {
        store.remove(id);
    }

    @Override
    public int count(HashCode digest) throws IOException {
        return store.count(digest);
    }

    @Override
    public Usage usage() throws IOException {
        return store.usage();
    }

    @Override
    public void close() throws IOException {
        store.close();
    }
}
