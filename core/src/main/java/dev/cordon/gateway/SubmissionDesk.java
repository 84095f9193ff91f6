package dev.cordon.gateway;

import dev.cordon.attribute.Attributes;
import dev.cordon.attribute.CordonFields;
import dev.cordon.attribute.CustomerIdentifier;
import dev.cordon.attribute.OpenToken;
import dev.cordon.attribute.Priority;
import dev.cordon.codec.EncodedContent;
import dev.cordon.codec.ErrorCode;
import dev.cordon.codec.Header;
import dev.cordon.codec.WireError;
import dev.cordon.codec.WireException;
import dev.cordon.exchange.SampleMessage;
import dev.cordon.protocol.Handler;
import dev.cordon.protocol.Received;
import dev.cordon.protocol.Reply;
import dev.cordon.sample.Sample;
import dev.cordon.sample.SampleId;
import dev.cordon.spi.SampleConflictException;
import dev.cordon.spi.StaleSampleException;
import dev.cordon.spi.UnknownSampleException;
import dev.cordon.statemachine.AnalysisEvent;
import dev.cordon.statemachine.AnalysisLifecycle;
import dev.cordon.statemachine.AnalysisState;
import java.io.IOException;
import java.time.Instant;

/** Takes samples that customers submit and gives each a cookie. */
final class SubmissionDesk implements Handler {
    /** Whoever submits tries again later; nothing is wrong with the sample. */
    private static final WireError BUSY = WireError.of(ErrorCode.INTERNAL, "busy");

    private final GatewayConfig config;
    private final PlatformLimit limit;
    private final SharedAnalysis shared;

    SubmissionDesk(GatewayConfig config) {
        this.config = config;
        this.shared = config.shared();
        this.limit = new PlatformLimit();
    }

    @Override
    public Reply handle(Received request) throws IOException {
        CustomerIdentifier customer = config.customers().get().authenticate(request.header());
        SampleId id = Ticket.id(customer, request.header().require(CordonFields.SUBMISSION));
        if (config.work().store().find(id).isEmpty()) {
            count(customer, request.header());
        }
        try (EncodedContent content = config.contents().receive(request)) {
            Sample ticket = ticket(id, customer, request.header(), content);
            Sample kept = config.work().store().add(shared(ticket), content);
            return Reply.of(TicketReport.of(kept).header());
        } catch (SampleConflictException e) {
            throw new WireException(ErrorCode.SAMPLE, "the submission was made before with another sample");
        }
    }

    /** In an outbreak most tickets need nothing but to be written once. */
    private Sample shared(Sample ticket) throws IOException {
        try {
            return shared.shared(ticket, config.work().clock().instant()).orElse(ticket);
        } catch (StaleSampleException | UnknownSampleException e) {
            // The one to follow has just moved; the filter will see where to.
            return ticket;
        }
    }

    /** What was sent before is not counted again. */
    private void count(CustomerIdentifier customer, Header submission) throws WireException {
        String correlator = submission.find(Attributes.PLATFORM_CORRELATOR).orElse("");
        if (!limit.take(
                customer,
                correlator,
                config.submissionsPerHour().getAsInt(),
                config.work().clock().instant())) {
            throw new WireException(BUSY, "the platform submits more than it may");
        }
    }

    private Sample ticket(SampleId id, CustomerIdentifier customer, Header received, EncodedContent content) {
        Instant now = config.work().clock().instant();
        AnalysisState receiving = AnalysisLifecycle.start();
        Header attributes = SampleMessage.attributes(received).toBuilder()
                .setAll(content.fields())
                .set(Attributes.CUSTOMER_IDENTIFIER, customer)
                .set(Attributes.SAMPLE_PRIORITY, Turn.of(customer, wished(received)))
                .set(CordonFields.COOKIE_GIVEN, Ticket.cookie(id, config.random()))
                .set(Attributes.ANALYSIS_STATE, OpenToken.of(receiving.token(), receiving))
                .build();
        return Sample.received(id, attributes, now).on(new AnalysisEvent.Accepted(), now);
    }

    private static Priority wished(Header submission) {
        return submission.find(Attributes.SAMPLE_PRIORITY).orElse(Priority.LOWEST);
    }
}
