package dev.cordon.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cordon.codec.EncodedContent;
import dev.cordon.sample.Sample;
import dev.cordon.spi.StaleSampleException;
import dev.cordon.statemachine.Handling;
import dev.cordon.statemachine.SampleEvent;
import dev.cordon.testkit.Samples;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An observer hears of what has changed, and of nothing else. */
final class ObservedSampleStoreTest {
    @TempDir
    Path temporary = Path.of("");

    private final List<Change> heard = new ArrayList<>();

    private record Change(Optional<Sample> before, Sample after) {}

    private ObservedSampleStore open() throws IOException {
        return new ObservedSampleStore(
                StoreFolder.in(temporary).open(), (before, after) -> heard.add(new Change(before, after)));
    }

    private Sample add(ObservedSampleStore store) throws IOException {
        try (EncodedContent content = StoreFolder.in(temporary).samples().content("text")) {
            return store.add(Samples.received("sample", content), content);
        }
    }

    private static Sample moved(Sample sample) {
        return sample.on(new SampleEvent.Unresolved(Handling.AUTOMATIC), Samples.RECEIVED);
    }

    @Test
    void aNewSampleIsHeardOfOnce() throws IOException {
        try (ObservedSampleStore store = open()) {
            Sample added = add(store);
            add(store);

            assertThat(heard).containsExactly(new Change(Optional.empty(), added));
        }
    }

    @Test
    void aChangeIsHeardOfWithWhatWasBefore() throws IOException {
        try (ObservedSampleStore store = open()) {
            Sample before = add(store);
            Sample after = store.update(before, moved(before));

            assertThat(heard).last().isEqualTo(new Change(Optional.of(before), after));
        }
    }

    @Test
    void aChangeThatIsRefusedIsNotHeardOf() throws IOException {
        try (ObservedSampleStore store = open()) {
            Sample before = add(store);
            store.update(before, moved(before));
            heard.clear();

            assertThatThrownBy(() -> store.update(before, moved(before))).isInstanceOf(StaleSampleException.class);
            assertThat(heard).isEmpty();
        }
    }
}
