package dev.cordon.statemachine;

import java.util.Optional;
import java.util.OptionalInt;

/** What a final status report means to the quarantine that submitted the sample. */
public final class FinalMeaning {
    private FinalMeaning() {}

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
        return switch (known.get()) {
            case INFECTED, MISFIRED ->
                sequence.isPresent()
                        ? new SampleEvent.NewerDefinitions(sequence.getAsInt())
                        : new SampleEvent.PersonNeeded("the final report names no definitions");
            case NOREPAIR, UNSUBMITTABLE, DELETE, RESTORE ->
                sequence.isPresent()
                        ? new SampleEvent.NewerDefinitions(sequence.getAsInt())
                        : new SampleEvent.NothingToDeliver();
            case UNINFECTED, UNINFECTABLE, NODETECT -> new SampleEvent.NothingToDeliver();
            case ATTENTION, BROKEN, DECLINED, ENCRYPTED ->
                new SampleEvent.PersonNeeded(
                        "the analysis has ended: " + known.get().meaning());
            default ->
                new SampleEvent.Faulted("the analysis has ended: " + known.get().meaning());
        };
    }
}
