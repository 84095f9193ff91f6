package dev.cordon.exchange;

import dev.cordon.attribute.Attributes;
import dev.cordon.attribute.CordonFields;
import dev.cordon.attribute.Sequence;
import dev.cordon.codec.Header;
import dev.cordon.definition.Certification;
import dev.cordon.definition.RollbackOrder;
import dev.cordon.protocol.MessageKind;
import dev.cordon.protocol.Received;
import dev.cordon.protocol.Reply;
import dev.cordon.protocol.Request;
import dev.cordon.protocol.Transaction;
import dev.cordon.scan.ActiveDefinitions;
import dev.cordon.spi.Transport;
import java.io.IOException;
import java.util.Optional;

/**
 * What a place says of its definitions to those who ask for newer ones. What it says of certification and of going back is
 * text with a signature, to be believed by nobody who has not verified it.
 *
 * @param newest the sequence of the newest set; empty where there is none
 * @param certified the sequence of the newest set that is certified
 * @param noncertified the newest set again, if it is not certified
 * @param certification the statement that certifies it
 * @param order a signed order to go back
 */
record DefinitionsReport(
        Optional<Sequence> newest,
        Optional<Sequence> certified,
        Optional<Sequence> noncertified,
        Optional<String> certification,
        Optional<String> order) {
    /**
     * Asks another place.
     *
     * @throws dev.cordon.codec.WireException if it refuses or its answer can't be read
     */
    static DefinitionsReport ask(Transport source, Header signature) throws IOException {
        try (Received reply = source.send(Request.of(Transaction.QUERY_DEFINITIONS, signature))
                .orThrow()) {
            Header said = reply.header();
            MessageKind.SEQUENCE_REPORT.check(said);
            return new DefinitionsReport(
                    said.find(Attributes.SIGNATURES_SEQUENCE),
                    said.find(CordonFields.CERTIFIED_SEQUENCE),
                    said.find(CordonFields.NONCERTIFIED_SEQUENCE),
                    said.find(CordonFields.CERTIFICATION),
                    said.find(CordonFields.ROLLBACK));
        }
    }

    /** Returns the answer of a place that has these definitions in use. */
    static Reply answer(ActiveDefinitions active) throws IOException {
        Header.Builder reply = Header.builder();
        active.sequence().ifPresent(newest -> reply.set(Attributes.SIGNATURES_SEQUENCE, newest));
        Optional<Certification> certified = active.newestCertified();
        certified.ifPresent(certification -> reply.set(CordonFields.CERTIFIED_SEQUENCE, certification.sequence())
                .set(CordonFields.CERTIFICATION, certification.text()));
        // The guide's date belongs to the set that the message is about, which is the newest.
        certified
                .filter(certification -> active.sequence().equals(Optional.of(certification.sequence())))
                .ifPresent(certification -> reply.set(Attributes.DATE_BLESSED, certification.blessed()));
        active.newestNoncertified().ifPresent(newest -> reply.set(CordonFields.NONCERTIFIED_SEQUENCE, newest));
        active.order().map(RollbackOrder::text).ifPresent(order -> reply.set(CordonFields.ROLLBACK, order));
        return Reply.of(reply.build());
    }
}
