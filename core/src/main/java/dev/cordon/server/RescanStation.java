package dev.cordon.server;

import dev.cordon.attribute.Attributes;
import dev.cordon.attribute.Sequence;
import dev.cordon.exchange.Work;
import dev.cordon.sample.Column;
import dev.cordon.sample.Sample;
import dev.cordon.scan.ActiveDefinitions;
import dev.cordon.spi.SampleStore;
import dev.cordon.statemachine.SampleEvent;
import dev.cordon.statemachine.SampleStatus;
import dev.cordon.station.Station;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/**
 * Has samples scanned again once there are newer definitions here: those that wait for a person or for their submission
 * begin anew, and those that could not be scanned are not kept waiting any longer. What was submitted stays so: the
 * gateway tells what resolves it.
 */
final class RescanStation implements Station {
    private final Work work;
    private final ActiveDefinitions active;
    private Optional<Sequence> seen = Optional.empty();

    RescanStation(ServerConfig config) {
        this.work = config.work();
        this.active = config.active();
    }

    @Override
    public String name() {
        return "rescan";
    }

    @Override
    public Duration work() throws IOException {
        Optional<Sequence> present = active.sequence();
        if (present.isPresent() && !present.equals(seen)) {
            rescan(present.get());
            seen = present;
        }
        return work.interval();
    }

    private void rescan(Sequence present) throws IOException {
        work.all(at(SampleStatus.HELD, SampleStatus.RELEASED), sample -> begin(sample, present));
        work.all(at(SampleStatus.QUARANTINED), this::hurry);
    }

    private static SampleStore.Query at(SampleStatus... statuses) {
        SampleStore.Query query = SampleStore.Query.all();
        for (SampleStatus status : statuses) {
            query = query.where(Column.STATUS, status.token());
        }
        return query;
    }

    void begin(Sample sample, Sequence present) throws IOException {
        boolean isOlder = sample.find(Attributes.SCAN_SIGNATURES_SEQUENCE)
                .filter(scanned -> scanned.compareTo(present) >= 0)
                .isEmpty();
        if (isOlder) {
            SampleEvent restarted = new SampleEvent.Restarted("newer definitions may resolve it");
            work.store().update(sample, sample.on(restarted, work.clock().instant()));
        }
    }

    private void hurry(Sample sample) throws IOException {
        if (sample.due().filter(work.clock().instant()::isBefore).isPresent()) {
            work.store().update(sample, sample.rest(work.clock().instant()));
        }
    }
}
