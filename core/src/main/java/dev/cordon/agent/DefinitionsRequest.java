package dev.cordon.agent;

import dev.cordon.attribute.Sequence;
import dev.cordon.codec.ErrorCode;
import dev.cordon.codec.WireException;
import dev.cordon.exchange.Polled;
import dev.cordon.exchange.Work;
import dev.cordon.sample.Sample;
import dev.cordon.sample.SampleId;
import dev.cordon.spi.StaleSampleException;
import dev.cordon.spi.UnknownSampleException;
import dev.cordon.statemachine.SampleStatus;
import java.io.IOException;
import java.util.Optional;

/** Asks the gateway for updated definitions for one sample, at once and outside the turn of the stations. */
final class DefinitionsRequest {
    private final AgentConfig config;
    private final Work work;
    private final FollowStation follow;
    private final FetchStation fetch;
    private final CertifiedStation certified;

    DefinitionsRequest(AgentConfig config, CertifiedStation certified) {
        this.config = config;
        this.work = config.work();
        this.follow = new FollowStation(config);
        this.fetch = new FetchStation(config);
        this.certified = certified;
    }

    RequestedDefinitions make(SampleId id) throws IOException {
        Optional<Sequence> before = config.active().sequence();
        Sample sample = sample(id);
        requireUnresolved(sample);
        if (sample.status() == SampleStatus.SUBMITTED) {
            take(sample, follow::askNow);
        }
        Sample heard = sample(id);
        if (heard.status() == SampleStatus.NEEDED) {
            take(heard, fetch::fetch);
        } else {
            certified.ask(Polled.NEWEST).orThrow();
        }
        return new RequestedDefinitions(
                sample(id), config.active().sequence().filter(now -> !before.equals(Optional.of(now))));
    }

    private static void requireUnresolved(Sample sample) throws WireException {
        if (RequestedDefinitions.isResolved(sample.status())) {
            throw new WireException(
                    ErrorCode.DECLINED,
                    "the sample is '" + sample.status() + "': no other definitions have to be asked for");
        }
    }

    /** A station may take the sample at the same time; what it does stands. */
    private static void take(Sample sample, Work.Step step) throws IOException {
        try {
            step.take(sample);
        } catch (StaleSampleException e) {
            // What has become of the sample is read after this.
        }
    }

    private Sample sample(SampleId id) throws IOException {
        return work.store().find(id).orElseThrow(() -> new UnknownSampleException(id));
    }
}
