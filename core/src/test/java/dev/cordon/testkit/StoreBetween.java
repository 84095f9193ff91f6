package dev.cordon.testkit;

import com.google.common.collect.ImmutableList;
import com.google.common.hash.HashCode;
import dev.cordon.codec.EncodedContent;
import dev.cordon.sample.Sample;
import dev.cordon.sample.SampleId;
import dev.cordon.spi.SampleStore;
import java.io.IOException;
import java.util.Optional;

/** A store that does what another one does; tests override the step that they are about. */
public class StoreBetween implements SampleStore {
    private final SampleStore store;

    /** Puts it before a store. */
    public StoreBetween(SampleStore store) {
        this.store = store;
    }

    @Override
    public Sample add(Sample sample, EncodedContent content) throws IOException {
        return store.add(sample, content);
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
        return store.update(before, after);
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
