package dev.cordon.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cordon.statemachine.SampleEvent;
import dev.cordon.station.Station;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How long samples are kept after they have come to rest. */
class RetentionTest {
    @TempDir
    private Path folder;

    @Test
    void isOffByDefault() throws IOException {
        try (Bench bench = Bench.open(folder)) {
            bench.forward("a", Bench.noise(1, 10));
            bench.finish("a");
            bench.clock.advance(Duration.ofDays(10_000));

            assertThat(work(bench)).isEqualTo(Duration.ofSeconds(1));
            assertThat(bench.ids()).containsExactly("a");
        }
    }

    @Test
    void removesWhatHasBeenAtRestForTheTime() throws IOException {
        try (Bench bench = keepingAnHour()) {
            bench.forward("old", Bench.noise(1, 10));
            bench.finish("old");
            bench.clock.advance(Duration.ofMinutes(59));
            bench.forward("young", Bench.noise(2, 10));
            bench.finish("young");

            work(bench);
            assertThat(bench.ids()).containsExactly("old", "young");

            bench.clock.advance(Duration.ofMinutes(1));
            work(bench);
            assertThat(bench.ids()).containsExactly("young");
        }
    }

    @Test
    void leavesWhatWaitsHoweverOldItIs() throws IOException {
        try (Bench bench = keepingAnHour()) {
            bench.forward("held", Bench.noise(1, 10));
            bench.forward("broken", Bench.noise(2, 10));
            bench.happen("broken", new SampleEvent.Faulted("a test"));
            bench.forward("open", Bench.noise(3, 10));
            bench.happen("open", new SampleEvent.PersonNeeded("a test"));
            bench.clock.advance(Duration.ofDays(1000));

            work(bench);

            assertThat(bench.ids()).containsExactlyInAnyOrder("held", "broken", "open");
        }
    }

    @Test
    void comesBackWhenTheNextSampleIsDue() throws IOException {
        try (Bench bench = keepingAnHour()) {
            bench.forward("a", Bench.noise(1, 10));
            bench.finish("a");
            bench.clock.advance(Duration.ofMinutes(59).plusSeconds(30));

            assertThat(work(bench)).isEqualTo(Duration.ofSeconds(30));
        }
    }

    private Bench keepingAnHour() throws IOException {
        return Bench.open(folder, settings -> settings.with(Holding.standard().keeping(Duration.ofHours(1))));
    }

    private static Duration work(Bench bench) throws IOException {
        Station retention = bench.server.place().stations().stream()
                .filter(station -> station.name().equals("retention"))
                .findFirst()
                .orElseThrow();
        return retention.work();
    }
}
