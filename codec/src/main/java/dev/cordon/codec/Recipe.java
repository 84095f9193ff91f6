package dev.cordon.codec;

import java.util.Optional;

/**
 * How content is made out of captured bytes: compressed, then scrambled, then encoded, each of which may be left out.
 *
 * @param compression how it is compressed; {@link Compression#ZIP} says that the captured bytes are an archive already,
 *     which is carried as it is
 * @param scrambling how it is scrambled
 * @param encoding how it is encoded
 */
public record Recipe(Optional<Compression> compression, Optional<Scrambling> scrambling, Optional<Encoding> encoding) {
    private static final Recipe STANDARD =
            new Recipe(Optional.of(Compression.DEFLATE), Optional.of(Scrambling.XOR_VAMPISH), Optional.empty());
    private static final Recipe PLAIN = new Recipe(Optional.empty(), Optional.empty(), Optional.empty());

    /** Returns deflate and scrambling without base64: small, harmless, and for channels that carry bytes. */
    public static Recipe standard() {
        return STANDARD;
    }

    /** Returns the recipe that leaves the bytes as they are. */
    public static Recipe plain() {
        return PLAIN;
    }

    /**
     * Returns the recipe that a header names.
     *
     * @throws WireException {@code malformed} with the name of the field if a method is not known
     */
    public static Recipe of(Header header) throws WireException {
        return new Recipe(
                header.get(ContentKeys.CONTENT_COMPRESSION),
                header.get(ContentKeys.CONTENT_SCRAMBLING),
                header.get(ContentKeys.CONTENT_ENCODING));
    }

    boolean isDeflated() {
        return compression.filter(Compression.DEFLATE::equals).isPresent();
    }

    void describe(Header.Builder header) {
        compression.ifPresent(method -> header.set(ContentKeys.CONTENT_COMPRESSION, method));
        scrambling.ifPresent(method -> header.set(ContentKeys.CONTENT_SCRAMBLING, method));
        encoding.ifPresent(method -> header.set(ContentKeys.CONTENT_ENCODING, method));
    }
}
