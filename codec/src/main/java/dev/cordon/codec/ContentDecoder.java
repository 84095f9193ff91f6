package dev.cordon.codec;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.hash.HashCode;
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

    /** Base64 with short lines, and a little for the frame of compressed data, make content longer than its source. */
    private static final int WIRE_FACTOR = 2;

    private static final int WIRE_FRAME = 64 << 10;

    private final Mask mask;
    private final long maxSize;
    private final Workers workers;
    private final Reserve<Inflater> inflaters = InflatingInputStream.inflaters();

    /**
     * Makes a decoder that works on the caller's thread.
     *
     * @param maxSize how many captured bytes are taken at the most
     */
    public ContentDecoder(Mask mask, long maxSize) {
        this(mask, maxSize, Workers.none());
    }

    /**
     * Makes a decoder; the checksums of content of more than 128 KiB are computed while it is unpacked.
     *
     * @param maxSize how many captured bytes are taken at the most
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
     * @throws WireException if a check fails
     * @throws IOException if the sink can't be written
     */
    public Digests decode(Header header, InputStream wire, OutputStream sink) throws IOException {
        Expected expected = Expected.of(header, maxSize);
        WireInputStream source =
                new WireInputStream(wire, OutputStream.nullOutputStream(), expected.bound(maxSize), workers);
        return check(expected, source, sink);
    }

    /**
     * Reads content to its end, checks it and returns it as it came; the caller closes it.
     *
     * @throws WireException if a check fails
     * @throws IOException if the content can't be spooled
     */
    public EncodedContent receive(Header header, InputStream wire, Spooling spooling) throws IOException {
        Expected expected = Expected.of(header, maxSize);
        Spool spool = spooling.open();
        try {
            WireInputStream source = new WireInputStream(wire, spool, expected.bound(maxSize), workers);
            Digests captured = check(expected, source, OutputStream.nullOutputStream());
            Digests sent = source.digests();
            return new EncodedContent(fields(header, sent, captured), spool, spool.finish(), sent.size(), captured);
        } catch (IOException | RuntimeException e) {
            spool.close();
            throw e;
        }
    }

    private static Header fields(Header header, Digests sent, Digests captured) throws WireException {
        Header.Builder fields = Header.builder();
        if (sent.size() > 0) {
            fields.set(ContentKeys.CHECKSUM_METHOD, ChecksumMethod.MD5).set(ContentKeys.CONTENT_CHECKSUM, sent.md5());
            Recipe.of(header).describe(fields);
            fields.set(ContentKeys.CONTENT_DIGEST, sent.sha256());
        }
        return fields.set(ContentKeys.SAMPLE_SIZE, captured.size())
                .set(ContentKeys.SAMPLE_CHECKSUM, captured.md5())
                .set(ContentKeys.SAMPLE_DIGEST, captured.sha256())
                .build();
    }

    /**
     * Returns the captured bytes of content that was checked before, unpacked while they are read; may be opened several
     * times. Reading fails with {@code unpackage} if the content was damaged since, and with {@code overrun} if it is
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
        return recipe.compression().filter(Compression.DEFLATE::equals).isPresent()
                ? new InflatingInputStream(plain, inflaters)
                : plain;
    }

    private Digests check(Expected expected, WireInputStream wire, OutputStream sink) throws IOException {
        Digester raw = new Digester(workers);
        byte[] buffer = new byte[(int) Math.min(BUFFER - 1, expected.most(maxSize)) + 1];
        Optional<WireException> failure = unpack(expected, wire, raw, sink, buffer);
        wire.drain(buffer);
        expected.checkWire(wire.digests(), maxSize);
        if (failure.isPresent()) {
            throw failure.get();
        }
        Digests captured = raw.digests();
        expected.checkCaptured(captured);
        return captured;
    }

    /** Unpacks until the end or the first failure, which counts only once the content is known to have come whole. */
    private Optional<WireException> unpack(
            Expected expected, WireInputStream wire, Digester raw, OutputStream sink, byte[] buffer)
            throws IOException {
        long most = expected.most(maxSize);
        try (InputStream captured = unpacked(expected.recipe(), wire)) {
            int count = captured.read(buffer, 0, buffer.length);
            while (count >= 0) {
                if (raw.size() + count > most) {
                    return Optional.of(expected.tooLarge(most));
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

    /** What the header says of the content. */
    private record Expected(
            Recipe recipe,
            Optional<Long> length,
            Optional<HashCode> contentChecksum,
            Optional<HashCode> contentDigest,
            Optional<Long> size,
            Optional<HashCode> sampleChecksum,
            Optional<HashCode> sampleDigest,
            Optional<WireException> incomplete) {

        static Expected of(Header header, long maxSize) throws WireException {
            Optional<Long> size = header.get(ContentKeys.SAMPLE_SIZE);
            if (size.isPresent() && size.get() > maxSize) {
                throw new WireException(
                        WireError.of(ErrorCode.OVERRUN, maxSize, size.get()), "the sample is larger than is taken");
            }
            Expected expected = new Expected(
                    Recipe.of(header),
                    header.get(ContentKeys.CONTENT_LENGTH),
                    header.get(ContentKeys.CONTENT_CHECKSUM),
                    digest(header, ContentKeys.CONTENT_DIGEST),
                    size,
                    header.get(ContentKeys.SAMPLE_CHECKSUM),
                    digest(header, ContentKeys.SAMPLE_DIGEST),
                    incomplete(header));
            if (expected.length().orElse(0L) > 0 && expected.incomplete().isPresent()) {
                throw expected.incomplete().get();
            }
            return expected;
        }

        /** RFC 9530, 5: digests by methods that a receiver does not know are passed over. */
        private static Optional<HashCode> digest(Header header, Key<HashCode> key) throws WireException {
            boolean known = header.text(key.name()).filter(Syntaxes::hasSha256).isPresent();
            return known ? header.get(key) : Optional.empty();
        }

        /** Only a message without content can do without its checksum. */
        private static Optional<WireException> incomplete(Header header) {
            try {
                header.require(ContentKeys.CHECKSUM_METHOD);
                header.require(ContentKeys.CONTENT_CHECKSUM);
                return Optional.empty();
            } catch (WireException e) {
                return Optional.of(e);
            }
        }

        long most(long maxSize) {
            return size.orElse(maxSize);
        }

        long bound(long maxSize) {
            long most = most(maxSize);
            return length.orElse(
                    most > (Long.MAX_VALUE - WIRE_FRAME) / WIRE_FACTOR
                            ? Long.MAX_VALUE
                            : most * WIRE_FACTOR + WIRE_FRAME);
        }

        void checkWire(Digests sent, long maxSize) throws WireException {
            if (length.isPresent() && sent.size() < length.get()) {
                throw new WireException(
                        WireError.of(ErrorCode.UNDERRUN, length.get(), sent.size()), "the content ended early");
            }
            if (sent.size() > bound(maxSize)) {
                throw new WireException(
                        WireError.of(ErrorCode.OVERRUN, bound(maxSize), sent.size()),
                        "there is more content than was announced");
            }
            if (incomplete.isPresent() && sent.size() > 0) {
                throw incomplete.get();
            }
            boolean same = contentChecksum.map(sent.md5()::equals).orElse(true)
                    && contentDigest.map(sent.sha256()::equals).orElse(true);
            if (!same) {
                throw new WireException(ErrorCode.CONTENT, "the content does not have the checksum that was announced");
            }
        }

        WireException tooLarge(long most) {
            return size.isPresent()
                    ? new WireException(ErrorCode.SAMPLE, "the sample is larger than was announced")
                    : new WireException(
                            WireError.of(ErrorCode.OVERRUN, most, most + 1), "the sample is larger than is taken");
        }

        void checkCaptured(Digests captured) throws WireException {
            boolean same = size.map(expected -> expected == captured.size()).orElse(true)
                    && sampleChecksum.map(captured.md5()::equals).orElse(true)
                    && sampleDigest.map(captured.sha256()::equals).orElse(true);
            if (!same) {
                throw new WireException(
                        ErrorCode.SAMPLE,
                        "the unpacked sample does not have the size and checksum that were announced");
            }
        }
    }
}
