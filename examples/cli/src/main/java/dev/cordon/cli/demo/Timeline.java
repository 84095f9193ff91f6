package dev.cordon.cli.demo;

import dev.cordon.attribute.Attributes;
import dev.cordon.attribute.CordonFields;
import dev.cordon.attribute.OpenToken;
import dev.cordon.place.PlaceConfig;
import dev.cordon.sample.HistoryEntry;
import dev.cordon.sample.Sample;
import dev.cordon.spi.SampleStore;
import dev.cordon.store.DirectorySampleStore;
import dev.cordon.store.ObservedSampleStore;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * What happens at the four places, in the order in which it became durable.
 *
 * <p>Client and server share the client's ids. Gateway and analysis centre have ids of their own; there the digest of the
 * bytes, which is the same everywhere, decides what a sample is called.
 */
final class Timeline {
    private record Name(String sample, String file) {}

    private final InstantSource clock;
    private final Consumer<TimelineEntry> reader;
    private final Map<String, Name> names = new HashMap<>();
    private final Map<String, Sample> latest = new HashMap<>();

    Timeline(InstantSource clock, Consumer<TimelineEntry> reader) {
        this.clock = clock;
        this.reader = reader;
    }

    /** Returns what opens a place's store so that it tells this timeline of its changes. */
    PlaceConfig.Opener<SampleStore> watch(String place) {
        return folder -> new ObservedSampleStore(
                DirectorySampleStore.open(folder), (before, after) -> changed(place, before, after));
    }

    private synchronized void changed(String place, Optional<Sample> before, Sample after) {
        latest.put(place + "/" + after.id(), after);
        if (place.equals("client")) {
            Name name = new Name(after.id().value(), fileName(after));
            names.put(after.id().value(), name);
            names.putIfAbsent(after.digest().toString(), name);
        }
        int known = before.map(sample -> sample.history().size()).orElse(0);
        Stand end = Stand.of(after);
        Stand stand = before.map(Stand::of).orElse(new Stand("", ""));
        for (int step = known; step < after.history().size(); step++) {
            boolean last = step == after.history().size() - 1;
            stand = last ? end : stand.after(after.history().get(step));
            tell(place, after, stand, after.history().get(step).event());
        }
        disposition(before, after).ifPresent(event -> tell(place, after, end, event));
        notifyAll();
    }

    /** Where a sample stands at one place after one step. */
    private record Stand(String status, String state) {
        static Stand of(Sample sample) {
            return new Stand(
                    sample.status().token(), sample.state().map(OpenToken::text).orElse(""));
        }

        /** The lifecycles share a few words, but not the word that a step began with and the words around it. */
        Stand after(HistoryEntry step) {
            boolean ofStatus = step.from().equals("start") || step.from().equals(status);
            return ofStatus ? new Stand(step.to(), state) : new Stand(status, step.to());
        }
    }

    private void tell(String place, Sample sample, Stand stand, String event) {
        Name name = Optional.ofNullable(names.get(sample.id().value()))
                .or(() -> Optional.ofNullable(names.get(sample.digest().toString())))
                .orElseGet(() -> new Name(sample.id().value(), "?"));
        reader.accept(new TimelineEntry(
                clock.instant(), name.sample(), name.file(), place, stand.status(), stand.state(), event));
    }

    private static Optional<String> disposition(Optional<Sample> before, Sample after) {
        Optional<String> now = after.find(CordonFields.DISPOSITION);
        boolean changed = before.isPresent()
                && !before.get().find(CordonFields.DISPOSITION).equals(now);
        return changed ? now.map(done -> "file " + done) : Optional.empty();
    }

    /** Returns a client's sample as the client or the server has it now. */
    synchronized Optional<Sample> at(String place, Sample sample) {
        return Optional.ofNullable(latest.get(place + "/" + sample.id()));
    }

    /**
     * Waits until a condition holds, looking again after each change.
     *
     * @return whether it held before the time was up
     */
    synchronized boolean await(BooleanSupplier condition, Duration patience) throws InterruptedException {
        Instant end = clock.instant().plus(patience);
        while (!condition.getAsBoolean()) {
            long left = Duration.between(clock.instant(), end).toMillis();
            if (left <= 0) {
                return false;
            }
            wait(left);
        }
        return true;
    }

    private static String fileName(Sample sample) {
        return sample.find(Attributes.SAMPLE_FILE)
                .map(Path::of)
                .flatMap(path -> Optional.ofNullable(path.getFileName()))
                .map(Path::toString)
                .orElse("?");
    }
}
