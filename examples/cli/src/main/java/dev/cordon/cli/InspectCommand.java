package dev.cordon.cli;

import dev.cordon.protocol.MessageKind;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** Shows a message and checks its content, without writing the sample anywhere. */
@Command(
        name = "inspect",
        description = {
            "Explain the attributes of a message, say what is missing or malformed, and check its content.",
            "The sample is unpacked on the fly and written nowhere. Credentials are not shown."
        })
final class InspectCommand implements Callable<Integer> {
    private static final class KindConverter implements ITypeConverter<MessageKind> {
        @Override
        public MessageKind convert(String typed) {
            return MessageKind.of(typed)
                    .orElseThrow(() -> new TypeConversionException("a kind of cordon messages expected"));
        }
    }

    private final Terminal terminal;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Parameters(paramLabel = "MSG", description = "the message to read")
    @SuppressWarnings("NullAway.Init") // picocli insists on it
    private Path message;

    @Option(names = "--json", description = "print a JSON object")
    private boolean json;

    @Option(
            names = "--as",
            paramLabel = "KIND",
            description =
                    "the kind of message it should be, of those of cordon messages; otherwise what it seems to be",
            converter = KindConverter.class)
    private @Nullable MessageKind kind;

    @Mixin
    private MaskOption mask = new MaskOption();

    @Mixin
    private SizeOption size = new SizeOption();

    InspectCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws IOException, Refusal {
        MessageReader reader = new MessageReader(mask.mask(), size.maxSize());
        MessageReader.Findings findings;
        try (InputStream bytes = InputFile.open(message, "inspect", terminal)) {
            findings = reader.read(bytes, OutputStream.nullOutputStream());
        }
        PrintWriter out = spec.commandLine().getOut();
        MessageView view = new MessageView(findings, Optional.ofNullable(kind));
        if (json) {
            Json.print(view.record(), out);
        } else {
            view.print(out, terminal.width());
        }
        out.flush();
        if (findings.failure().isPresent()) {
            throw findings.failure().get();
        }
        return 0;
    }
}
