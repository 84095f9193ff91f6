package dev.cordon.defcast;

import dev.cordon.attribute.Attributes;
import dev.cordon.attribute.CordonFields;
import dev.cordon.attribute.Sequence;
import dev.cordon.codec.Header;
import dev.cordon.exchange.SequenceReport;
import dev.cordon.exchange.Work;
import dev.cordon.protocol.Transaction;
import dev.cordon.sample.Sample;
import dev.cordon.spi.Transport;
import dev.cordon.statemachine.SampleEvent;
import dev.cordon.statemachine.SampleStatus;
import dev.cordon.station.Station;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Asks targets that were given definitions and have not confirmed them, in case the confirmation was lost. */
final class ConfirmStation implements Station {
    private final DefcastConfig config;
    private final Work work;

    ConfirmStation(DefcastConfig config) {
        this.config = config;
        this.work = config.work();
    }

    @Override
    public String name() {
        return "confirm";
    }

    @Override
    public Duration work() throws IOException {
        return work.each(SampleStatus.DISTRIBUTED, this::confirm);
    }

    private void confirm(Sample sample) throws IOException {
        Instant now = work.clock().instant();
        boolean waited = sample.find(CordonFields.DUE).isPresent();
        Sample next = waited
                ? asked(sample, now)
                : sample.rest(now.plus(config.policy().get().confirmInterval()));
        work.store().update(sample, next);
    }

    private Sample asked(Sample sample, Instant now) throws IOException {
        Optional<Transport> target = sample.find(Attributes.PLATFORM_GUID).flatMap(config.targets()::find);
        if (target.isEmpty()) {
            return sample.on(new SampleEvent.InstallFailed(), now);
        }
        Optional<Sequence> installed;
        try {
            installed = SequenceReport.ask(target.get(), Transaction.QUERY_SEQUENCE, Header.empty());
        } catch (IOException e) {
            return sample.rest(now.plus(config.policy().get().confirmInterval()));
        }
        if (installed.filter(sequence -> isEnough(sequence, sample)).isPresent()) {
            return sample.on(new SampleEvent.Confirmed(installed.get().value()), now);
        }
        stopRollout(sample);
        return sample.on(new SampleEvent.InstallFailed(), now);
    }

    /** What the client was given was the set in use then: the one that is rolled out now, or an older one. */
    private void stopRollout(Sample sample) throws IOException {
        Optional<Sequence> rolledOut =
                config.rollouts().current().map(Rollout::sequence).filter(sequence -> isEnough(sequence, sample));
        if (rolledOut.isPresent()) {
            config.rollouts()
                    .failed(
                            sample.find(Attributes.PLATFORM_GUID).orElse(""),
                            rolledOut.get(),
                            "the definitions that it has taken are not in use there");
        }
    }

    private static boolean isEnough(Sequence installed, Sample sample) {
        return sample.sequenceNeeded()
                .filter(needed -> installed.compareTo(needed) >= 0)
                .isPresent();
    }
}
