package dev.cordon.cli;

import dev.cordon.analysis.AnalysisCentre;
import dev.cordon.sample.SampleId;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.function.UnaryOperator;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Which sample is exported, where to and how. */
final class ExportOptions {
    @Parameters(
            paramLabel = "ID",
            converter = SampleIdConverter.class,
            description = "the sample, as deferred lists it")
    @SuppressWarnings("NullAway.Init") // picocli insists on it
    private SampleId id;

    @Option(names = "--to", required = true, paramLabel = "PATH", description = "a new file, or a folder that is there")
    @SuppressWarnings("NullAway.Init") // picocli insists on it
    private Path to;

    @Option(
            names = "--plain",
            description = "write the bytes as they were captured, which may be dangerous (default: a message for "
                    + "cordon decode)")
    private boolean plain;

    /**
     * Has the centre do it, and returns where the file is.
     *
     * @param place finds a path where it was typed
     */
    Path at(AnalysisCentre centre, UnaryOperator<Path> place) throws IOException {
        SecureRandom random = new SecureRandom();
        Path file = place.apply(to);
        return plain ? centre.exportPlain(id, file, random) : centre.export(id, file, random);
    }
}
