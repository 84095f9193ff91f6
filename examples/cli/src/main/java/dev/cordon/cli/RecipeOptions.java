package dev.cordon.cli;

import com.google.common.base.Ascii;
import dev.cordon.codec.Compression;
import dev.cordon.codec.Encoding;
import dev.cordon.codec.Recipe;
import dev.cordon.codec.Scrambling;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The options that say how content is made out of a file. */
final class RecipeOptions {
    private static final String NONE = "none";

    private Optional<Compression> compression = Recipe.standard().compression();
    private Optional<Scrambling> scrambling = Recipe.standard().scrambling();
    private Optional<Encoding> encoding = Recipe.standard().encoding();

    @Spec(Spec.Target.MIXEE)
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Option(names = "--compression", paramLabel = "METHOD", description = "deflate (default) or none")
    void compression(String method) {
        compression = chosen("--compression", method, Compression.DEFLATE);
    }

    @Option(names = "--scrambling", paramLabel = "METHOD", description = "xor-vampish (default) or none")
    void scrambling(String method) {
        scrambling = chosen("--scrambling", method, Scrambling.XOR_VAMPISH);
    }

    @Option(names = "--encoding", paramLabel = "METHOD", description = "base64 or none (default)")
    void encoding(String method) {
        encoding = chosen("--encoding", method, Encoding.BASE64);
    }

    Recipe recipe() {
        return new Recipe(compression, scrambling, encoding);
    }

    private <E extends Enum<E>> Optional<E> chosen(String option, String typed, E method) {
        if (Ascii.equalsIgnoreCase(typed, NONE)) {
            return Optional.empty();
        }
        if (Ascii.equalsIgnoreCase(typed, method.toString())) {
            return Optional.of(method);
        }
        throw new ParameterException(spec.commandLine(), option + ": " + method + " or " + NONE + " expected");
    }
}
