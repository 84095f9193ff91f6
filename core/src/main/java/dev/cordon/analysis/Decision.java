package dev.cordon.analysis;

import dev.cordon.statemachine.AnalysisState;
import java.util.Optional;

/** What an expert decides about a sample that was deferred (guide, tables ). */
public sealed interface Decision {
    /**
     * It needs no new definitions.
     *
     * @param outcome a final state that names no definitions: not {@code infected} or {@code misfired}, and none that says
     *     that the analysis itself went wrong
     */
    record Conclude(AnalysisState outcome) implements Decision {}

    /**
     * It is infected, and this tells it. The next build takes the lines up, if the set with them passes its tests.
     *
     * @param signature a line of a {@code .ndb} database
     * @param repair a line of a {@code .rdb} database with the same name, if it can be repaired
     */
    record Sign(String signature, Optional<String> repair) implements Decision {}

    /** It is to be analysed once more, with what is known now. */
    record Again() implements Decision {}
}
