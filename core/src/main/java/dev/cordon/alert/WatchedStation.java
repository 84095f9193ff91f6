package dev.cordon.alert;

import dev.cordon.spi.Alert;
import dev.cordon.station.Station;
import java.io.IOException;
import java.time.Duration;

/**
 * A station that tells a signal whether its calls succeed.
 *
 * @param station does the work
 * @param signal is told
 */
public record WatchedStation(Station station, Signal signal) implements Station {
    @Override
    public String name() {
        return station.name();
    }

    @Override
    public Duration work() throws IOException {
        Alert.Subject self = Alert.Subject.service(name());
        try {
            Duration wait = station.work();
            signal.fine(self);
            return wait;
        } catch (IOException | RuntimeException e) {
            signal.trouble(self);
            throw e;
        }
    }
}
