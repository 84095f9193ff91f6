package dev.cordon.client;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.cordon.codec.Header;
import dev.cordon.protocol.Customer;
import dev.cordon.protocol.Handler;
import dev.cordon.protocol.Transaction;
import dev.cordon.spi.Transport;
import dev.cordon.statemachine.SampleStatus;
import dev.cordon.station.Station;
import java.security.SecureRandom;
import java.util.function.Supplier;

/** The client's side of the system: the local quarantine and the work that goes on behind it. */
public final class QuarantineClient {
    private final LocalQuarantine quarantine;
    private final ImmutableList<Station> stations;
    private final ImmutableMap<Transaction, Handler> handlers;

    /** Makes a client; it answers through its handlers and works through its stations. */
    public QuarantineClient(ClientConfig config, SecureRandom random) {
        this.quarantine = new LocalQuarantine(config, random);
        this.stations = stations(config, quarantine);
        this.handlers = new InstallDesk(config).handlers();
    }

    private static ImmutableList<Station> stations(ClientConfig config, LocalQuarantine quarantine) {
        ImmutableList.Builder<Station> stations = ImmutableList.builder();
        if (config.parent() instanceof Parent.Server server) {
            stations.add(new ForwardStation(config, server.transport()), new FollowStation(config, server.transport()));
            stations.add(definitions(config, server.transport(), Header::empty));
            stations.add(new OperationStation(config, quarantine, SampleStatus.NEEDED));
            stations.add(new ConfirmStation(config, server.transport()));
        } else if (config.parent() instanceof Parent.Gateway gateway) {
            stations.add(definitions(
                    config,
                    gateway.transport(),
                    () -> signature(gateway.customer().get())));
            // The agent takes samples from needed to distribute when it has fetched what they need; a neighbour
            // doesn't.
            SampleStatus curable = config.sharing() ? SampleStatus.NEEDED : SampleStatus.DISTRIBUTE;
            stations.add(new OperationStation(config, quarantine, curable));
        } else {
            if (config.sharing()) {
                stations.add(new NeighbourStation(config));
            }
            stations.add(new OperationStation(config, quarantine, SampleStatus.NEEDED));
        }
        return stations.build();
    }

    private static Header signature(Customer customer) {
        Header.Builder signature = Header.builder();
        customer.sign(signature);
        return signature.build();
    }

    private static Station definitions(ClientConfig config, Transport parent, Supplier<Header> signature) {
        return config.sharing() ? new NeighbourStation(config) : new PullStation(config, parent, signature);
    }

    /** Returns what a person or product does with files. */
    public LocalQuarantine quarantine() {
        return quarantine;
    }

    /**
     * Returns the stations: operation; forward, follow and confirm where there is a server; pull where there is a parent,
     * or neighbour where definitions are shared.
     */
    public ImmutableList<Station> stations() {
        return stations;
    }

    /** Returns the handlers of what the server's defcast asks. */
    public ImmutableMap<Transaction, Handler> handlers() {
        return handlers;
    }
}
