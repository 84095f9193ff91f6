package dev.cordon.recording;

import dev.cordon.sample.HistoryEntry;
import dev.cordon.sample.Sample;
import dev.cordon.store.ObservedSampleStore;
import java.util.Optional;

/** Records each step that samples take in a store as a flight recorder event. Safe for use by many threads. */
public final class TransitionRecorder implements ObservedSampleStore.Observer {
    @Override
    public void changed(Optional<Sample> before, Sample after) {
        int known = before.map(sample -> sample.history().size()).orElse(0);
        for (HistoryEntry step : after.history().subList(known, after.history().size())) {
            new TransitionEvent(after, step).commit();
        }
    }
}
