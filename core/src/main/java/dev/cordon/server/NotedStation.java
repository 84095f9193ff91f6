package dev.cordon.server;

import dev.cordon.station.Station;
import java.io.IOException;
import java.time.Duration;

/**
 * A station whose failures come into the history of the server's errors.
 *
 * @param station the station that works
 * @param errors the history
 */
public record NotedStation(Station station, GeneralErrors errors) implements Station {
    @Override
    public String name() {
        return station.name();
    }

    @Override
    public Duration work() throws IOException {
        try {
            return station.work();
        } catch (IOException | RuntimeException e) {
            errors.failed(station.name(), e);
            throw e;
        }
    }
}
