package dev.cordon.exchange;

import com.google.common.hash.HashCode;
import com.google.common.io.ByteSource;
import dev.cordon.attribute.Attributes;
import dev.cordon.attribute.CordonFields;
import dev.cordon.codec.Compression;
import dev.cordon.codec.ContentDecoder;
import dev.cordon.codec.ContentEncoder;
import dev.cordon.codec.EncodedContent;
import dev.cordon.codec.ErrorCode;
import dev.cordon.codec.Header;
import dev.cordon.codec.Mask;
import dev.cordon.codec.Recipe;
import dev.cordon.codec.Scrambling;
import dev.cordon.codec.Spooling;
import dev.cordon.codec.WireError;
import dev.cordon.codec.WireException;
import dev.cordon.definition.Certification;
import dev.cordon.definition.DefinitionPackage;
import dev.cordon.protocol.MessageKind;
import dev.cordon.protocol.Received;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Optional;

/**
 * The messages that carry a package of definitions. The whole package is held in memory, up to a bound. Safe for use by
 * many threads.
 */
public final class PackageMessage {
    private static final Recipe RECIPE =
            new Recipe(Optional.of(Compression.ZIP), Optional.of(Scrambling.XOR_VAMPISH), Optional.empty());

    private final ContentEncoder encoder;
    private final ContentDecoder decoder;

    /**
     * Makes it for one place.
     *
     * @param mask the mask that all places have agreed on
     * @param maxSize the largest package that is taken, in bytes
     * @param spooling where packages wait while they are encoded
     */
    public PackageMessage(Mask mask, long maxSize, Spooling spooling) {
        this.encoder = new ContentEncoder(RECIPE, mask, spooling);
        this.decoder = new ContentDecoder(mask, maxSize);
    }

    /**
     * The parts of a message.
     *
     * @param header the attributes of the package and its content
     * @param content the content as it goes over the wire
     */
    public record Parts(Header header, ByteSource content) {}

    /**
     * Returns the parts of the message that carries a package.
     *
     * @param certification what is said of it, where it is certified
     */
    public Parts parts(DefinitionPackage set, Optional<Certification> certification) throws IOException {
        try (EncodedContent content = encoder.encode(set.archive().openStream())) {
            Header.Builder header = content.fields().toBuilder()
                    .set(Attributes.SIGNATURES_SEQUENCE, set.sequence())
                    .set(Attributes.SIGNATURES_VERSION, set.manifest().version())
                    .set(Attributes.SIGNATURES_CHECKSUM, set.checksum())
                    .set(Attributes.DATE_PRODUCED, set.manifest().produced());
            certification.ifPresent(statement -> header.set(Attributes.DATE_BLESSED, statement.blessed())
                    .set(CordonFields.CERTIFICATION, statement.text()));
            return new Parts(header.build(), ByteSource.wrap(content.wire().read()));
        }
    }

    /**
     * Returns the package that a message carries, whole but not yet verified.
     *
     * @throws WireException with the code of the first check that failed
     */
    public DefinitionPackage read(Received message) throws IOException {
        MessageKind.DEFINITIONS_PACKAGE.check(message.header());
        HashCode announced = message.header().require(Attributes.SIGNATURES_CHECKSUM);
        ByteArrayOutputStream archive = new ByteArrayOutputStream();
        decoder.decode(message.header(), message.content(), archive);
        DefinitionPackage set = DefinitionPackage.open(ByteSource.wrap(archive.toByteArray()));
        if (!set.checksum().equals(announced)) {
            throw new WireException(ErrorCode.CONTENT, "the package does not have the checksum that was announced");
        }
        if (!set.sequence().equals(message.header().require(Attributes.SIGNATURES_SEQUENCE))) {
            throw new WireException(
                    WireError.of(ErrorCode.MALFORMED, Attributes.SIGNATURES_SEQUENCE),
                    "the package has another sequence than was announced");
        }
        return set;
    }
}
