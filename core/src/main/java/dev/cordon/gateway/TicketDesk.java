package dev.cordon.gateway;

import dev.cordon.attribute.Attributes;
import dev.cordon.attribute.CustomerIdentifier;
import dev.cordon.attribute.Priority;
import dev.cordon.codec.Header;
import dev.cordon.exchange.Work;
import dev.cordon.protocol.Handler;
import dev.cordon.protocol.Received;
import dev.cordon.protocol.Reply;
import dev.cordon.sample.Sample;
import dev.cordon.spi.StaleSampleException;
import java.io.IOException;
import java.util.Optional;

/**
 * Tells customers how their submissions stand, and hears how urgent they are by now. A submission that shares an analysis
 * takes its answer at the latest when it is asked for.
 */
final class TicketDesk implements Handler {
    private static final int ATTEMPTS = 8;

    private final GatewayConfig config;
    private final Work work;
    private final SharedAnalysis shared;

    TicketDesk(GatewayConfig config) {
        this.config = config;
        this.work = config.work();
        this.shared = config.shared();
    }

    @Override
    public Reply handle(Received request) throws IOException {
        CustomerIdentifier customer = config.customers().get().authenticate(request.header());
        return Reply.of(
                TicketReport.of(ticket(customer, request.header(), ATTEMPTS)).header());
    }

    /** A station may change the ticket at the same time; then it is looked at again. */
    private Sample ticket(CustomerIdentifier customer, Header query, int attempts) throws IOException {
        try {
            return ticket(customer, query);
        } catch (StaleSampleException e) {
            if (attempts <= 1) {
                throw e;
            }
            return ticket(customer, query, attempts - 1);
        }
    }

    private Sample ticket(CustomerIdentifier customer, Header query) throws IOException {
        Sample ticket = Ticket.find(work.store(), query.require(Attributes.ANALYSIS_COOKIE), customer);
        Sample urgent = asUrgent(ticket, customer, query);
        if (!SharedAnalysis.isFollower(urgent)) {
            return urgent;
        }
        Optional<Sample> leader = shared.leader(urgent);
        if (leader.isEmpty()) {
            return urgent;
        }
        if (SharedAnalysis.hasAnswer(leader.get())) {
            Sample answered =
                    shared.answeredLike(urgent, leader.get(), work.clock().instant());
            return work.store().update(urgent, answered);
        }
        shared.lift(leader.get(), urgent.priority());
        return SharedAnalysis.seen(urgent, leader.get());
    }

    private Sample asUrgent(Sample ticket, CustomerIdentifier customer, Header query) throws IOException {
        Optional<Priority> urgent = query.find(Attributes.SAMPLE_PRIORITY)
                .map(wished -> Turn.of(customer, wished))
                .filter(priority -> priority.compareTo(ticket.priority()) > 0)
                .filter(priority -> !SharedAnalysis.hasAnswer(ticket));
        return urgent.isPresent() ? work.store().update(ticket, SharedAnalysis.raised(ticket, urgent.get())) : ticket;
    }
}
