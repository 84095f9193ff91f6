package dev.cordon.place;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import dev.cordon.alert.AlertSettings;
import dev.cordon.alert.Arrivals;
import dev.cordon.alert.Condition;
import dev.cordon.alert.DefinitionsProbe;
import dev.cordon.alert.Probe;
import dev.cordon.alert.Pulse;
import dev.cordon.alert.SampleProbe;
import dev.cordon.alert.ScannerProbe;
import dev.cordon.alert.Signal;
import dev.cordon.alert.WatchStation;
import dev.cordon.alert.WatchedEngine;
import dev.cordon.alert.WatchedStation;
import dev.cordon.alert.WatchedTransport;
import dev.cordon.attribute.Sequence;
import dev.cordon.codec.ErrorCode;
import dev.cordon.codec.WireError;
import dev.cordon.defcast.Rollouts;
import dev.cordon.defcast.Targets;
import dev.cordon.protocol.Confirmation;
import dev.cordon.protocol.Handler;
import dev.cordon.protocol.Reply;
import dev.cordon.server.QuarantineServer;
import dev.cordon.spi.Alert.Subject;
import dev.cordon.spi.AlertEvent;
import dev.cordon.station.Station;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collections;
import java.util.List;

/** Watches the parts of a server for its alerts: each is given a watched copy of what it works with. */
final class ServerWatch {
    private static final Subject GATEWAY = Subject.service("gateway");
    private static final Subject AGENT = Subject.service("agent");
    private static final Subject ROLLOUT = Subject.service("rollout");
    private static final Subject QUARANTINE = Subject.service("quarantine");

    private final PlaceConfig config;
    private final boolean submits;
    private final Signal gateway;
    private final Signal defcast;
    private final Signal scanner;
    private final Pulse agent;
    private final Arrivals arrivals;

    /**
     * Makes it for a server.
     *
     * @param submits whether the server has a gateway
     */
    ServerWatch(PlaceConfig config, boolean submits) {
        InstantSource clock = config.clock();
        this.config = config;
        this.submits = submits;
        this.gateway = new Signal(AlertEvent.GATEWAY_UNREACHABLE, clock);
        this.defcast = new Signal(AlertEvent.DEFCAST_ERROR, clock, () -> longestWait(config.settings()));
        this.scanner = new Signal(AlertEvent.SCANNER_UNREACHABLE, clock);
        this.agent = new Pulse(AlertEvent.AGENT_STOPPED, AGENT, clock, gateway::isTroubled);
        this.arrivals = new Arrivals(clock);
    }

    /** Twice as long as defcast ever waits before it tries a target again. */
    private static Duration longestWait(Settings settings) {
        return Collections.max(List.of(
                        settings.retryInterval(),
                        settings.confirmInterval(),
                        settings.backoff().longest()))
                .multipliedBy(2);
    }

    /** Returns the configuration with an engine whose scanner is watched. */
    PlaceConfig config() {
        return config.with(new WatchedEngine(config.engine(), scanner));
    }

    Upstream watched(Upstream upstream) {
        return new Upstream(new WatchedTransport(upstream.transport(), gateway, GATEWAY), upstream.customer());
    }

    Targets watched(Targets targets) {
        return name ->
                targets.find(name).map(transport -> new WatchedTransport(transport, defcast, Subject.target(name)));
    }

    Station ofAgent(Station station) {
        return agent.watch(station);
    }

    Station ofDefcast(Station station) {
        return new WatchedStation(station, defcast);
    }

    /** A target that confirms can be reached, whoever began; nothing may ever be offered to it again that would show it. */
    Handler ofConfirmations(Handler handler) {
        return request -> {
            Reply reply = handler.handle(request);
            defcast.fine(Subject.target(Confirmation.from(request.header()).target()));
            return reply;
        };
    }

    void arrived(Sequence sequence, boolean certified) {
        arrivals.arrived(sequence, certified);
    }

    /** Returns the station that looks at everything. */
    Station station(Foundation foundation, QuarantineServer server, Rollouts rollouts) {
        ImmutableList.Builder<Probe> probes = ImmutableList.<Probe>builder()
                .add(handingOut(rollouts), new ScannerProbe(foundation.active(), scanner))
                .add(new DefinitionsProbe(foundation.definitions()), new SampleProbe(foundation.samples()))
                .add(Probe.asking(
                        AlertEvent.QUOTA_LOW,
                        QUARANTINE,
                        () -> server.occupancy().isQuotaLow()))
                .add(Probe.asking(
                        AlertEvent.DISK_BELOW_QUOTA,
                        QUARANTINE,
                        () -> server.occupancy().isDiskBelowQuota()));
        if (submits) {
            probes.add(gateway, agent, arrivals);
        }
        return WatchStation.open(
                probes.build(),
                () -> config.settings().alerts(),
                config.alerting(),
                config.home().resolve("alerts"),
                config.clock(),
                what -> server.errors().note("watch", WireError.of(ErrorCode.INTERNAL), what));
    }

    /** A rollout that was stopped is trouble until a person resumes it or a newer set takes its place. */
    private Probe handingOut(Rollouts rollouts) {
        return new Probe() {
            @Override
            public ImmutableSet<AlertEvent> events() {
                return defcast.events();
            }

            @Override
            public ImmutableList<Condition> look(AlertSettings settings, Instant now) {
                if (rollouts.isStopped()) {
                    defcast.trouble(ROLLOUT);
                } else if (rollouts.current().isPresent()) {
                    defcast.fine(ROLLOUT);
                }
                return defcast.look(settings, now);
            }
        };
    }
}
