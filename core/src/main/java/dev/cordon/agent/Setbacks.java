package dev.cordon.agent;

import dev.cordon.codec.WireException;
import dev.cordon.exchange.Work;
import dev.cordon.sample.Sample;
import dev.cordon.statemachine.SampleEvent;
import dev.cordon.statemachine.SampleLifecycle;
import dev.cordon.station.Backoff;
import dev.cordon.station.Spread;
import java.io.IOException;
import java.time.Instant;
import java.util.function.Supplier;

/** What becomes of a sample when the gateway has refused a request about it. */
record Setbacks(Work work, Supplier<AgentPolicy> policy) {
    void settle(Sample sample, WireException refusal) throws IOException {
        Instant now = work.clock().instant();
        Sample noted = sample.fault(refusal.error(), refusal.reason(), now);
        work.store().update(sample, after(noted, refusal, now));
    }

    private Sample after(Sample sample, WireException refusal, Instant now) {
        String reason = refusal.error().toString();
        return switch (refusal.code()) {
            case CRUMBLED -> crumbled(sample, reason, now);
            case DECLINED -> sample.on(new SampleEvent.PersonNeeded(reason), now);
            case MALFORMED, MISSING, TYPE -> sample.on(new SampleEvent.Faulted(reason), now);
            default -> again(sample, reason, now);
        };
    }

    /** A gateway that has forgotten the cookie gets the sample once more. */
    private Sample crumbled(Sample sample, String reason, Instant now) {
        SampleEvent crumbled = new SampleEvent.Crumbled();
        return SampleLifecycle.allows(sample.status(), crumbled.kind())
                ? sample.on(crumbled, now)
                : again(sample, reason, now);
    }

    Sample again(Sample sample, String reason, Instant now) {
        Backoff backoff = policy.get().backoff();
        int failures = sample.attempts() + 1;
        return backoff.givesUpAfter(failures)
                ? sample.on(new SampleEvent.Faulted(reason), now)
                : sample.retry(now.plus(Spread.upTo(backoff.after(failures), sample.id() + "/" + sample.changes())));
    }
}
