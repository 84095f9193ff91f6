package dev.cordon.gateway;

import dev.cordon.attribute.Attributes;
import dev.cordon.attribute.CustomerIdentifier;
import dev.cordon.protocol.Handler;
import dev.cordon.protocol.Received;
import dev.cordon.protocol.Reply;
import dev.cordon.sample.Sample;
import java.io.IOException;

/** Tells customers how their submissions stand. */
final class TicketDesk implements Handler {
    private final GatewayConfig config;

    TicketDesk(GatewayConfig config) {
        this.config = config;
    }

    @Override
    public Reply handle(Received request) throws IOException {
        CustomerIdentifier customer = config.customers().authenticate(request.header());
        String cookie = request.header().require(Attributes.ANALYSIS_COOKIE);
        Sample sample = Ticket.find(config.work().store(), cookie, customer);
        return Reply.of(TicketReport.of(sample).header());
    }
}
