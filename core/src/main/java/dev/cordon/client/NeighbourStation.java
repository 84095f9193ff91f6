package dev.cordon.client;

import dev.cordon.station.Station;
import java.io.IOException;
import java.time.Duration;

/** Notices when the neighbour whose definitions are shared has put others to use, and follows. */
final class NeighbourStation implements Station {
    private final ClientConfig config;

    NeighbourStation(ClientConfig config) {
        this.config = config;
    }

    @Override
    public String name() {
        return "neighbour";
    }

    @Override
    public Duration work() throws IOException {
        config.active().follow();
        return config.work().interval();
    }
}
