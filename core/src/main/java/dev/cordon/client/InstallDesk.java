package dev.cordon.client;

import com.google.common.collect.ImmutableMap;
import dev.cordon.attribute.CordonFields;
import dev.cordon.codec.Header;
import dev.cordon.exchange.DefinitionsArrival;
import dev.cordon.exchange.SequenceReport;
import dev.cordon.protocol.Handler;
import dev.cordon.protocol.Received;
import dev.cordon.protocol.Reply;
import dev.cordon.protocol.Transaction;
import java.io.IOException;

/** Answers the server's defcast: which definitions are installed here, and takes newer ones unless a neighbour does that. */
final class InstallDesk {
    private final ClientConfig config;

    InstallDesk(ClientConfig config) {
        this.config = config;
    }

    ImmutableMap<Transaction, Handler> handlers() {
        ImmutableMap.Builder<Transaction, Handler> handlers = ImmutableMap.builder();
        handlers.put(Transaction.QUERY_SEQUENCE, this::sequence);
        if (!config.sharing()) {
            handlers.put(Transaction.OFFER_DEFINITIONS, this::offer);
        }
        return handlers.buildOrThrow();
    }

    private Reply sequence(Received request) {
        return SequenceReport.answer(config.active().sequence());
    }

    private Reply offer(Received request) throws IOException {
        DefinitionsArrival arrival = DefinitionsArrival.install(request, config.packages(), config.active());
        Header.Builder reply = Header.builder();
        if (arrival.isCertified() || arrival.doubt().isPresent()) {
            reply.set(CordonFields.CERTIFIED, arrival.isCertified() ? "yes" : "no");
        }
        return Reply.of(reply.build());
    }
}
