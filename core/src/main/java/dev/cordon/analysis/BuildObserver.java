package dev.cordon.analysis;

import dev.cordon.attribute.Sequence;

/** Hears of sets that an analysis centre has built and that nobody gets. */
@FunctionalInterface
public interface BuildObserver {
    /**
     * Is called when a set has failed its tests, by the thread that builds. After a full build for a sample the centre goes
     * on and adds only what is new to the set in use, so that the sample may be cured yet; after another one the sample is
     * {@code broken}. Who has a set built or published by hand hears it, too.
     *
     * @param sequence of the set that failed, which this process does not use again
     * @param isTriedAgain whether it was the full build for a sample
     * @param reason what it has failed, in words for a person; holds nothing of a sample
     */
    void failed(Sequence sequence, boolean isTriedAgain, String reason);
}
