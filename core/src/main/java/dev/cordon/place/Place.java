package dev.cordon.place;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSortedSet;
import com.google.common.io.Closer;
import dev.cordon.attribute.Sequence;
import dev.cordon.defcast.Rollout;
import dev.cordon.protocol.Desk;
import dev.cordon.protocol.Handler;
import dev.cordon.protocol.Transaction;
import dev.cordon.sample.Column;
import dev.cordon.scan.ActiveDefinitions;
import dev.cordon.spi.DefinitionStore;
import dev.cordon.spi.SampleStore;
import dev.cordon.statemachine.SampleStatus;
import dev.cordon.station.Station;
import java.io.Closeable;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * One place of the system, put together: what it holds, what it answers and what it works.
 *
 * <p>It opens no port and starts no thread: give its {@link #desk} to a listener and its {@link #stations} to a
 * scheduler. Close it after both. Safe for use by many threads.
 */
public final class Place implements Closeable {
    private static final SampleStore.Query ON_THE_WAY = SampleStore.Query.all()
            .where(
                    Column.STATUS,
                    SampleStatus.NEEDED.token(),
                    SampleStatus.DISTRIBUTE.token(),
                    SampleStatus.DISTRIBUTED.token(),
                    SampleStatus.NOT_INSTALLED.token());

    private final Foundation foundation;
    private final Desk desk;
    private final ImmutableList<Station> stations;

    Place(Foundation foundation, Map<Transaction, Handler> handlers, List<Station> stations) {
        this.foundation = foundation;
        this.desk = new Desk(handlers, foundation.config().failures());
        this.stations = ImmutableList.copyOf(stations);
    }

    /**
     * Opens what a home holds without what works there: for a person who does something with definitions, whichever place
     * it is of. The desk answers nothing, and there are no stations.
     *
     * @throws dev.cordon.spi.StoreInUseException if another process has the home open
     * @throws IOException if the home can't be used
     */
    public static Place atRest(PlaceConfig config) throws IOException {
        return new Place(Foundation.open(config), ImmutableMap.of(), ImmutableList.of());
    }

    /** Returns what answers the requests of other places. */
    public Desk desk() {
        return desk;
    }

    /** Returns the steps of work, to be called again and again. */
    public ImmutableList<Station> stations() {
        return stations;
    }

    /** Returns the samples held here. */
    public SampleStore samples() {
        return foundation.samples();
    }

    /** Returns the packages of definitions kept here. */
    public DefinitionStore definitions() {
        return foundation.definitions();
    }

    /** Returns the definitions in use here, through which others are installed. */
    public ActiveDefinitions active() {
        return foundation.active();
    }

    /**
     * Removes definitions that are not needed here any more; see {@link ActiveDefinitions#prune}. Those stay, too, that a
     * sample waits for on their way to a computer, or that are rolled out to targets.
     *
     * @param keep how many good sets before the one in use stay; 1 or more
     * @return the sets that were removed
     * @throws IOException if a store fails
     */
    public ImmutableSortedSet<Sequence> prune(int keep) throws IOException {
        Set<Sequence> awaited = new HashSet<>();
        foundation.work().all(ON_THE_WAY, sample -> sample.sequenceNeeded().ifPresent(awaited::add));
        foundation.rollouts().current().map(Rollout::sequence).ifPresent(awaited::add);
        return active().prune(keep, awaited);
    }

    @Override
    public void close() throws IOException {
        Closer closer = Closer.create();
        closer.register(foundation.samples());
        closer.register(foundation.definitions());
        closer.close();
    }
}
