package dev.cordon.alert;

import dev.cordon.spi.Alert;
import dev.cordon.spi.AlertSink;
import java.io.IOException;
import java.io.PrintStream;

/** Prints alerts, one line each, beginning with the time: to standard output, for instance. */
public final class PrintSink implements AlertSink {
    private final PrintStream out;

    /** Makes a sink for a stream, which stays open. */
    public PrintSink(PrintStream out) {
        this.out = out;
    }

    /**
     * {@inheritDoc}
     *
     * @throws IOException if the stream has failed at any time; it does not recover from that
     */
    @Override
    public void tell(Alert alert) throws IOException {
        out.print(alert.at() + " " + alert.line() + "\n");
        if (out.checkError()) {
            throw new IOException("the stream that alerts are printed to has failed");
        }
    }
}
