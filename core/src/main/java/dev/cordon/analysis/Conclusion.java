package dev.cordon.analysis;

import dev.cordon.attribute.Attributes;
import dev.cordon.attribute.Sequence;
import dev.cordon.sample.Sample;
import dev.cordon.statemachine.AnalysisEvent;
import dev.cordon.statemachine.AnalysisState;
import dev.cordon.statemachine.FinalMeaning;
import dev.cordon.statemachine.Handling;
import dev.cordon.statemachine.SampleEvent;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;

/** How an analysis ends, in its state and in the status that goes with it. */
final class Conclusion {
    private Conclusion() {}

    /** Ends an analysis without definitions. */
    static Sample of(AnalysisState outcome, Sample sample, Instant now) {
        return settled(outcome, Optional.empty(), sample.on(new AnalysisEvent.Concluded(outcome), now), now);
    }

    /** Ends an analysis with the name of what was found and the definitions that know it. */
    static Sample of(AnalysisState outcome, String virus, Sequence sequence, Sample sample, Instant now) {
        Sample concluded = sample.on(
                new AnalysisEvent.Concluded(outcome), now, more -> more.set(Attributes.ANALYSIS_VIRUS_NAME, virus));
        return settled(outcome, Optional.of(sequence), concluded, now);
    }

    /** Ends an analysis that went wrong. */
    static Sample fault(String reason, Sample sample, Instant now) {
        return sample.on(new AnalysisEvent.Faulted(reason), now).on(new SampleEvent.Faulted(reason), now);
    }

    /** The definitions are here already when a conclusion names them; customers fetch them by themselves. */
    private static Sample settled(AnalysisState outcome, Optional<Sequence> sequence, Sample concluded, Instant now) {
        OptionalInt number = sequence.map(Sequence::value).map(OptionalInt::of).orElse(OptionalInt.empty());
        SampleEvent event = FinalMeaning.event(outcome.token(), number);
        Sample settled = concluded.on(event, now);
        return event instanceof SampleEvent.NewerDefinitions newer
                ? settled.on(new SampleEvent.SetArrived(newer.sequence(), Handling.MANUAL), now)
                : settled;
    }
}
