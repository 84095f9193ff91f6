package dev.cordon.defcast;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.cordon.attribute.Sequence;
import dev.cordon.codec.ErrorCode;
import dev.cordon.codec.WireException;
import dev.cordon.definition.DefinitionPackage;
import dev.cordon.protocol.Handler;
import dev.cordon.protocol.Transaction;
import dev.cordon.spi.Transport;
import dev.cordon.station.Station;
import java.io.IOException;

/**
 * Hands new definitions to the computers that need them and hears what came of it (guide, table 1-1, "Defcast").
 *
 * <p>A target is asked for its sequence first and offered a set only if it is older.
 */
public final class Defcast {
    private final DefcastConfig config;
    private final ImmutableList<Station> stations;
    private final ConfirmationDesk desk;

    /** Makes a defcast; it does nothing until its stations are called. */
    public Defcast(DefcastConfig config) {
        this.config = config;
        this.stations = ImmutableList.of(
                new RolloutStation(config),
                new DeliveryStation(config),
                new ConfirmStation(config),
                new RedeliveryStation(config));
        this.desk = new ConfirmationDesk(config.work(), config.rollouts());
    }

    /** Returns the stations rollout, delivery, confirm and redelivery. */
    public ImmutableList<Station> stations() {
        return stations;
    }

    /** Returns the handler of confirm-definitions. */
    public ImmutableMap<Transaction, Handler> handlers() {
        return ImmutableMap.of(Transaction.CONFIRM_DEFINITIONS, desk);
    }

    /** What came of handing a set to one target by hand. */
    public enum Delivery {
        /** The target has taken the set. */
        TAKEN,
        /** The target had the set, or a newer one. */
        NOT_NEEDED
    }

    /**
     * Hands a set to one target now, because a person wants it; rings and policies are not asked.
     *
     * @param name the target's {@code X-Platform-GUID}
     * @throws WireException {@code unavailable} if the set is not here or the computer is no target, {@code abandoned} if
     *     the set was withdrawn, and whatever the target refuses it with
     * @throws IOException if the target can't be reached
     */
    public Delivery deliver(Sequence sequence, String name) throws IOException {
        if (config.active().isWithdrawn(sequence)) {
            throw new WireException(ErrorCode.ABANDONED, "the definitions were withdrawn");
        }
        DefinitionPackage set = config.definitions()
                .find(sequence)
                .orElseThrow(() -> new WireException(ErrorCode.UNAVAILABLE, "the definitions are not here"));
        Transport target = config.targets()
                .find(name)
                .orElseThrow(() ->
                        new WireException(ErrorCode.UNAVAILABLE, "the computer is not a target that can be reached"));
        Offer.Outcome outcome = new Offer(config, target).of(set, sequence);
        if (outcome instanceof Offer.Refused refused) {
            throw new WireException(refused.error(), refused.reason());
        }
        return outcome instanceof Offer.Has ? Delivery.NOT_NEEDED : Delivery.TAKEN;
    }
}
