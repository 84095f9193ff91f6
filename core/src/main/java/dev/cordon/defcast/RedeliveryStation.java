package dev.cordon.defcast;

import dev.cordon.attribute.Attributes;
import dev.cordon.attribute.CordonFields;
import dev.cordon.exchange.Work;
import dev.cordon.sample.Sample;
import dev.cordon.statemachine.SampleEvent;
import dev.cordon.statemachine.SampleStatus;
import dev.cordon.station.Station;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;

/** Queues definitions again that could not be installed, by interval, until they are given up. */
final class RedeliveryStation implements Station {
    private static final Duration GIVEN_UP = Duration.ofDays(365);

    private final DefcastConfig config;
    private final Work work;

    RedeliveryStation(DefcastConfig config) {
        this.config = config;
        this.work = config.work();
    }

    @Override
    public String name() {
        return "redelivery";
    }

    @Override
    public Duration work() throws IOException {
        return work.each(SampleStatus.NOT_INSTALLED, this::queue);
    }

    private void queue(Sample sample) throws IOException {
        Instant now = work.clock().instant();
        work.store().update(sample, next(sample, now));
    }

    private Sample next(Sample sample, Instant now) {
        SampleEvent retried = new SampleEvent.Retried();
        DefcastPolicy policy = config.policy().get();
        if (!isReachable(sample) || timesRetried(sample, retried) >= policy.retries()) {
            return sample.rest(now.plus(GIVEN_UP));
        }
        boolean waited = sample.find(CordonFields.DUE).isPresent();
        return waited ? sample.on(retried, now) : sample.rest(now.plus(policy.retryInterval()));
    }

    private boolean isReachable(Sample sample) {
        return sample.find(Attributes.PLATFORM_GUID)
                .flatMap(config.targets()::find)
                .isPresent();
    }

    private static long timesRetried(Sample sample, SampleEvent retried) {
        return sample.history().stream()
                .filter(entry -> entry.event().equals(retried.kind().description()))
                .count();
    }
}
