package dev.cordon.analysis;

import dev.cordon.spi.Replicator;
import dev.cordon.testkit.ReplicatorContract;

class TwoReplicatorsContractTest extends ReplicatorContract {
    @Override
    protected Replicator replicator() {
        return new TwoReplicators(
                request -> new Replicator.NotReplicated("this one never knows"), new ComparingReplicator());
    }
}
