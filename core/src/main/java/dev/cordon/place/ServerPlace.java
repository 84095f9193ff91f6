package dev.cordon.place;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.cordon.agent.Agent;
import dev.cordon.defcast.Defcast;
import dev.cordon.defcast.DefcastConfig;
import dev.cordon.defcast.Targets;
import dev.cordon.protocol.Handler;
import dev.cordon.protocol.Transaction;
import dev.cordon.server.QuarantineServer;
import dev.cordon.server.SampleActions;
import dev.cordon.server.ServerConfig;
import dev.cordon.station.Station;
import java.io.Closeable;
import java.io.IOException;
import java.util.Optional;

/** A central quarantine: server, agent and defcast on one store. */
public final class ServerPlace implements Closeable {
    private final Place place;
    private final SampleActions actions;

    private ServerPlace(Place place, SampleActions actions) {
        this.place = place;
        this.actions = actions;
    }

    /**
     * Opens the server in its home.
     *
     * @param gateway where samples are submitted; empty for a server that only holds, scans and delivers
     * @param targets the computers that definitions may be pushed to
     */
    public static ServerPlace open(PlaceConfig config, Optional<Upstream> gateway, Targets targets) throws IOException {
        Foundation foundation = Foundation.open(config);
        Settings settings = config.settings();
        QuarantineServer server = new QuarantineServer(new ServerConfig(
                foundation.work(),
                foundation.contents(),
                foundation.active(),
                foundation.definitionsDesk(),
                settings.submission(),
                settings.delivery(),
                settings.backoff()));
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
        ImmutableList<Station> stations = ImmutableList.<Station>builder()
                .addAll(server.stations())
                .addAll(agent)
                .addAll(defcast.stations())
                .build();
        ImmutableMap<Transaction, Handler> handlers = ImmutableMap.<Transaction, Handler>builder()
                .putAll(server.handlers())
                .putAll(defcast.handlers())
                .buildOrThrow();
        return new ServerPlace(new Place(foundation, handlers, stations), server.actions());
    }

    /** Returns what answers, works and holds. */
    public Place place() {
        return place;
    }

    /** Returns what a person may do with a sample. */
    public SampleActions actions() {
        return actions;
    }

    @Override
    public void close() throws IOException {
        place.close();
    }
}
