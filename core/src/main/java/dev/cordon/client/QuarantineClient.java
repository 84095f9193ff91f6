package dev.cordon.client;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.cordon.protocol.Handler;
import dev.cordon.protocol.Transaction;
import dev.cordon.station.Station;
import java.security.SecureRandom;

/** The client's side of the system: the local quarantine and the work that goes on behind it. */
public final class QuarantineClient {
    private final LocalQuarantine quarantine;
    private final ImmutableList<Station> stations;
    private final ImmutableMap<Transaction, Handler> handlers;

    /** Makes a client; it answers through its handlers and works through its stations. */
    public QuarantineClient(ClientConfig config, SecureRandom random) {
        this.quarantine = new LocalQuarantine(config, random);
        this.stations = ImmutableList.of(
                new ForwardStation(config),
                new FollowStation(config),
                new PullStation(config),
                new OperationStation(config, quarantine),
                new ConfirmStation(config));
        this.handlers = new InstallDesk(config).handlers();
    }

    /** Returns what a person or product does with files. */
    public LocalQuarantine quarantine() {
        return quarantine;
    }

    /** Returns the stations forward, follow, pull, operation and confirm. */
    public ImmutableList<Station> stations() {
        return stations;
    }

    /** Returns the handlers of what the server's defcast asks. */
    public ImmutableMap<Transaction, Handler> handlers() {
        return handlers;
    }
}
