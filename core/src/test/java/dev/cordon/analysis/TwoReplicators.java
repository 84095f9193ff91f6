package dev.cordon.analysis;

import dev.cordon.spi.Replicator;
import java.io.IOException;

// docs/plugins/replicator.md: begin
/** Asks two replicators: what the first does not know the second may. */
final class TwoReplicators implements Replicator {
    private final Replicator first;
    private final Replicator second;

    TwoReplicators(Replicator first, Replicator second) {
        this.first = first;
        this.second = second;
    }

    @Override
    public Outcome replicate(Request request) throws IOException {
        Outcome outcome = first.replicate(request);
        return outcome instanceof NotReplicated ? second.replicate(request) : outcome;
    }
}
// docs/plugins/replicator.md: end
