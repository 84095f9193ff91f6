package dev.cordon.statemachine;

import java.util.Optional;
import java.util.OptionalInt;

/** What a final status report means to the quarantine that submitted the sample (guide, table A-2). */
public enum FinalMeaning {
    /** Definitions resolve the sample; a report that names none has to be looked at. */
    DEFINITIONS_NEEDED("definitions resolve it"),
    /** Nobody can repair the sample; where definitions detect it, they are worth having. */
    DETECTION_AT_MOST("nobody can repair it, but definitions may detect it"),
    /** There is nothing to deliver. */
    NOTHING_TO_DELIVER("there is nothing to deliver"),
    /** A person has to look at the sample. */
    PERSON_NEEDED("a person has to look at it"),
    /** The analysis went wrong, or its word can't be understood. */
    FAULT("the analysis went wrong");

    private final String meaning;

    FinalMeaning(String meaning) {
        this.meaning = meaning;
    }

    /** Returns what it says of the sample, as a clause in plain English. */
    public String meaning() {
        return meaning;
    }

    /** Returns what a state means in a report that says to be final; one that is not final is a fault in there. */
    public static FinalMeaning of(AnalysisState state) {
        return switch (state) {
            case INFECTED, MISFIRED -> DEFINITIONS_NEEDED;
            case NOREPAIR, UNSUBMITTABLE, DELETE, RESTORE -> DETECTION_AT_MOST;
            case UNINFECTED, UNINFECTABLE, NODETECT -> NOTHING_TO_DELIVER;
            case ATTENTION, BROKEN, DECLINED, ENCRYPTED -> PERSON_NEEDED;
            default -> FAULT;
        };
    }

    /**
     * Returns the event that a final report brings about.
     *
     * @param state the word of {@code X-Analysis-State}; one that is not known, or not final, is a fault
     * @param sequence the definitions that the report names
     */
    public static SampleEvent event(String state, OptionalInt sequence) {
        Optional<AnalysisState> known = AnalysisState.of(state);
        if (known.isEmpty()) {
            return new SampleEvent.Faulted("the final report has a state that is not in the vocabulary");
        }
        String end = "the analysis has ended: " + known.get().meaning();
        return switch (of(known.get())) {
            case DEFINITIONS_NEEDED ->
                needed(sequence, new SampleEvent.PersonNeeded("the report names no definitions"));
            case DETECTION_AT_MOST -> needed(sequence, new SampleEvent.NothingToDeliver());
            case NOTHING_TO_DELIVER -> new SampleEvent.NothingToDeliver();
            case PERSON_NEEDED -> new SampleEvent.PersonNeeded(end);
            case FAULT -> new SampleEvent.Faulted(end);
        };
    }

    private static SampleEvent needed(OptionalInt sequence, SampleEvent otherwise) {
        return sequence.isPresent() ? new SampleEvent.NewerDefinitions(sequence.getAsInt()) : otherwise;
    }
}
