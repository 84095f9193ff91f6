package dev.cordon.simulation;

import dev.cordon.codec.EncodedContent;
import dev.cordon.sample.Sample;
import dev.cordon.sample.SampleId;
import dev.cordon.spi.SampleStore;
import dev.cordon.testkit.StoreBetween;
import java.io.IOException;

/** Tells the ledger what a store has acknowledged. */
final class LedgerStore extends StoreBetween {
    private final Ledger ledger;
    private final String host;

    LedgerStore(SampleStore store, Ledger ledger, String host) {
        super(store);
        this.ledger = ledger;
        this.host = host;
    }

    @Override
    public Sample add(Sample sample, EncodedContent content) throws IOException {
        Sample kept = super.add(sample, content);
        ledger.added(host, kept);
        return kept;
    }

    @Override
    public Sample update(Sample before, Sample after) throws IOException {
        Sample kept = super.update(before, after);
        ledger.updated(host, before, kept);
        return kept;
    }

    @Override
    public void remove(SampleId id) throws IOException {
        super.remove(id);
        ledger.removed(host, id);
    }
}
