package dev.cordon.server;

import com.google.common.collect.Comparators;
import dev.cordon.exchange.Work;
import dev.cordon.sample.Sample;
import dev.cordon.spi.SampleStore;
import dev.cordon.station.Station;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;

/** Removes samples that came to rest a time ago, where there is a retention. */
final class RetentionStation implements Station {
    /** So that a retention that was shortened is heeded soon. */
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(1);

    private final Work work;
    private final Supplier<ServerPolicy> policy;
    private final Removal removal;

    RetentionStation(ServerConfig config, Removal removal) {
        this.work = config.work();
        this.policy = config.policy();
        this.removal = removal;
    }

    @Override
    public String name() {
        return "retention";
    }

    @Override
    public Duration work() throws IOException {
        Optional<Duration> retention = policy.get().holding().retention();
        return retention.isPresent() ? remove(retention.get()) : work.interval();
    }

    private Duration remove(Duration retention) throws IOException {
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
