package dev.cordon.place;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.cordon.agent.Agent;
import dev.cordon.defcast.Defcast;
import dev.cordon.defcast.DefcastConfig;
import dev.cordon.defcast.Targets;
import dev.cordon.protocol.Handler;
import dev.cordon.protocol.Transaction;
import dev.cordon.server.GeneralErrors;
import dev.cordon.server.NotedStation;
import dev.cordon.server.Occupancy;
import dev.cordon.server.QuarantineServer;
import dev.cordon.server.SampleActions;
import dev.cordon.server.ServerConfig;
import dev.cordon.server.ServerPolicy;
import dev.cordon.station.Station;
import java.io.Closeable;
import java.io.IOException;
import java.util.Optional;

/** A central quarantine: server, agent and defcast on one store. */
public final class ServerPlace implements Closeable {
    private static final int MOST_ERRORS = 500;

    private final Place place;
    private final QuarantineServer server;

    private ServerPlace(Place place, QuarantineServer server) {
        this.place = place;
        this.server = server;
    }

    /**
     * Opens the server in its home.
     *
     * @param gateway where samples are submitted; empty for a server that only holds, scans and delivers
     * @param targets the computers that definitions may be pushed to
     * @throws dev.cordon.spi.StoreInUseException if another process has the home open
     * @throws IOException if the home can't be used
     */
    public static ServerPlace open(PlaceConfig config, Optional<Upstream> gateway, Targets targets) throws IOException {
        GeneralErrors errors = new GeneralErrors(MOST_ERRORS, config.clock());
        Foundation foundation = Foundation.open(config.telling((transaction, failure) -> {
            errors.failed(transaction.token(), failure);
            config.failures().failed(transaction, failure);
        }));
        Settings settings = config.settings();
        QuarantineServer server = new QuarantineServer(new ServerConfig(
                foundation.work(),
                foundation.contents(),
                foundation.active(),
                foundation.definitionsDesk(),
                new ServerPolicy(settings.submission(), settings.delivery(), settings.priority(), settings.holding()),
                errors,
                settings.backoff(),
                config.random()));
        Defcast defcast = new Defcast(new DefcastConfig(
                foundation.work(),
                foundation.definitions(),
                foundation.packages(),
                targets,
                settings.backoff(),
                settings.confirmInterval(),
                settings.retryInterval(),
                settings.retries()));
        ImmutableList<Station> agent = gateway.map(upstream -> foundation.agent(upstream, settings.delivery()))
                .map(Agent::stations)
                .orElse(ImmutableList.of());
        ImmutableList<Station> stations =
                ImmutableList.<Station>builder()
                        .addAll(server.stations())
                        .addAll(agent)
                        .addAll(defcast.stations())
                        .build()
                        .stream()
                        .map(station -> new NotedStation(station, errors))
                        .collect(ImmutableList.toImmutableList());
        ImmutableMap<Transaction, Handler> handlers = ImmutableMap.<Transaction, Handler>builder()
                .putAll(server.handlers())
                .putAll(defcast.handlers())
                .buildOrThrow();
        return new ServerPlace(new Place(foundation, handlers, stations), server);
    }

    /** Returns what answers, works and holds. */
    public Place place() {
        return place;
    }

    /** Returns what a person may do with a sample. */
    public SampleActions actions() {
        return server.actions();
    }

    /** Returns how full the server is now. */
    public Occupancy occupancy() throws IOException {
        return server.occupancy();
    }

    /** Returns what has gone wrong since the server was opened. */
    public GeneralErrors errors() {
        return server.errors();
    }

    @Override
    public void close() throws IOException {
        place.close();
    }
}
