package dev.cordon.defcast;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.cordon.protocol.Handler;
import dev.cordon.protocol.Transaction;
import dev.cordon.station.Station;

/**
 * Hands new definitions to the computers that need them and hears what came of it (guide, table 1-1, "Defcast").
 *
 * <p>A target is asked for its sequence first and offered a set only if it is older.
 */
public final class Defcast {
    private final ImmutableList<Station> stations;
    private final ConfirmationDesk desk;

    /** Makes a defcast; it does nothing until its stations are called. */
    public Defcast(DefcastConfig config) {
        this.stations = ImmutableList.of(
                new DeliveryStation(config), new ConfirmStation(config), new RedeliveryStation(config));
        this.desk = new ConfirmationDesk(config.work());
    }

    /** Returns the stations delivery, confirm and redelivery. */
    public ImmutableList<Station> stations() {
        return stations;
    }

    /** Returns the handler of confirm-definitions. */
    public ImmutableMap<Transaction, Handler> handlers() {
        return ImmutableMap.of(Transaction.CONFIRM_DEFINITIONS, desk);
    }
}
