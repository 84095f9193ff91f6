package dev.cordon.agent;

import dev.cordon.attribute.Sequence;
import dev.cordon.sample.Sample;
import dev.cordon.statemachine.SampleStatus;
import java.util.Optional;

/**
 * What came of asking for updated definitions for one sample.
 *
 * @param sample the sample as it stands now
 * @param fetched the newer set that is in use now; empty where there was nothing newer
 */
public record RequestedDefinitions(Sample sample, Optional<Sequence> fetched) {
    /** Returns whether it is known what the sample needs: definitions for it are here, or none are needed. */
    public boolean isResolved() {
        return isResolved(sample.status());
    }

    static boolean isResolved(SampleStatus status) {
        return switch (status) {
            case AVAILABLE, DISTRIBUTE, DISTRIBUTED, NOT_INSTALLED, INSTALLED, UNNEEDED -> true;
            case QUARANTINED, HELD, RELEASED, SUBMITTED, NEEDED, RESTART, ERROR, ATTENTION -> false;
        };
    }
}
