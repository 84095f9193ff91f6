package dev.cordon.cli;

import com.google.common.collect.ImmutableList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What a place that runs scans with; what is not typed the settings say. */
final class EngineOptions {
    @Spec(Spec.Target.MIXEE)
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Option(
            names = "--engine",
            paramLabel = "ENGINE",
            description =
                    "signature: the built-in one; clamd:HOST:PORT,databases=DIR or clamd:unix:PATH,databases=DIR: a clamd "
                            + "that reads DIR, where the definitions of this place are put (default: scan.engine of the "
                            + "settings, or signature)")
    private @Nullable String engine;

    @Option(
            names = "--also",
            paramLabel = "SCANNER",
            description = "asked beside the engine, with definitions of its own: icap://HOST:PORT/SERVICE, "
                    + "icaps://HOST:PORT/SERVICE[,ca=FILE][,keyStore=FILE,keyStorePassword=FILE], clamd:HOST:PORT or "
                    + "clamd:unix:PATH; may be given again (default: scan.also of the settings)")
    private @Nullable List<String> also;

    boolean isGiven() {
        return engine != null || also != null;
    }

    /** Returns what was typed, and for the rest what the settings say. */
    EngineChoice or(EngineChoice settings) {
        return new EngineChoice(
                engine == null
                        ? settings.engine()
                        : read("--engine", engine, ClamdName::engine, ClamdName.ENGINE_EXPECTED),
                also == null
                        ? settings.also()
                        : also.stream()
                                .map(text -> read("--also", text, ScannerName::parse, ScannerName.EXPECTED))
                                .collect(ImmutableList.toImmutableList()));
    }

    /** Returns the clamds of an option that may be given several times. */
    ImmutableList<ClamdName> clamds(String option, List<String> typed) {
        return typed.stream()
                .map(text -> read(option, text, ClamdName::parse, ClamdName.EXPECTED))
                .collect(ImmutableList.toImmutableList());
    }

    private <T> T read(String option, String text, Function<String, T> reading, String expected) {
        try {
            return reading.apply(text);
        } catch (IllegalArgumentException | IllegalStateException | ArithmeticException e) {
            throw new ParameterException(spec.commandLine(), option + ": " + expected + " expected", e);
        }
    }
}
