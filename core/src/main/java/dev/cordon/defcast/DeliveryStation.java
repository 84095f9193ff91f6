package dev.cordon.defcast;

import com.google.common.collect.ImmutableList;
import dev.cordon.attribute.Attributes;
import dev.cordon.attribute.Sequence;
import dev.cordon.codec.ErrorCode;
import dev.cordon.codec.WireError;
import dev.cordon.definition.DefinitionPackage;
import dev.cordon.exchange.Work;
import dev.cordon.recording.DeliveryEvent;
import dev.cordon.sample.Sample;
import dev.cordon.spi.Transport;
import dev.cordon.statemachine.SampleEvent;
import dev.cordon.statemachine.SampleStatus;
import dev.cordon.station.Backoff;
import dev.cordon.station.Station;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Collectors;

/** Offers queued definitions to the computers the samples came from. */
final class DeliveryStation implements Station {
    private final DefcastConfig config;
    private final Work work;

    DeliveryStation(DefcastConfig config) {
        this.config = config;
        this.work = config.work();
    }

    @Override
    public String name() {
        return "delivery";
    }

    @Override
    public Duration work() throws IOException {
        return work.each(SampleStatus.DISTRIBUTE, this::deliver);
    }

    private void deliver(Sample sample) throws IOException {
        DeliveryEvent event = DeliveryEvent.start(sample);
        event.finish(work.store().update(sample, delivered(sample)));
    }

    private Sample delivered(Sample sample) throws IOException {
        Optional<Transport> target = sample.find(Attributes.PLATFORM_GUID).flatMap(config.targets()::find);
        Optional<DefinitionPackage> set = set(sample);
        if (target.isEmpty()) {
            return undeliverable(sample, notPushed(sample));
        }
        return set.isEmpty()
                ? undeliverable(sample, "the definitions are not here")
                : offered(sample, set.get(), target.get());
    }

    /** What a person reads at the errors of the sample (guide, "Automating virus definitions updates"). */
    private String notPushed(Sample sample) {
        if (sample.find(Attributes.PLATFORM_GUID).isPresent()) {
            return "the computer is not a target that can be reached; it has to fetch the definitions";
        }
        String needed = sample.sequenceNeeded().map(sequence -> " " + sequence).orElse("");
        ImmutableList<URI> locations = config.policy().get().locations();
        String where = locations.isEmpty()
                ? ""
                : "; download them from "
                        + locations.stream().map(URI::toASCIIString).collect(Collectors.joining(" or "));
        return "the computer is not managed, so the definitions" + needed + " have to be installed there by hand"
                + where;
    }

    private Optional<DefinitionPackage> set(Sample sample) throws IOException {
        Optional<Sequence> active = config.definitions().active();
        Optional<Sequence> enough = active.filter(newest -> sample.sequenceNeeded()
                .filter(needed -> newest.compareTo(needed) >= 0)
                .isPresent());
        return enough.isPresent() ? config.definitions().find(enough.get()) : Optional.empty();
    }

    private Sample offered(Sample sample, DefinitionPackage set, Transport target) throws IOException {
        Instant now = work.clock().instant();
        if (config.rollouts().isStopped(set.sequence())) {
            return sample.rest(now.plus(config.policy().get().retryInterval()));
        }
        Sequence needed = sample.sequenceNeeded().orElse(set.sequence());
        Offer.Outcome outcome;
        try {
            outcome = new Offer(config, target).of(set, needed);
        } catch (IOException e) {
            return unreachable(sample, now);
        }
        return after(outcome, sample, set.sequence(), now);
    }

    /** The clients that submitted are the natural first ring of the set: what comes of it at them counts for the others. */
    private Sample after(Offer.Outcome outcome, Sample sample, Sequence set, Instant now) throws IOException {
        String name = sample.find(Attributes.PLATFORM_GUID).orElse("");
        if (outcome instanceof Offer.Has has) {
            config.rollouts().confirmed(name, has.installed());
            return sample.on(new SampleEvent.Reported(has.installed().value()), now);
        }
        if (outcome instanceof Offer.Refused refused) {
            config.rollouts().failed(name, set, refused.reason());
            return sample.fault(refused.error(), refused.reason(), now).on(new SampleEvent.Undeliverable(), now);
        }
        Optional<String> doubt = ((Offer.Taken) outcome).doubt();
        return doubt.map(what -> sample.fault(WireError.of(ErrorCode.UNPACKAGE), what, now))
                .orElse(sample)
                .on(new SampleEvent.Delivered(), now);
    }

    private Sample unreachable(Sample sample, Instant now) {
        int failures = sample.attempts() + 1;
        Backoff backoff = config.policy().get().backoff();
        return backoff.givesUpAfter(failures)
                ? sample.on(new SampleEvent.Undeliverable(), now)
                : sample.retry(now.plus(backoff.after(failures)));
    }

    private Sample undeliverable(Sample sample, String reason) {
        Instant now = work.clock().instant();
        return sample.fault(WireError.of(ErrorCode.UNAVAILABLE), reason, now).on(new SampleEvent.Undeliverable(), now);
    }
}
