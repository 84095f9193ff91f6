package dev.cordon.gateway;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.cordon.protocol.Handler;
import dev.cordon.protocol.Received;
import dev.cordon.protocol.Reply;
import dev.cordon.protocol.Transaction;
import dev.cordon.station.Station;
import java.io.IOException;

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
                .put(Transaction.SUBMIT_SAMPLE, new SubmissionDesk(config))
                .put(Transaction.QUERY_STATUS, new TicketDesk(config));
        config.definitionsDesk()
                .handlers()
                .forEach((transaction, handler) ->
                        handlers.put(transaction, request -> authenticated(request, handler)));
        return handlers.buildOrThrow();
    }

    private Reply authenticated(Received request, Handler handler) throws IOException {
        var unused = config.customers().authenticate(request.header());
        return handler.handle(request);
    }
}
