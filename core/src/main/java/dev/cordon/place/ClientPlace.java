package dev.cordon.place;

import com.google.common.collect.ImmutableList;
import dev.cordon.agent.Agent;
import dev.cordon.client.ClientConfig;
import dev.cordon.client.ClientPolicy;
import dev.cordon.client.DirectoryCheckupDatabase;
import dev.cordon.client.LocalQuarantine;
import dev.cordon.client.NeighbourDefinitions;
import dev.cordon.client.Parent;
import dev.cordon.client.QuarantineClient;
import dev.cordon.codec.Header;
import dev.cordon.spi.Transport;
import dev.cordon.statemachine.Handling;
import dev.cordon.station.Station;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;

/** A computer with a local quarantine, which forwards to a server, submits to a gateway, or keeps to itself. */
public final class ClientPlace implements Closeable {
    private final Place place;
    private final LocalQuarantine quarantine;

    private ClientPlace(Place place, LocalQuarantine quarantine) {
        this.place = place;
        this.quarantine = quarantine;
    }

    /**
     * Opens a client that forwards to a server; see {@link #open(PlaceConfig, ClientProfile)}.
     *
     * @param server the way to its server
     * @param platform what is said of this computer, {@code X-Platform-*}; with a GUID it is managed and gets
     *     definitions pushed
     */
    public static ClientPlace open(PlaceConfig config, Transport server, Header platform) throws IOException {
        return open(config, ClientProfile.forwarding(server).on(platform));
    }

    /**
     * Opens the client in its home.
     *
     * @throws dev.cordon.spi.StoreInUseException if another process has the home open
     * @throws IOException if the home can't be used
     */
    public static ClientPlace open(PlaceConfig config, ClientProfile profile) throws IOException {
        Foundation foundation = Foundation.open(
                profile.neighbour().map(folder -> sharing(config, folder)).orElse(config));
        try {
            return open(foundation, profile);
        } catch (IOException | RuntimeException e) {
            foundation.close();
            throw e;
        }
    }

    private static PlaceConfig sharing(PlaceConfig config, Path definitions) {
        return config.definedBy(unused -> NeighbourDefinitions.in(definitions));
    }

    private static ClientPlace open(Foundation foundation, ClientProfile profile) throws IOException {
        PlaceConfig config = foundation.config();
        QuarantineClient client = new QuarantineClient(
                new ClientConfig(
                        foundation.work(),
                        foundation.contents(),
                        DirectoryCheckupDatabase.open(config.home().resolve("checkups")),
                        foundation.active(),
                        profile.neighbour().isPresent(),
                        foundation.packages(),
                        profile.parent(),
                        profile.platform(),
                        profile.approval(),
                        foundation.policy(settings -> new ClientPolicy(
                                settings.forwarding(),
                                settings.operation(),
                                settings.statusInterval(),
                                settings.definitionsInterval(),
                                settings.definitionsPolled(),
                                settings.backoff()))),
                config.random());
        ImmutableList<Station> stations = ImmutableList.<Station>builder()
                .addAll(agent(foundation, profile))
                .addAll(client.stations())
                .build();
        return new ClientPlace(new Place(foundation, client.handlers(), stations), client.quarantine());
    }

    /**
     * A client that submits itself delivers to itself, so nobody has to say when. Where definitions are a neighbour's,
     * they are waited for and not fetched.
     */
    private static ImmutableList<Station> agent(Foundation foundation, ClientProfile profile) {
        if (!(profile.parent() instanceof Parent.Gateway gateway)) {
            return ImmutableList.of();
        }
        Agent agent = foundation.agent(new Upstream(gateway.transport(), gateway.customer()), Handling.AUTOMATIC);
        return profile.neighbour().isPresent() ? agent.stationsWithoutFetch() : agent.stationsThatFetchForSamples();
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
