package dev.cordon.defcast;

import dev.cordon.attribute.CordonFields;
import dev.cordon.attribute.Sequence;
import dev.cordon.codec.ErrorCode;
import dev.cordon.codec.Header;
import dev.cordon.codec.WireError;
import dev.cordon.codec.WireException;
import dev.cordon.definition.DefinitionPackage;
import dev.cordon.exchange.PackageMessage;
import dev.cordon.exchange.SequenceReport;
import dev.cordon.protocol.Received;
import dev.cordon.protocol.Request;
import dev.cordon.protocol.Transaction;
import dev.cordon.spi.Transport;
import java.io.IOException;
import java.util.Optional;

/**
 * One attempt to give a set to a target: it is asked for its sequence first, and offered the set only if it is older.
 *
 * @param config what defcast works with
 * @param target the way to the target
 */
record Offer(DefcastConfig config, Transport target) {
    /** What came of it. */
    sealed interface Outcome {}

    /** The target has these definitions already, or newer ones. */
    record Has(Sequence installed) implements Outcome {}

    /**
     * The target has taken them.
     *
     * @param doubt what it finds wrong with their certification
     */
    record Taken(Optional<String> doubt) implements Outcome {}

    /** The target has refused them. */
    record Refused(WireError error, String reason) implements Outcome {}

    /**
     * Makes the attempt.
     *
     * @param enough the sequence with which the target needs no other
     * @throws IOException if it can't be reached
     */
    Outcome of(DefinitionPackage set, Sequence enough) throws IOException {
        try {
            Optional<Sequence> installed = installed();
            if (installed.filter(sequence -> sequence.compareTo(enough) >= 0).isPresent()) {
                return new Has(installed.get());
            }
            PackageMessage.Parts parts =
                    config.packages().parts(set, config.active().certification(set.sequence()));
            try (Received reply = target.send(
                            new Request(Transaction.OFFER_DEFINITIONS, parts.header(), parts.content()))
                    .orThrow()) {
                return new Taken(reply.header()
                        .find(CordonFields.CERTIFIED)
                        .filter(said -> said.equals("no"))
                        .map(no ->
                                "the computer does not believe that definitions " + set.sequence() + " are certified"));
            }
        } catch (WireException refusal) {
            return refusal.code() == ErrorCode.SUPERSEDED
                    ? new Has(set.sequence())
                    : new Refused(refusal.error(), refusal.reason());
        }
    }

    /** Returns whether a target that has taken a set has it in use. */
    Outcome confirmed(Sequence enough) throws IOException {
        Optional<Sequence> installed = installed();
        return installed.filter(sequence -> sequence.compareTo(enough) >= 0).isPresent()
                ? new Has(installed.get())
                : new Refused(
                        WireError.of(ErrorCode.UNAVAILABLE), "the definitions that it has taken are not in use there");
    }

    private Optional<Sequence> installed() throws IOException {
        return SequenceReport.ask(target, Transaction.QUERY_SEQUENCE, Header.empty());
    }
}
