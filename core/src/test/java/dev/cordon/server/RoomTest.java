package dev.cordon.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import dev.cordon.codec.EncodedContent;
import dev.cordon.sample.Sample;
import dev.cordon.spi.SampleStore;
import dev.cordon.statemachine.SampleEvent;
import dev.cordon.store.DirectorySampleStore;
import dev.cordon.testkit.Samples;
import java.io.IOException;
import java.nio.file.Path;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Room that is asked for by several at once, or taken away meanwhile. */
class RoomTest {
    private static final long QUOTA = 20_000;
    private static final long LARGE = 10_000;

    @TempDir
    private Path folder;

    private SampleStore store;
    private SampleLocks locks;
    private Room room;

    @BeforeEach
    void open() throws IOException {
        store = DirectorySampleStore.open(folder.resolve("store"));
        locks = new SampleLocks();
        room = new Room(store, () -> Holding.standard().upTo(QUOTA), new Removal(store, locks));
    }

    @AfterEach
    void close() throws IOException {
        store.close();
    }

    @Test
    void whatIsOnItsWayCounts() throws IOException {
        room.reserve(sample("a", "one"), LARGE);

        assertThatIOException().isThrownBy(() -> room.reserve(sample("b", "two"), LARGE));
    }

    @Test
    void copiesOfWhatIsOnItsWayNeedNoRoom() throws IOException {
        room.reserve(sample("a", "one"), LARGE);

        room.reserve(sample("b", "one"), LARGE).release();
        room.reserve(sample("c", "one"), LARGE).release();
    }

    @Test
    void roomComesBackWithTheLastOfTheCopies() throws IOException {
        Room.Reservation first = room.reserve(sample("a", "one"), LARGE);
        Room.Reservation second = room.reserve(sample("b", "one"), LARGE);

        first.release();
        assertThatIOException().isThrownBy(() -> room.reserve(sample("c", "two"), LARGE));
        second.release();

        room.reserve(sample("c", "two"), LARGE).release();
    }

    @Test
    void whatWasRestartedMeanwhileStays() throws IOException {
        Sample seen = kept("a", "one");
        seen = store.update(seen, seen.on(new SampleEvent.NothingToDo(), Samples.RECEIVED));
        store.update(seen, seen.on(new SampleEvent.Restarted("meanwhile"), Samples.RECEIVED));

        assertThat(new Removal(store, locks).remove(seen)).isFalse();
        assertThat(store.find(seen.id())).isPresent();
    }

    @Test
    void aQuotaThatIsNearlyUsedUpIsToldOf() {
        assertThat(new Occupancy(0, 0, 899, 1000, OptionalLong.empty()).isQuotaLow())
                .isFalse();
        assertThat(new Occupancy(0, 0, 900, 1000, OptionalLong.empty()).isQuotaLow())
                .isTrue();
    }

    @Test
    void aQuotaAboveWhatIsFreeOnTheDiskIsToldOf() {
        assertThat(new Occupancy(0, 0, 0, 500, OptionalLong.of(499)).isDiskBelowQuota())
                .isTrue();
        assertThat(new Occupancy(0, 0, 0, 500, OptionalLong.of(500)).isDiskBelowQuota())
                .isFalse();
        assertThat(new Occupancy(0, 0, 0, 500, OptionalLong.empty()).isDiskBelowQuota())
                .isFalse();
    }

    private Sample kept(String id, String text) throws IOException {
        try (EncodedContent content = new Samples(folder).content(text)) {
            return store.add(Samples.received(id, content), content);
        }
    }

    private Sample sample(String id, String text) throws IOException {
        try (EncodedContent content = new Samples(folder).content(text)) {
            return Samples.received(id, content);
        }
    }
}
