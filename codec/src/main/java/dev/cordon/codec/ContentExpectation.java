package dev.cordon.codec;

import com.google.common.hash.HashCode;
import java.util.Optional;

/** What a header says of its content, and what is taken of it. */
record ContentExpectation(
        Recipe recipe,
        long maxSize,
        Optional<Long> length,
        Optional<HashCode> contentChecksum,
        Optional<HashCode> contentDigest,
        Optional<Long> size,
        Optional<HashCode> sampleChecksum,
        Optional<HashCode> sampleDigest,
        Optional<Key<?>> missing) {
    /** Base64 with short lines, and a little for the frame of compressed data, make content longer than its source. */
    private static final int WIRE_FACTOR = 2;

    private static final int WIRE_FRAME = 64 << 10;

    /** Refuses a header that can't be read, or that announces more than is taken, before any content is. */
    static ContentExpectation of(Header header, long maxSize) throws WireException {
        Optional<ChecksumMethod> method = header.get(ContentKeys.CHECKSUM_METHOD);
        Optional<HashCode> checksum = header.get(ContentKeys.CONTENT_CHECKSUM);
        ContentExpectation expected = new ContentExpectation(
                Recipe.of(header),
                maxSize,
                header.get(ContentKeys.CONTENT_LENGTH),
                checksum,
                digest(header, ContentKeys.CONTENT_DIGEST),
                header.get(ContentKeys.SAMPLE_SIZE),
                header.get(ContentKeys.SAMPLE_CHECKSUM),
                digest(header, ContentKeys.SAMPLE_DIGEST),
                method.isEmpty()
                        ? Optional.of(ContentKeys.CHECKSUM_METHOD)
                        : checksum.isEmpty() ? Optional.of(ContentKeys.CONTENT_CHECKSUM) : Optional.empty());
        expected.checkAnnounced();
        return expected;
    }

    /** RFC 9530, 5: digests by methods that a receiver does not know are passed over. */
    private static Optional<HashCode> digest(Header header, Key<HashCode> key) throws WireException {
        boolean known = header.text(key.name()).filter(Syntaxes::hasSha256).isPresent();
        return known ? header.get(key) : Optional.empty();
    }

    private void checkAnnounced() throws WireException {
        if (length.orElse(0L) > 0) {
            checkComplete();
        }
        if (size.orElse(0L) > maxSize) {
            throw new WireException(
                    WireError.of(ErrorCode.OVERRUN, maxSize, size.get()), "the sample is larger than is taken");
        }
        if (length.orElse(0L) > mostWire()) {
            throw new WireException(
                    WireError.of(ErrorCode.OVERRUN, mostWire(), length.get()),
                    "the content is longer than the sample can make it");
        }
    }

    /** Only a message without content can do without its checksum. */
    private void checkComplete() throws WireException {
        if (missing.isPresent()) {
            throw new WireException(WireError.of(ErrorCode.MISSING, missing.get()), missing.get() + " is missing");
        }
    }

    /** Returns how many captured bytes are taken. */
    long mostCaptured() {
        return size.orElse(maxSize);
    }

    /** Returns how many bytes of content are read before it is too much. */
    long wireBound() {
        return length.orElse(mostWire());
    }

    private long mostWire() {
        long most = mostCaptured();
        return most > (Long.MAX_VALUE - WIRE_FRAME) / WIRE_FACTOR ? Long.MAX_VALUE : most * WIRE_FACTOR + WIRE_FRAME;
    }

    void checkLength(long sent) throws WireException {
        if (length.isPresent() && sent < length.get()) {
            throw new WireException(WireError.of(ErrorCode.UNDERRUN, length.get(), sent), "the content ended early");
        }
        if (sent > wireBound()) {
            throw new WireException(
                    WireError.of(ErrorCode.OVERRUN, wireBound(), sent),
                    length.isPresent()
                            ? "there is more content than was announced"
                            : "the content is longer than the sample can make it");
        }
        if (sent > 0) {
            checkComplete();
        }
    }

    void checkContent(Digests sent) throws WireException {
        boolean same = contentChecksum.map(sent.md5()::equals).orElse(true)
                && contentDigest.map(sent.sha256()::equals).orElse(true);
        if (!same) {
            throw new WireException(ErrorCode.CONTENT, "the content does not have the checksum that was announced");
        }
    }

    WireException tooLarge() {
        return size.isPresent()
                ? new WireException(ErrorCode.SAMPLE, "the sample is larger than was announced")
                : new WireException(
                        WireError.of(ErrorCode.OVERRUN, maxSize, maxSize + 1), "the sample is larger than is taken");
    }

    void checkCaptured(Digests captured) throws WireException {
        boolean same = size.map(expected -> expected == captured.size()).orElse(true)
                && sampleChecksum.map(captured.md5()::equals).orElse(true)
                && sampleDigest.map(captured.sha256()::equals).orElse(true);
        if (!same) {
            throw new WireException(
                    ErrorCode.SAMPLE, "the unpacked sample does not have the size and checksum that were announced");
        }
    }
}
