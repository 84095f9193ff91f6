package dev.cordon.codec;

import com.google.common.io.ByteSource;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Optional;

/** Contents for tests, made and taken apart in memory. */
final class Contents {
    static final int MAX_SIZE = 1 << 20;
    static final Spooling MEMORY = new Spooling(Integer.MAX_VALUE, Path.of("nowhere"));

    private Contents() {}

    record Packed(Header fields, byte[] wire) {}

    static Packed pack(byte[] captured, Recipe recipe, Mask mask) {
        try (EncodedContent content =
                new ContentEncoder(recipe, mask, MEMORY).encode(new ByteArrayInputStream(captured))) {
            return new Packed(content.fields(), content.wire().read());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static byte[] unpack(Header fields, byte[] wire, Mask mask) throws IOException {
        ByteArrayOutputStream captured = new ByteArrayOutputStream();
        new ContentDecoder(mask, MAX_SIZE).decode(fields, new ByteArrayInputStream(wire), captured);
        return captured.toByteArray();
    }

    /** Returns why content is refused; empty if it is not. */
    static Optional<WireError> refusal(Header fields, byte[] wire) throws IOException {
        try {
            unpack(fields, wire, Mask.standard());
            return Optional.empty();
        } catch (WireException e) {
            return Optional.of(e.error());
        }
    }

    static byte[] captured(Header fields, byte[] wire, Mask mask) throws IOException {
        return new ContentDecoder(mask, MAX_SIZE)
                .captured(fields, ByteSource.wrap(wire))
                .read();
    }
}
