package dev.cordon.server;

import dev.cordon.attribute.Attributes;
import dev.cordon.sample.Column;
import dev.cordon.sample.HistoryEntry;
import dev.cordon.sample.Sample;
import dev.cordon.spi.SampleStore;
import dev.cordon.statemachine.SampleStatus;
import java.io.IOException;
import java.time.Instant;
import java.util.Optional;

/** Gives up samples that have come to rest. Safe for use by many threads. */
final class Removal {
    private static final int PAGE = 100;

    private final SampleStore store;
    private final SampleLocks locks;

    Removal(SampleStore store, SampleLocks locks) {
        this.store = store;
        this.locks = locks;
    }

    /** Returns the query for all samples that have come to rest, those first that did so first. */
    static SampleStore.Query finished() {
        return SampleStore.Query.all()
                .where(Column.STATUS, SampleStatus.INSTALLED.token(), SampleStatus.UNNEEDED.token())
                .orderedBy(Column.FINISHED, false)
                .inPagesOf(PAGE);
    }

    /** Returns when a sample came to rest. */
    static Instant finishedAt(Sample sample) {
        int steps = sample.history().size();
        return sample.find(Attributes.DATE_FINISHED)
                .or(() -> Optional.of(sample.history())
                        .filter(history -> !history.isEmpty())
                        .map(history -> history.get(steps - 1))
                        .map(HistoryEntry::at))
                .orElseGet(sample::received);
    }

    /** Removes a sample if it is still at rest, as it was when it was looked at; returns whether it was. */
    boolean remove(Sample seen) throws IOException {
        return locks.alone(seen.id(), () -> {
            boolean same = store.find(seen.id())
                    .filter(present -> present.changes() == seen.changes())
                    .filter(present -> present.status().isFinal())
                    .isPresent();
            if (same) {
                store.remove(seen.id());
            }
            return same;
        });
    }
}
