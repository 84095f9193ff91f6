package dev.cordon.cli;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The option that limits what a message may unpack to. */
final class SizeOption {
    private long maxSize = 1L << 30;

    @Spec(Spec.Target.MIXEE)
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Option(
            names = "--max-size",
            paramLabel = "BYTES",
            description = "the largest sample to unpack, in bytes (default: 1073741824)")
    void maxSize(long bytes) {
        if (bytes < 0) {
            throw new ParameterException(spec.commandLine(), "--max-size: a number of bytes is not negative");
        }
        maxSize = bytes;
    }

    long maxSize() {
        return maxSize;
    }
}
