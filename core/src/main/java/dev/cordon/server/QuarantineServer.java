package dev.cordon.server;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.cordon.protocol.Handler;
import dev.cordon.protocol.MessageKind;
import dev.cordon.protocol.Transaction;
import dev.cordon.station.Station;

/**
 * The central quarantine: takes samples from clients, scans them with its own definitions and decides what each needs
 * (guide, table 1-1, "Quarantine Server" and "Quarantine Scanner").
 */
public final class QuarantineServer {
    private final ImmutableList<Station> stations;
    private final ImmutableMap<Transaction, Handler> handlers;
    private final SampleActions actions;

    /** Makes a server; it answers through its handlers and works through its stations. */
    public QuarantineServer(ServerConfig config) {
        this.stations = ImmutableList.of(new ScanStation(config), new RestartStation(config));
        this.handlers = ImmutableMap.<Transaction, Handler>builder()
                .put(Transaction.FORWARD_SAMPLE, MessageKind.SAMPLE_TO_SERVER.checked(new Intake(config)))
                .put(
                        Transaction.QUERY_STATUS,
                        MessageKind.STATUS_QUERY.checked(
                                new StatusDesk(config.work().store())))
                .putAll(config.definitionsDesk().handlers())
                .buildOrThrow();
        this.actions = new SampleActions(config.work().store(), config.work().clock());
    }

    /** Returns the stations scan and restart. */
    public ImmutableList<Station> stations() {
        return stations;
    }

    /** Returns the handlers of what clients ask. */
    public ImmutableMap<Transaction, Handler> handlers() {
        return handlers;
    }

    /** Returns what a person may do with a sample. */
    public SampleActions actions() {
        return actions;
    }
}
