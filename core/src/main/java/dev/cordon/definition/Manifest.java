package dev.cordon.definition;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableSortedMap;
import com.google.common.hash.HashCode;
import dev.cordon.attribute.Attributes;
import dev.cordon.attribute.DailyVersion;
import dev.cordon.attribute.Sequence;
import dev.cordon.codec.ErrorCode;
import dev.cordon.codec.Header;
import dev.cordon.codec.HeaderLimits;
import dev.cordon.codec.HeaderReader;
import dev.cordon.codec.HeaderWriter;
import dev.cordon.codec.WireError;
import dev.cordon.codec.WireException;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a definitions set says of itself, and what its signature covers.
 *
 * <p>Written as header fields, so that it can be read with the eye and with the codec. The layout is in
 * {@code docs/definitions.md}.
 *
 * @param sequence the number that decides which set is newer
 * @param version the day and revision, for people
 * @param produced when the set was built
 * @param files the SHA-256 digest of each database by its name
 */
public record Manifest(
        Sequence sequence, DailyVersion version, Instant produced, ImmutableSortedMap<String, HashCode> files) {
    private static final String FORMAT = "Cordon-Definitions-Format";
    private static final String FORMAT_VERSION = "1";
    private static final String FILE = "Cordon-Definitions-File";
    private static final HeaderReader READER = new HeaderReader(HeaderLimits.standard());
    private static final Splitter WORDS = Splitter.on(' ').limit(2);

    /** Returns the text of the manifest, always the same bytes for the same manifest. */
    public byte[] bytes() {
        Header.Builder header = Header.builder()
                .set(FORMAT, FORMAT_VERSION)
                .set(Attributes.SIGNATURES_SEQUENCE, sequence)
                .set(Attributes.SIGNATURES_VERSION, version)
                .set(Attributes.DATE_PRODUCED, produced);
        files.forEach((name, digest) -> header.add(FILE, digest + " " + name));
        return HeaderWriter.bytes(header.build());
    }

    /**
     * Returns the manifest that a text stands for.
     *
     * @throws WireException {@code unpackage} if the text is not a manifest of this version
     */
    static Manifest parse(byte[] text) throws IOException {
        try {
            return parse(READER.read(text));
        } catch (WireException | IllegalArgumentException e) {
            throw new WireException(WireError.of(ErrorCode.UNPACKAGE), "the manifest of the set can't be read", e);
        }
    }

    private static Manifest parse(Header header) throws WireException {
        Optional<String> format = header.text(FORMAT);
        if (!format.equals(Optional.of(FORMAT_VERSION))) {
            throw new WireException(ErrorCode.UNPACKAGE, "the manifest is of an unknown version");
        }
        ImmutableSortedMap.Builder<String, HashCode> files = ImmutableSortedMap.naturalOrder();
        for (Header.Field field : header.fields()) {
            if (field.name().equalsIgnoreCase(FILE)) {
                Map.Entry<String, HashCode> file = file(field.value());
                files.put(file);
            }
        }
        Sequence sequence = header.require(Attributes.SIGNATURES_SEQUENCE);
        if (sequence.value() == 0) {
            throw new WireException(ErrorCode.UNPACKAGE, "0 is the sequence of no set");
        }
        return new Manifest(
                sequence,
                header.require(Attributes.SIGNATURES_VERSION),
                header.require(Attributes.DATE_PRODUCED),
                files.buildOrThrow());
    }

    private static Map.Entry<String, HashCode> file(String value) throws WireException {
        List<String> words = WORDS.splitToList(value);
        if (words.size() != 2 || words.get(0).length() != 64) {
            throw new WireException(ErrorCode.UNPACKAGE, "the manifest lists a file without its digest");
        }
        return Map.entry(words.get(1), HashCode.fromString(words.get(0)));
    }
}
