package dev.cordon.server;

import dev.cordon.attribute.Attributes;
import dev.cordon.attribute.CordonFields;
import dev.cordon.attribute.Priority;
import dev.cordon.codec.EncodedContent;
import dev.cordon.codec.ErrorCode;
import dev.cordon.codec.Header;
import dev.cordon.codec.WireException;
import dev.cordon.exchange.SampleMessage;
import dev.cordon.protocol.Handler;
import dev.cordon.protocol.Received;
import dev.cordon.protocol.Reply;
import dev.cordon.protocol.StatusReport;
import dev.cordon.sample.Sample;
import dev.cordon.sample.SampleId;
import dev.cordon.spi.SampleConflictException;
import java.io.IOException;

/** Takes samples that clients forward. */
final class Intake implements Handler {
    private final ServerConfig config;

    Intake(ServerConfig config) {
        this.config = config;
    }

    @Override
    public Reply handle(Received request) throws IOException {
        SampleMessage.check(request.header());
        SampleId id = SampleMessage.id(request.header());
        try (EncodedContent content = config.contents().receive(request)) {
            Sample sample = Sample.received(
                    id, attributes(request.header()), config.work().clock().instant());
            Sample kept = config.work().store().add(described(sample, content), content);
            return Reply.of(StatusReport.of(kept).header());
        } catch (SampleConflictException e) {
            throw new WireException(ErrorCode.SAMPLE, "the id belongs to another sample");
        }
    }

    private static Sample described(Sample sample, EncodedContent content) {
        Header attributes =
                sample.attributes().toBuilder().setAll(content.fields()).build();
        return Sample.stored(sample.id(), attributes, sample.history(), sample.faults());
    }

    /** What the client's own scan said is kept apart: the server's scan takes its place. */
    private static Header attributes(Header received) {
        Header.Builder attributes = SampleMessage.attributes(received).toBuilder();
        received.find(Attributes.SCAN_SIGNATURES_SEQUENCE)
                .ifPresent(sequence -> attributes.set(CordonFields.CLIENT_SEQUENCE, sequence));
        attributes
                .remove(Attributes.SCAN_RESULT)
                .remove(Attributes.SCAN_SIGNATURES_NAME)
                .remove(Attributes.SCAN_SIGNATURES_SEQUENCE)
                .remove(Attributes.SCAN_SIGNATURES_VERSION)
                .remove(Attributes.SCAN_VIRUS_IDENTIFIER)
                .remove(Attributes.SCAN_VIRUS_NAME);
        if (received.find(Attributes.SAMPLE_PRIORITY).isEmpty()) {
            attributes.set(Attributes.SAMPLE_PRIORITY, Priority.LOWEST);
        }
        return attributes.build();
    }
}
