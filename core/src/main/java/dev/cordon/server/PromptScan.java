package dev.cordon.server;

import dev.cordon.attribute.Sequence;
import dev.cordon.sample.Sample;
import dev.cordon.sample.SampleId;
import dev.cordon.spi.SampleStore;
import dev.cordon.spi.StaleSampleException;
import dev.cordon.spi.UnknownSampleException;
import dev.cordon.statemachine.SampleStatus;
import java.io.IOException;
import java.util.Optional;

/** Scans one sample with the present definitions, at once and outside the turn of the stations. */
final class PromptScan {
    private static final int ATTEMPTS = 8;

    private final ServerConfig config;
    private final SampleStore store;
    private final RescanStation rescan;
    private final RestartStation restart;
    private final ScanStation scan;

    PromptScan(ServerConfig config) {
        this.config = config;
        this.store = config.work().store();
        this.rescan = new RescanStation(config);
        this.restart = new RestartStation(config);
        this.scan = new ScanStation(config);
    }

    /** Returns the sample afterwards. */
    Sample of(SampleId id) throws IOException {
        return of(id, ATTEMPTS);
    }

    /** A station may take the sample at the same time; what it does stands, and the sample is looked at again. */
    private Sample of(SampleId id, int attempts) throws IOException {
        try {
            step(sample(id));
            return sample(id);
        } catch (StaleSampleException e) {
            if (attempts <= 1) {
                throw e;
            }
            return of(id, attempts - 1);
        }
    }

    private void step(Sample sample) throws IOException {
        Optional<Sequence> present = config.active().sequence();
        if (present.isEmpty()) {
            return;
        }
        switch (sample.status()) {
            case HELD, RELEASED, ATTENTION, ERROR -> rescan.begin(sample, present.get());
            default -> {}
        }
        Sample begun = sample(sample.id());
        if (begun.status() == SampleStatus.RESTART) {
            restart.takeUp(begun);
        }
        Sample waiting = sample(sample.id());
        if (waiting.status() == SampleStatus.QUARANTINED) {
            scan.scan(waiting);
        }
    }

    private Sample sample(SampleId id) throws IOException {
        return store.find(id).orElseThrow(() -> new UnknownSampleException(id));
    }
}
