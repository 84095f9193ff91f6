package dev.cordon.cli;

import dev.cordon.place.ClientPlace;
import dev.cordon.place.ClientProfile;
import dev.cordon.place.PlaceConfig;
import dev.cordon.protocol.Received;
import dev.cordon.protocol.Request;
import dev.cordon.sample.Platform;
import dev.cordon.spi.Transport;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import picocli.CommandLine.Option;

/** The option that names the home of a client, and the client in it. */
final class ClientHome {
    @Option(names = "--home", required = true, paramLabel = "DIR", description = "the folder of the quarantine")
    @SuppressWarnings("NullAway.Init") // picocli insists on it
    private Path home;

    private final InstantSource clock = InstantSource.system();

    /** Opens the client for one action; its samples wait for whoever forwards them. */
    ClientPlace open() throws IOException {
        return ClientPlace.open(
                PlaceConfig.at(home).with(clock),
                ClientProfile.forwarding(new Nowhere()).on(Platform.here()));
    }

    Path path() {
        return home;
    }

    Instant now() {
        return clock.instant();
    }

    /** An action sends nothing: that is left to the client that runs. */
    private static final class Nowhere implements Transport {
        @Override
        public Received send(Request request) throws IOException {
            throw new IOException("nothing is sent by this command");
        }

        @Override
        public void close() {}
    }
}
