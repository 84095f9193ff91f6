package dev.cordon.codec;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.io.ByteSource;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Optional;
import java.util.zip.Inflater;

/**
 * Takes content apart again and checks it against the header.
 *
 * <p>Checks are made in a fixed order, and the first that fails gives the error: the header ({@code malformed},
 * {@code missing}), the length ({@code lost}, {@code underrun}, {@code overrun}), the checksum of the content
 * ({@code content}), unpacking ({@code unpackage}), size and checksum of what was captured ({@code sample}). Memory stays
 * constant whatever the size. Safe for use by many threads; one that is kept is faster for small content than a new one each
 * time.
 */
public final class ContentDecoder {
    private static final int BUFFER = 16 << 10;

    private final Mask mask;
    private final long maxSize;
    private final Workers workers;
    private final Reserve<Inflater> inflaters = InflatingInputStream.inflaters();

    /**
     * Makes a decoder that works on the caller's thread.
     *
     * @param maxSize how many captured bytes are taken at the most; of the content on the wire at most twice as many and
     *     64 KiB are read
     */
    public ContentDecoder(Mask mask, long maxSize) {
        this(mask, maxSize, Workers.none());
    }

    /**
     * Makes a decoder; the checksums of content of more than 128 KiB are computed while it is unpacked.
     *
     * @param maxSize how many captured bytes are taken at the most; of the content on the wire at most twice as many and
     *     64 KiB are read
     */
    public ContentDecoder(Mask mask, long maxSize, Workers workers) {
        checkArgument(maxSize >= 0, "a size is not negative");
        this.mask = mask;
        this.maxSize = maxSize;
        this.workers = workers;
    }

    /**
     * Reads content to its end, writes the captured bytes to a sink and returns what was computed of them. When it
     * throws, the sink has got bytes that must not be used.
     *
     * @param wire ends where the content ends: {@code Content-Length} is checked and not used to find the end, so over a
     *     connection that stays open this is a stream of so many bytes; it is not closed
     *
     * @throws WireException if a check fails
     * @throws IOException if the sink can't be written
     */
    public Digests decode(Header header, InputStream wire, OutputStream sink) throws IOException {
        ContentExpectation expected = ContentExpectation.of(header, maxSize);
        WireInputStream source =
                new WireInputStream(wire, OutputStream.nullOutputStream(), expected.wireBound(), workers);
        return check(expected, source, sink);
    }

    /**
     * Reads content to its end, checks it and returns it as it came; the caller closes it.
     *
     * @param wire as for {@link #decode}
     *
     * @throws WireException if a check fails
     * @throws IOException if the content can't be spooled
     */
    public EncodedContent receive(Header header, InputStream wire, Spooling spooling) throws IOException {
        ContentExpectation expected = ContentExpectation.of(header, maxSize);
        Spool spool = spooling.open();
        try {
            WireInputStream source = new WireInputStream(wire, spool, expected.wireBound(), workers);
            Digests captured = check(expected, source, OutputStream.nullOutputStream());
            Digests sent = source.digests();
            return new EncodedContent(
                    EncodedContent.describe(expected.recipe(), sent, captured),
                    spool,
                    spool.finish(),
                    sent.size(),
                    captured);
        } catch (IOException | RuntimeException | Error e) {
            spool.closeAfter(e);
            throw e;
        }
    }

    /**
     * Returns the captured bytes of content that was checked before, unpacked while they are read; may be opened several
     * times. No checksum is checked. Reading fails with {@code unpackage} if the content was damaged since, and with {@code overrun} if it is
     * larger than this decoder takes.
     */
    public ByteSource captured(Header fields, ByteSource wire) {
        return new CapturedSource(fields, wire);
    }

    private final class CapturedSource extends ByteSource {
        private final Header fields;
        private final ByteSource wire;

        CapturedSource(Header fields, ByteSource wire) {
            this.fields = fields;
            this.wire = wire;
        }

        @Override
        public InputStream openStream() throws IOException {
            return new BoundedUnpacking(unpacked(Recipe.of(fields), wire.openStream()), maxSize);
        }

        @Override
        public com.google.common.base.Optional<Long> sizeIfKnown() {
            return fields.find(ContentKeys.SAMPLE_SIZE)
                    .filter(size -> size <= maxSize)
                    .map(com.google.common.base.Optional::of)
                    .orElse(com.google.common.base.Optional.absent());
        }
    }

    private InputStream unpacked(Recipe recipe, InputStream wire) {
        InputStream decoded = recipe.encoding().isPresent() ? new Base64InputStream(wire) : wire;
        InputStream plain = recipe.scrambling().isPresent() ? new ScramblingInputStream(decoded, mask) : decoded;
        return recipe.isDeflated() ? new InflatingInputStream(plain, inflaters) : plain;
    }

    private Digests check(ContentExpectation expected, WireInputStream wire, OutputStream sink) throws IOException {
        Digester raw = new Digester(workers);
        byte[] buffer = new byte[(int) Math.min(BUFFER - 1, expected.mostCaptured()) + 1];
        Optional<WireException> failure = unpack(expected, wire, raw, sink, buffer);
        wire.drain(buffer);
        Digests sent = wire.digests();
        expected.checkLength(sent.size());
        expected.checkContent(sent);
        if (failure.isPresent()) {
            throw failure.get();
        }
        Digests captured = raw.digests();
        expected.checkCaptured(captured);
        return captured;
    }

    /** Unpacks until the end or the first failure, which counts only once the content is known to have come whole. */
    private Optional<WireException> unpack(
            ContentExpectation expected, WireInputStream wire, Digester raw, OutputStream sink, byte[] buffer)
            throws IOException {
        long most = expected.mostCaptured();
        try (InputStream captured = unpacked(expected.recipe(), wire)) {
            int count = captured.read(buffer, 0, buffer.length);
            while (count >= 0) {
                if (raw.size() + count > most) {
                    return Optional.of(expected.tooLarge());
                }
                raw.add(buffer, 0, count);
                sink.write(buffer, 0, count);
                count = captured.read(buffer, 0, buffer.length);
            }
            return Optional.empty();
        } catch (UnpackException e) {
            return Optional.of(new WireException(WireError.of(ErrorCode.UNPACKAGE), reason(e), e));
        }
    }

    private static String reason(UnpackException e) {
        return Optional.ofNullable(e.getMessage()).orElse("the content can't be unpacked");
    }
}
