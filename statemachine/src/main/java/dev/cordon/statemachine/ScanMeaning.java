package dev.cordon.statemachine;

import java.util.Optional;
import java.util.OptionalInt;

/** What the server's own scan means for a sample (guide, table A-12). */
public enum ScanMeaning {
    /** The definitions here detect and repair it. */
    REPAIRABLE("the definitions at hand detect and repair it"),
    /** The definitions here detect it, and nobody can repair it. */
    HOPELESS("the definitions at hand detect it, and nobody can repair it"),
    /** The definitions here say nothing that helps. */
    UNRESOLVED("the definitions at hand do not help"),
    /** Nothing is known; never to be taken for clean. */
    NOT_SCANNED("nothing is known, and that is never taken for clean");

    private final String meaning;

    ScanMeaning(String meaning) {
        this.meaning = meaning;
    }

    /** Returns what it says of the sample, as a clause in plain English. */
    public String meaning() {
        return meaning;
    }

    /** Returns what a result means. */
    public static ScanMeaning of(ScanResult result) {
        return switch (result) {
            case REPAIRED -> REPAIRABLE;
            case NOREPAIR, UNREPAIRABLE, UNSUBMITTABLE -> HOPELESS;
            case HEURISTIC, NODETECT, COMPLETED, BADREPAIR -> UNRESOLVED;
            case BADSCAN, OVERRUN, UNDERRUN -> NOT_SCANNED;
        };
    }

    /**
     * Returns the event that a scan brings about; empty if nothing was scanned, so that the sample stays where it is.
     *
     * @param result what the scan came to
     * @param scanned the sequence that was scanned with; 0 for definitions without one
     * @param client the sequence that the client has; a client that names none has older definitions
     * @param delivery whether definitions are delivered at once
     * @param submission whether unresolved samples are submitted at once
     */
    public static Optional<SampleEvent> event(
            ScanResult result, int scanned, OptionalInt client, Handling delivery, Handling submission) {
        boolean clientIsOlder = scanned > 0 && (client.isEmpty() || client.getAsInt() < scanned);
        return switch (of(result)) {
            case REPAIRABLE ->
                Optional.of(
                        clientIsOlder
                                ? new SampleEvent.DefinitionsAtHand(scanned, delivery)
                                : new SampleEvent.Unresolved(submission));
            case HOPELESS ->
                Optional.of(
                        clientIsOlder
                                ? new SampleEvent.DefinitionsAtHand(scanned, delivery)
                                : new SampleEvent.NothingToDo());
            case UNRESOLVED -> Optional.of(new SampleEvent.Unresolved(submission));
            case NOT_SCANNED -> Optional.empty();
        };
    }
}
