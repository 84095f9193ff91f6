package dev.cordon.exchange;

import dev.cordon.attribute.Attributes;
import dev.cordon.attribute.Sequence;
import dev.cordon.codec.Header;
import dev.cordon.codec.WireException;
import dev.cordon.protocol.MessageKind;
import dev.cordon.protocol.Received;
import dev.cordon.protocol.Reply;
import dev.cordon.protocol.Request;
import dev.cordon.protocol.Transaction;
import dev.cordon.spi.Transport;
import java.io.IOException;
import java.util.Optional;

/** Asks another place for the sequence of its definitions, and answers who asks. */
public final class SequenceReport {
    private SequenceReport() {}

    /**
     * Returns the sequence that the other place names; empty where it has no definitions.
     *
     * @throws WireException if the other place refuses or its answer can't be read
     */
    public static Optional<Sequence> ask(Transport transport, Transaction transaction, Header header)
            throws IOException {
        try (Received reply = transport.send(Request.of(transaction, header)).orThrow()) {
            MessageKind.SEQUENCE_REPORT.check(reply.header());
            return reply.header().find(Attributes.SIGNATURES_SEQUENCE);
        }
    }

    /** Returns the answer that names a sequence. */
    public static Reply answer(Optional<Sequence> sequence) {
        Header.Builder reply = Header.builder();
        sequence.ifPresent(installed -> reply.set(Attributes.SIGNATURES_SEQUENCE, installed));
        return Reply.of(reply.build());
    }
}
