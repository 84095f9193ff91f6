package dev.cordon.place;

import dev.cordon.client.ClientConfig;
import dev.cordon.client.DirectoryCheckupDatabase;
import dev.cordon.client.LocalQuarantine;
import dev.cordon.client.QuarantineClient;
import dev.cordon.codec.Header;
import dev.cordon.spi.Transport;
import java.io.Closeable;
import java.io.IOException;

/** A computer with a local quarantine that forwards to a server. */
public final class ClientPlace implements Closeable {
    private final Place place;
    private final LocalQuarantine quarantine;

    private ClientPlace(Place place, LocalQuarantine quarantine) {
        this.place = place;
        this.quarantine = quarantine;
    }

    /**
     * Opens the client in its home.
     *
     * @param server the way to its server
     * @param platform what is said of this computer, {@code X-Platform-*}; with a GUID it is managed and gets
     *     definitions pushed
     */
    public static ClientPlace open(PlaceConfig config, Transport server, Header platform) throws IOException {
        Foundation foundation = Foundation.open(config);
        Settings settings = config.settings();
        QuarantineClient client = new QuarantineClient(
                new ClientConfig(
                        foundation.work(),
                        foundation.contents(),
                        DirectoryCheckupDatabase.open(config.home().resolve("checkups")),
                        foundation.active(),
                        foundation.packages(),
                        server,
                        platform,
                        settings.forwarding(),
                        settings.operation(),
                        settings.statusInterval(),
                        settings.definitionsInterval(),
                        settings.backoff()),
                config.random());
        return new ClientPlace(new Place(foundation, client.handlers(), client.stations()), client.quarantine());
    }

    /** Returns what answers, works and holds. */
    public Place place() {
        return place;
    }

    /** Returns what a person or product does with files. */
    public LocalQuarantine quarantine() {
        return quarantine;
    }

    @Override
    public void close() throws IOException {
        place.close();
    }
}
