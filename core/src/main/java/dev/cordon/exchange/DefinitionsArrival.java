package dev.cordon.exchange;

import dev.cordon.attribute.Attributes;
import dev.cordon.attribute.CordonFields;
import dev.cordon.attribute.Sequence;
import dev.cordon.codec.ErrorCode;
import dev.cordon.codec.Header;
import dev.cordon.codec.WireException;
import dev.cordon.definition.Certification;
import dev.cordon.definition.DefinitionPackage;
import dev.cordon.protocol.Received;
import dev.cordon.scan.ActiveDefinitions;
import java.io.IOException;
import java.util.Optional;

/**
 * Definitions that have come in a message and were put to use.
 *
 * @param sequence their sequence
 * @param isNew whether they were not in use already
 * @param isCertified whether they are certified now
 * @param doubt why a certification that came with them can't be believed; they are in use and not certified then
 */
public record DefinitionsArrival(Sequence sequence, boolean isNew, boolean isCertified, Optional<WireException> doubt) {
    /**
     * Installs the package that a message carries, and certifies it if a statement came with it that can be believed.
     *
     * @throws WireException if the package can't be installed; then nothing has changed
     */
    public static DefinitionsArrival install(Received message, PackageMessage packages, ActiveDefinitions active)
            throws IOException {
        DefinitionPackage set = packages.read(message);
        boolean isNew = active.install(set);
        Optional<WireException> doubt = doubt(message.header(), set.sequence(), active);
        boolean isCertified = active.certification(set.sequence()).isPresent();
        return new DefinitionsArrival(set.sequence(), isNew, isCertified, doubt);
    }

    private static Optional<WireException> doubt(Header header, Sequence sequence, ActiveDefinitions active)
            throws IOException {
        Optional<String> statement = header.find(CordonFields.CERTIFICATION);
        if (statement.isPresent()) {
            return certify(statement.get(), sequence, active);
        }
        return header.has(Attributes.DATE_BLESSED)
                        && active.certification(sequence).isEmpty()
                ? Optional.of(new WireException(
                        ErrorCode.MISSING,
                        "definitions " + sequence + " are said to be certified, but nobody has signed it"))
                : Optional.empty();
    }

    /** Returns why a statement can't be believed of a set; empty if it can, and is kept now. */
    static Optional<WireException> certify(String statement, Sequence sequence, ActiveDefinitions active)
            throws IOException {
        try {
            Certification certification = Certification.parse(statement);
            if (!certification.sequence().equals(sequence)) {
                throw new WireException(ErrorCode.UNPACKAGE, "the certification is of other definitions");
            }
            var unused = active.certify(certification);
            return Optional.empty();
        } catch (WireException doubt) {
            return Optional.of(new WireException(
                    doubt.error(), "definitions " + sequence + " are not certified: " + doubt.reason(), doubt));
        }
    }
}
