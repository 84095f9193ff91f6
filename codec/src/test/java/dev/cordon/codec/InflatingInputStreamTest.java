package dev.cordon.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicReference;
import java.util.zip.Inflater;
import org.junit.jupiter.api.Test;

class InflatingInputStreamTest {
    private static final byte[] TEXT = "text text text text".getBytes(StandardCharsets.US_ASCII);

    private final Reserve<Inflater> inflaters = InflatingInputStream.inflaters();

    @Test
    void aStreamThatIsClosedTwiceGivesItsInflaterBackOnce() throws IOException {
        InflatingInputStream closed = stream();
        closed.close();
        closed.close();

        assertThat(inflaters.take()).isNotSameAs(inflaters.take());
    }

    @Test
    void nothingIsReadAfterClosing() throws IOException {
        InflatingInputStream stream = stream();
        stream.close();

        assertThatIOException().isThrownBy(stream::read).withMessage("the stream is closed");
    }

    @Test
    void aStreamThatIsClosedWhileItIsReadKeepsItsInflater() throws IOException {
        AtomicReference<InflatingInputStream> reading = new AtomicReference<>();
        InputStream closing = new InputStream() {
            @Override
            public int read() throws IOException {
                reading.get().close();
                return -1;
            }
        };
        Inflater known = inflaters.take();
        inflaters.giveBack(known);
        reading.set(new InflatingInputStream(closing, inflaters));

        assertThatIOException().isThrownBy(() -> reading.get().read());
        assertThat(inflaters.take()).isNotSameAs(known);
    }

    @Test
    void aStreamThatWasLeftInTheMiddleDoesNotDisturbTheNext() throws IOException {
        try (InflatingInputStream left = stream()) {
            assertThat(left.read()).isEqualTo('t');
        }
        try (InflatingInputStream next = stream()) {
            assertThat(next.readAllBytes()).isEqualTo(TEXT);
        }
    }

    private InflatingInputStream stream() {
        return new InflatingInputStream(new ByteArrayInputStream(Inflated.deflated(TEXT)), inflaters);
    }
}
