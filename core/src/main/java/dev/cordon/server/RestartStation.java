package dev.cordon.server;

import dev.cordon.exchange.Work;
import dev.cordon.sample.Sample;
import dev.cordon.statemachine.SampleEvent;
import dev.cordon.statemachine.SampleStatus;
import dev.cordon.station.Station;
import java.io.IOException;
import java.time.Duration;

/** Takes up samples whose processing is to begin again. */
final class RestartStation implements Station {
    private final Work work;

    RestartStation(ServerConfig config) {
        this.work = config.work();
    }

    @Override
    public String name() {
        return "restart";
    }

    @Override
    public Duration work() throws IOException {
        return work.each(SampleStatus.RESTART, this::takeUp);
    }

    void takeUp(Sample sample) throws IOException {
        work.store()
                .update(
                        sample,
                        sample.on(new SampleEvent.TakenUp(), work.clock().instant()));
    }
}
