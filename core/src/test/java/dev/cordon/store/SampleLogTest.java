package dev.cordon.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cordon.attribute.Attributes;
import dev.cordon.sample.Sample;
import dev.cordon.sample.SampleId;
import dev.cordon.spi.SampleStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The log of a store stays short, and says the same when it was shortened. */
final class SampleLogTest {
    private static final int FILE = 2000;

    @TempDir
    Path temporary = Path.of("");

    private StoreFolder folder() {
        return StoreFolder.in(temporary);
    }

    private DirectorySampleStore open() throws IOException {
        return DirectorySampleStore.open(folder().path(), FILE);
    }

    private static Sample changed(DirectorySampleStore store, Sample sample, int times) throws IOException {
        Sample last = sample;
        for (int change = 0; change < times; change++) {
            String name = "name " + change;
            last = store.update(last, last.amend(attributes -> attributes.set(Attributes.SAMPLE_FILE, name)));
        }
        return last;
    }

    private long length() throws IOException {
        long length = 0;
        for (Path log : folder().logs()) {
            length += Files.size(log);
        }
        return length;
    }

    @Test
    void oldEntriesAreLeftOutInTime() throws IOException {
        try (DirectorySampleStore store = open()) {
            Sample idle = folder().add(store, "idle", "some text");
            Sample busy = folder().add(store, "busy", "other text");
            Sample last = changed(store, busy, 200);

            assertThat(length()).isLessThan(10 * FILE);
            long contents = Files.size(folder().content(idle)) + Files.size(folder().content(busy));
            assertThat(store.usage().bytes() - contents)
                    .as("two entries, however often one of them has changed")
                    .isBetween(1L, (long) FILE);
            assertThat(store.find(idle.id())).contains(idle);
            assertThat(store.find(busy.id())).contains(last);
        }
    }

    @Test
    void aShortenedLogSaysTheSame() throws IOException {
        Sample idle;
        Sample busy;
        try (DirectorySampleStore store = open()) {
            idle = folder().add(store, "idle", "some text");
            busy = changed(store, folder().add(store, "busy", "other text"), 200);
        }

        try (DirectorySampleStore store = open()) {
            assertThat(store.list(SampleStore.Query.all()).samples()).containsExactly(busy, idle);
            assertThat(store.aside()).isEmpty();
        }
    }

    @Test
    void whatWasRemovedStaysAwayInAShortenedLog() throws IOException {
        Sample idle;
        try (DirectorySampleStore store = open()) {
            idle = folder().add(store, "idle", "some text");
            for (int time = 0; time < 100; time++) {
                SampleId id = new SampleId("gone-" + time % 3);
                changed(store, folder().add(store, id.value(), "text " + time), 3);
                store.remove(id);
            }
        }

        try (DirectorySampleStore store = open()) {
            assertThat(store.list(SampleStore.Query.all()).samples()).containsExactly(idle);
            assertThat(store.aside()).isEmpty();
            assertThat(folder().logs()).hasSizeLessThan(10);
        }
    }
}
