package dev.cordon.cli;

import dev.cordon.codec.Mask;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The option that names the mask for scrambled content. */
final class MaskOption {
    private Mask mask = Mask.standard();

    @Spec(Spec.Target.MIXEE)
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Option(
            names = "--mask",
            paramLabel = "HEX",
            description = "the mask of scrambled content in hexadecimal digits (default: A5)")
    void mask(String digits) {
        try {
            mask = Mask.ofHex(digits);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--mask: " + Optional.ofNullable(e.getMessage()).orElse("not a mask"));
        }
    }

    Mask mask() {
        return mask;
    }
}
