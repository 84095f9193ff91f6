package dev.cordon.cli;

import dev.cordon.codec.ContentEncoder;
import dev.cordon.codec.EncodedContent;
import dev.cordon.codec.Header;
import dev.cordon.codec.HeaderLimits;
import dev.cordon.codec.HeaderReader;
import dev.cordon.codec.HeaderWriter;
import dev.cordon.codec.Spooling;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Makes a message out of a file. */
@Command(
        name = "encode",
        description = "Make a message out of a file. The file's name is not in it unless you give X-Sample-File.")
final class EncodeCommand implements Callable<Integer> {
    private static final int SPOOLED_IN_MEMORY_BYTES = 4 << 20;

    private final Terminal terminal;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Parameters(paramLabel = "FILE", description = "the file to pack")
    @SuppressWarnings("NullAway.Init") // picocli insists on it
    private Path file;

    @Option(names = "--out", required = true, paramLabel = "MSG", description = "the message to write, a new file")
    @SuppressWarnings("NullAway.Init") // picocli insists on it
    private Path out;

    @Option(names = "--force", description = "replace MSG if it is there")
    private boolean force;

    @Option(
            names = "--attribute",
            paramLabel = "NAME=VALUE",
            description =
                    "an attribute for the message; cordon attributes lists them; names without X- are carried as is")
    private List<String> attributes = new ArrayList<>();

    @Mixin
    private RecipeOptions recipe = new RecipeOptions();

    @Mixin
    private MaskOption mask = new MaskOption();

    EncodeCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws IOException, Refusal {
        Header given = given();
        try (InputStream bytes = InputFile.open(file, "encode", terminal);
                OutputFile message = OutputFile.create(out, force)) {
            Spooling spooling = new Spooling(SPOOLED_IN_MEMORY_BYTES, message.scratch());
            ContentEncoder encoder = new ContentEncoder(recipe.recipe(), mask.mask(), spooling, OtherCores.workers());
            try (EncodedContent content = encoder.encode(bytes)) {
                write(given, content, message);
            }
            message.complete();
        }
        return 0;
    }

    private Header given() throws IOException {
        try {
            Header given = GivenAttributes.header(attributes);
            // What nobody could read is not worth writing.
            return new HeaderReader(HeaderLimits.standard()).read(HeaderWriter.bytes(given));
        } catch (IllegalArgumentException e) {
            throw new ParameterException(
                    spec.commandLine(), Optional.ofNullable(e.getMessage()).orElse("--attribute"), e);
        }
    }

    private static void write(Header given, EncodedContent content, OutputFile message) throws IOException {
        content.message(given).writeTo(message.stream());
    }
}
