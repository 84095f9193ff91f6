package dev.cordon.server;

import com.google.common.collect.Comparators;
import dev.cordon.exchange.Work;
import dev.cordon.sample.Sample;
import dev.cordon.spi.SampleStore;
import dev.cordon.station.Station;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;

/** Removes samples that came to rest a time ago. */
final class RetentionStation implements Station {
    private static final Duration LONGEST_WAIT = Duration.ofHours(1);

    private final Work work;
    private final Duration retention;
    private final Removal removal;

    RetentionStation(Work work, Duration retention, Removal removal) {
        this.work = work;
        this.retention = retention;
        this.removal = removal;
    }

    @Override
    public String name() {
        return "retention";
    }

    @Override
    public Duration work() throws IOException {
        Instant now = work.clock().instant();
        SampleStore.Page page = work.store().list(Removal.finished());
        for (Sample sample : page.samples()) {
            Duration left = Duration.between(now, Removal.finishedAt(sample).plus(retention));
            if (!left.isZero() && !left.isNegative()) {
                return bounded(left);
            }
            removal.remove(sample);
        }
        return page.next().isPresent() ? Duration.ZERO : bounded(retention);
    }

    private Duration bounded(Duration wait) {
        return Comparators.max(work.interval(), Comparators.min(wait, LONGEST_WAIT));
    }
}
