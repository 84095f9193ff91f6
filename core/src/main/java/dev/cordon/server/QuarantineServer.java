package dev.cordon.server;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.cordon.protocol.Handler;
import dev.cordon.protocol.MessageKind;
import dev.cordon.protocol.Transaction;
import dev.cordon.sample.Sample;
import dev.cordon.sample.SampleId;
import dev.cordon.spi.SampleStore;
import dev.cordon.spi.UnknownSampleException;
import dev.cordon.station.Station;
import java.io.IOException;

/**
 * The central quarantine: takes samples from clients, scans them with its own definitions and decides what each needs
 * (guide, table 1-1, "Quarantine Server" and "Quarantine Scanner").
 */
public final class QuarantineServer {
    private final ImmutableList<Station> stations;
    private final ImmutableMap<Transaction, Handler> handlers;
    private final SampleActions actions;
    private final Room room;
    private final PromptScan promptScan;
    private final GeneralErrors errors;

    /** Makes a server; it answers through its handlers and works through its stations. */
    public QuarantineServer(ServerConfig config) {
        SampleStore store = config.work().store();
        SampleLocks locks = new SampleLocks();
        Removal removal = new Removal(store, locks);
        this.room = new Room(store, () -> config.policy().get().holding(), removal);
        this.errors = config.errors();
        this.promptScan = new PromptScan(config);
        this.actions = new SampleActions(config, locks);
        this.stations = stations(config, removal);
        this.handlers = ImmutableMap.<Transaction, Handler>builder()
                .put(Transaction.FORWARD_SAMPLE, MessageKind.SAMPLE_TO_SERVER.checked(new Intake(config, room)))
                .put(Transaction.QUERY_STATUS, MessageKind.STATUS_QUERY.checked(new StatusDesk(store)))
                .putAll(config.definitionsDesk().handlers())
                .putAll(new OperatorDesk(config, actions).handlers())
                .buildOrThrow();
    }

    private static ImmutableList<Station> stations(ServerConfig config, Removal removal) {
        return ImmutableList.of(
                new ScanStation(config),
                new RestartStation(config),
                new RescanStation(config),
                new RetentionStation(config, removal));
    }

    /** Returns the stations scan, restart, rescan and retention. */
    public ImmutableList<Station> stations() {
        return stations;
    }

    /** Returns the handlers of what clients and operators ask. */
    public ImmutableMap<Transaction, Handler> handlers() {
        return handlers;
    }

    /** Returns what a person may do with a sample. */
    public SampleActions actions() {
        return actions;
    }

    /**
     * Scans a sample now that waits for its scan, or that was scanned with older definitions and is {@code held}, {@code
     * released}, {@code attention} or {@code error}. At any other status it stays as it is.
     *
     * @return the sample as it stands then
     * @throws UnknownSampleException if there is no such sample
     */
    public Sample rescan(SampleId id) throws IOException {
        return promptScan.of(id);
    }

    /** Returns how full the server is now. */
    public Occupancy occupancy() throws IOException {
        return room.occupancy();
    }

    /** Returns what has gone wrong. */
    public GeneralErrors errors() {
        return errors;
    }
}
