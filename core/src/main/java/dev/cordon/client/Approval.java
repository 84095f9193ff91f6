package dev.cordon.client;

import dev.cordon.sample.Sample;

/** Decides for the client whether a file is given back by itself; a product asks its user here. */
@FunctionalInterface
public interface Approval {
    /** What the client would do. */
    enum Proposal {
        /** Repair the file and give it back to its place. */
        REPAIR,
        /** Give the file back to its place as it was captured, because it was found clean. */
        RESTORE
    }

    /**
     * Returns whether the client may go ahead. Asked once for each file and each arrival of definitions, by the thread
     * that calls the station, which waits for the answer: a product that has to wait for a person answers no and calls
     * {@link LocalQuarantine#repair} or {@link LocalQuarantine#restore} when the person has decided.
     */
    boolean approves(Sample sample, Proposal proposal);

    /** Returns the answer of who is not there: no. */
    static Approval never() {
        return (sample, proposal) -> false;
    }
}
