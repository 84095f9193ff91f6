package dev.cordon.alert;

import dev.cordon.spi.AlertSink;
import dev.cordon.testkit.AlertSinkContract;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** A print stream as a sink. */
class PrintSinkContractTest extends AlertSinkContract {
    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private boolean broken;
    private final AlertSink sink = new PrintSink(new PrintStream(new Pipe(), false, StandardCharsets.UTF_8));

    @Override
    protected AlertSink sink() {
        return sink;
    }

    @Override
    protected List<String> arrived() {
        return printed.toString(StandardCharsets.UTF_8).lines().toList();
    }

    @Override
    protected boolean breakDown() {
        broken = true;
        return true;
    }

    /** A print stream that has failed has failed for good. */
    @Override
    protected boolean mend() {
        return false;
    }

    private final class Pipe extends OutputStream {
        @Override
        public void write(int character) throws IOException {
            if (broken) {
                throw new IOException("nobody reads");
            }
            printed.write(character);
        }
    }
}
