package dev.cordon.analysis;

import dev.cordon.attribute.Sequence;

/** Hears of sets that an analysis centre has built and that nobody gets. */
@FunctionalInterface
public interface BuildObserver {
    /**
     * Is called when a set has failed its tests, by the thread that builds. After a full build the centre goes on and adds
     * only what is new to the set in use, so that the sample may be cured yet; after another one the sample is {@code
     * broken}.
     *
     * @param sequence of the set that failed, which is never used again
     * @param isFull whether it was a full build
     * @param reason what it has failed, in words for a person; holds nothing of a sample
     */
    void failed(Sequence sequence, boolean isFull, String reason);
}
