package dev.cordon.protocol;

import dev.cordon.codec.ClockCorrection;
import dev.cordon.codec.ContentKeys;
import dev.cordon.codec.ErrorCode;
import dev.cordon.codec.Header;
import dev.cordon.codec.WireError;
import dev.cordon.codec.WireException;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.Optional;

/**
 * What arrives from another place: attributes, and content that can be read once.
 *
 * @param header the attributes, with dates by the local clock
 * @param content the content as it came over the wire; at its end at once where there is none
 */
public record Received(Header header, InputStream content) implements Closeable {
    /**
     * Returns what has just arrived over a network: its {@code X-Date-*} values are moved to the local clock by the
     * difference between {@code Date} and {@code now} (guide, "X-Date attributes").
     */
    public static Received live(Header header, InputStream content, Instant now) {
        return new Received(ClockCorrection.between(header, now).apply(header), content);
    }

    /**
     * Returns this reply if it is not a refusal.
     *
     * @throws WireException with the error that the other side has named
     */
    public Received orThrow() throws IOException {
        Optional<String> text = header.text(ContentKeys.ERROR.name());
        if (text.isEmpty()) {
            return this;
        }
        close();
        throw new WireException(
                WireError.parse(text.get()).orElse(WireError.of(ErrorCode.INTERNAL)), "the other side has refused");
    }

    @Override
    public void close() throws IOException {
        content.close();
    }
}
