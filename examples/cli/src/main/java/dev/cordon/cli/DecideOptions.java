package dev.cordon.cli;

import static com.google.common.base.Preconditions.checkNotNull;

import dev.cordon.analysis.AnalysisCentre;
import dev.cordon.analysis.Decision;
import dev.cordon.sample.SampleId;
import dev.cordon.statemachine.AnalysisState;
import java.io.IOException;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.TypeConversionException;

/** What an expert decides about a sample. */
final class DecideOptions {
    @Parameters(
            paramLabel = "ID",
            converter = SampleIdConverter.class,
            description = "the sample, as deferred lists it")
    @SuppressWarnings("NullAway.Init") // picocli insists on it
    private SampleId id;

    @ArgGroup(multiplicity = "1")
    @SuppressWarnings("NullAway.Init") // picocli insists on it
    private Choice choice;

    /** One of three. */
    static final class Choice {
        @Option(
                names = "--conclude",
                paramLabel = "STATE",
                converter = FinalState.class,
                description = "end the analysis: uninfected, uninfectable, nodetect, norepair, unsubmittable, delete,"
                        + " restore, encrypted, declined or attention")
        private @Nullable AnalysisState state;

        @Option(names = "--again", description = "analyse it once more, with what is known now")
        private boolean again;

        @ArgGroup(exclusive = false)
        private @Nullable Lines lines;
    }

    /** The lines of a signature. */
    static final class Lines {
        @Option(
                names = "--signature",
                required = true,
                paramLabel = "LINE",
                description = "build definitions with this line of an .ndb database, which has to find the sample")
        @SuppressWarnings("NullAway.Init") // picocli insists on it
        private String signature;

        @Option(names = "--repair", paramLabel = "LINE", description = "a line of an .rdb database with the same name")
        private @Nullable String repair;
    }

    /** Reads a final state. */
    static final class FinalState implements ITypeConverter<AnalysisState> {
        @Override
        public AnalysisState convert(String typed) {
            return AnalysisState.of(typed.toLowerCase(Locale.ROOT))
                    .filter(AnalysisState::isFinal)
                    .orElseThrow(() -> new TypeConversionException("a final state expected, such as uninfected"));
        }
    }

    /** Has the centre do it. */
    void at(AnalysisCentre centre) throws IOException {
        var unused = centre.decide(id, decision());
    }

    private Decision decision() {
        if (choice.lines != null) {
            return new Decision.Sign(choice.lines.signature, Optional.ofNullable(choice.lines.repair));
        }
        return choice.again ? new Decision.Again() : new Decision.Conclude(checkNotNull(choice.state));
    }
}
