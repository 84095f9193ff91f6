package dev.cordon.cli;

import dev.cordon.codec.ErrorCode;
import dev.cordon.codec.WireException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Takes the sample out of a message. */
@Command(
        name = "decode",
        description = {
            "Take the sample out of a message and check it.",
            "The sample may be dangerous. It is written for its owner only and never executable."
        })
final class DecodeCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Parameters(paramLabel = "MSG", description = "the message to read")
    @SuppressWarnings("NullAway.Init") // picocli insists on it
    private Path message;

    @Option(names = "--out", required = true, paramLabel = "FILE", description = "the sample to write, a new file")
    @SuppressWarnings("NullAway.Init") // picocli insists on it
    private Path out;

    @Option(names = "--force", description = "replace FILE if it is there")
    private boolean force;

    @Mixin
    private MaskOption mask = new MaskOption();

    @Mixin
    private SizeOption size = new SizeOption();

    DecodeCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws IOException, Refusal {
        MessageReader reader = new MessageReader(mask.mask(), size.maxSize());
        try (InputStream bytes = InputFile.open(message, "decode", terminal);
                OutputFile sample = OutputFile.create(out, force)) {
            MessageReader.Findings findings = reader.read(bytes, sample.stream());
            if (findings.failure().isPresent()) {
                throw findings.failure().get();
            }
            if (!findings.hasSample()) {
                throw new WireException(ErrorCode.MISSING, "the message carries no sample");
            }
            sample.complete();
        }
        return 0;
    }
}
