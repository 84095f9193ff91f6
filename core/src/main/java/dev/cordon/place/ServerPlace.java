package dev.cordon.place;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.Maps;
import dev.cordon.agent.Agent;
import dev.cordon.agent.RequestedDefinitions;
import dev.cordon.codec.ErrorCode;
import dev.cordon.codec.WireException;
import dev.cordon.defcast.Defcast;
import dev.cordon.defcast.DefcastConfig;
import dev.cordon.defcast.DefcastPolicy;
import dev.cordon.defcast.Rollouts;
import dev.cordon.defcast.Targets;
import dev.cordon.protocol.Handler;
import dev.cordon.protocol.Transaction;
import dev.cordon.sample.SampleId;
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
    private final Defcast defcast;
    private final Rollouts rollouts;
    private final Optional<Agent> agent;

    private ServerPlace(
            Place place, QuarantineServer server, Defcast defcast, Rollouts rollouts, Optional<Agent> agent) {
        this.place = place;
        this.server = server;
        this.defcast = defcast;
        this.rollouts = rollouts;
        this.agent = agent;
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
        ServerWatch watch = new ServerWatch(config, gateway.isPresent());
        Foundation foundation = Foundation.open(watch.config().telling((transaction, failure) -> {
            errors.failed(transaction.token(), failure);
            config.failures().failed(transaction, failure);
        }));
        try {
            return open(foundation, gateway.map(watch::watched), watch.watched(targets), errors, watch);
        } catch (IOException | RuntimeException e) {
            foundation.close();
            throw e;
        }
    }

    private static ServerPlace open(
            Foundation foundation, Optional<Upstream> gateway, Targets targets, GeneralErrors errors, ServerWatch watch)
            throws IOException {
        QuarantineServer server = server(foundation, errors);
        Rollouts rollouts = foundation.rollouts();
        Defcast defcast = defcast(foundation, targets, rollouts);
        Optional<Agent> agent = gateway.map(upstream -> foundation.agent(upstream, watch::arrived));
        ImmutableList.Builder<Station> stations =
                ImmutableList.<Station>builder().addAll(server.stations());
        agent.map(Agent::stations).orElse(ImmutableList.of()).forEach(station -> stations.add(watch.ofAgent(station)));
        defcast.stations().forEach(station -> stations.add(watch.ofDefcast(station)));
        stations.add(watch.station(foundation, server, rollouts));
        ImmutableMap<Transaction, Handler> handlers = ImmutableMap.<Transaction, Handler>builder()
                .putAll(server.handlers())
                .putAll(Maps.transformValues(defcast.handlers(), watch::ofConfirmations))
                .buildOrThrow();
        ImmutableList<Station> noted = stations.build().stream()
                .map(station -> new NotedStation(station, errors))
                .collect(ImmutableList.toImmutableList());
        return new ServerPlace(new Place(foundation, handlers, noted), server, defcast, rollouts, agent);
    }

    private static QuarantineServer server(Foundation foundation, GeneralErrors errors) {
        return new QuarantineServer(new ServerConfig(
                foundation.work(),
                foundation.contents(),
                foundation.active(),
                foundation.definitionsDesk(),
                foundation.policy(settings -> new ServerPolicy(
                        settings.submission(),
                        settings.delivery(),
                        settings.priority(),
                        settings.holding(),
                        settings.backoff())),
                errors,
                foundation.config().random()));
    }

    private static Defcast defcast(Foundation foundation, Targets targets, Rollouts rollouts) {
        return new Defcast(new DefcastConfig(
                foundation.work(),
                foundation.definitions(),
                foundation.active(),
                foundation.packages(),
                targets,
                rollouts,
                foundation.policy(settings -> new DefcastPolicy(
                        settings.backoff(),
                        settings.confirmInterval(),
                        settings.retryInterval(),
                        settings.retries(),
                        settings.alerts().locations()))));
    }

    /** Returns what answers, works and holds. */
    public Place place() {
        return place;
    }

    /** Returns what a person may do with a sample. */
    public SampleActions actions() {
        return server.actions();
    }

    /**
     * Asks the gateway for updated definitions for one sample at once and scans the sample with what has come; see {@link
     * Agent#requestDefinitions}.
     *
     * @throws WireException {@code unavailable} if the server has no gateway, {@code declined} if it is known already what
     *     the sample needs
     * @throws IOException if the gateway can't be reached
     */
    public RequestedDefinitions requestDefinitions(SampleId id) throws IOException {
        Agent asking = agent.orElseThrow(
                () -> new WireException(ErrorCode.UNAVAILABLE, "the server has no gateway that it can ask"));
        RequestedDefinitions asked = asking.requestDefinitions(id);
        return new RequestedDefinitions(server.rescan(id), asked.fetched());
    }

    /** Returns what hands out definitions; a person may have it give a set to a target. */
    public Defcast defcast() {
        return defcast;
    }

    /** Returns the rollout of definitions that is under way, which a person may stop and resume. */
    public Rollouts rollouts() {
        return rollouts;
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
