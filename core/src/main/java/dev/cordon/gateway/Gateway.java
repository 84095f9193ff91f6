package dev.cordon.gateway;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.cordon.protocol.Handler;
import dev.cordon.protocol.MessageKind;
import dev.cordon.protocol.Transaction;
import dev.cordon.station.Station;

/**
 * The gateway between customers and the analysis centre: takes submissions, answers what it can, passes the rest on and
 * serves definitions (guide, table 1-1, "Gateway"). The same front desk serves the analysis centre itself.
 */
public final class Gateway {
    private final GatewayConfig config;

    /** Makes a gateway; it answers through its handlers and works through its stations. */
    public Gateway(GatewayConfig config) {
        this.config = config;
    }

    /** Returns the station filter. */
    public ImmutableList<Station> stations() {
        return ImmutableList.of(new FilterStation(config));
    }

    /** Returns the handlers of what customers ask; each wants their credentials. */
    public ImmutableMap<Transaction, Handler> handlers() {
        ImmutableMap.Builder<Transaction, Handler> handlers = ImmutableMap.<Transaction, Handler>builder()
                .put(Transaction.SUBMIT_SAMPLE, MessageKind.SAMPLE_TO_GATEWAY.checked(new SubmissionDesk(config)))
                .put(Transaction.QUERY_STATUS, MessageKind.ANALYSIS_QUERY.checked(new TicketDesk(config)));
        config.definitionsDesk()
                .handlers()
                .forEach((transaction, handler) -> handlers.put(transaction, ofCustomer(transaction, handler)));
        return handlers.buildOrThrow();
    }

    private Handler ofCustomer(Transaction transaction, Handler handler) {
        MessageKind kind = transaction == Transaction.FETCH_DEFINITIONS
                ? MessageKind.CUSTOMER_DEFINITIONS_REQUEST
                : MessageKind.CUSTOMER_NEWEST_QUERY;
        return kind.checked(request -> {
            var unused = config.customers().get().authenticate(request.header());
            return handler.handle(request);
        });
    }
}
