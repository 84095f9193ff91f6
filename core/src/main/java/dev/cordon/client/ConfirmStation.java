package dev.cordon.client;

import com.google.common.collect.ImmutableList;
import dev.cordon.attribute.Attributes;
import dev.cordon.attribute.Sequence;
import dev.cordon.exchange.Work;
import dev.cordon.protocol.Confirmation;
import dev.cordon.sample.Disposition;
import dev.cordon.sample.Sample;
import dev.cordon.spi.Transport;
import dev.cordon.statemachine.SampleStatus;
import dev.cordon.statemachine.ScanResult;
import dev.cordon.station.Station;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Tells the server which definitions are installed and what they did to each file. A client without a GUID is not
 * managed and tells nothing.
 */
final class ConfirmStation implements Station {
    private static final Duration SAID = Duration.ofDays(365);

    private final ClientConfig config;
    private final Transport server;
    private final Work work;
    private Optional<Sequence> confirmed = Optional.empty();

    ConfirmStation(ClientConfig config, Transport server) {
        this.config = config;
        this.server = server;
        this.work = config.work();
    }

    @Override
    public String name() {
        return "confirm";
    }

    @Override
    public Duration work() throws IOException {
        Optional<String> target = config.platform().find(Attributes.PLATFORM_GUID);
        Optional<Sequence> active = config.active().sequence();
        if (target.isEmpty() || active.isEmpty()) {
            return work.interval();
        }
        List<Sample> cured = new ArrayList<>();
        Duration next = work.each(SampleStatus.INSTALLED, cured::add);
        if (!cured.isEmpty() || !active.equals(confirmed)) {
            confirm(target.get(), active.get(), cured);
        }
        return next;
    }

    private void confirm(String target, Sequence active, List<Sample> cured) throws IOException {
        ImmutableList<Confirmation.Outcome> outcomes =
                cured.stream().map(ConfirmStation::outcome).collect(ImmutableList.toImmutableList());
        server.send(new Confirmation(target, active, outcomes).request())
                .orThrow()
                .close();
        Instant later = work.clock().instant().plus(SAID);
        confirmed = Optional.of(active);
        for (Sample sample : cured) {
            work.store().update(sample, sample.rest(later));
        }
    }

    private static Confirmation.Outcome outcome(Sample sample) {
        ScanResult result = sample.find(Attributes.SCAN_RESULT).orElse(ScanResult.COMPLETED);
        return new Confirmation.Outcome(
                sample.id(), result, sample.disposition().orElse(Disposition.ISOLATED));
    }
}
