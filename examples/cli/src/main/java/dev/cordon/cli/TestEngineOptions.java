package dev.cordon.cli;

import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The engines in which an analysis centre tests its definitions, beside the built-in one. */
final class TestEngineOptions {
    static final String NAME = "--test-engine";

    @Option(
            names = NAME,
            paramLabel = "ENGINE",
            description =
                    "of the centre: a clamd in which each set has to pass its tests, too, as clamd:HOST:PORT,databases=DIR or "
                            + "clamd:unix:PATH,databases=DIR; it serves nobody else. May be given again (default: "
                            + "scan.testEngines of the settings)")
    private @Nullable List<String> engines;

    boolean isGiven() {
        return engines != null;
    }

    List<String> typed() {
        return engines == null ? List.of() : engines;
    }
}
