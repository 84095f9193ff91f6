package dev.cordon.cli.running;

import java.io.IOException;
import java.io.OutputStream;
import java.io.StringWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.function.Function;

/** Sends what a command prints, a {@link Line} at each flush. Safe for use by many threads. */
final class Lines {
    private final OutputStream sink;

    Lines(OutputStream sink) {
        this.sink = sink;
    }

    synchronized void write(Line line) throws IOException {
        sink.write((line.json() + "\n").getBytes(StandardCharsets.UTF_8));
        sink.flush();
    }

    /** Returns a writer for one of the two streams of a command. */
    Writer writer(Function<String, Line> line) {
        return new StringWriter() {
            @Override
            public void flush() {
                try {
                    send();
                } catch (IOException e) {
                    // Who has asked is gone; the command goes on to its end.
                }
            }

            private void send() throws IOException {
                String text = toString();
                getBuffer().setLength(0);
                if (!text.isEmpty()) {
                    Lines.this.write(line.apply(text));
                }
            }
        };
    }
}
