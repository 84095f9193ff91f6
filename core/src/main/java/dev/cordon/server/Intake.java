package dev.cordon.server;

import dev.cordon.attribute.Attributes;
import dev.cordon.attribute.CordonFields;
import dev.cordon.codec.ContentKeys;
import dev.cordon.codec.EncodedContent;
import dev.cordon.codec.ErrorCode;
import dev.cordon.codec.Header;
import dev.cordon.codec.WireException;
import dev.cordon.exchange.SampleMessage;
import dev.cordon.protocol.Handler;
import dev.cordon.protocol.Received;
import dev.cordon.protocol.Reply;
import dev.cordon.protocol.StatusReport;
import dev.cordon.protocol.Transaction;
import dev.cordon.recording.IntakeEvent;
import dev.cordon.sample.Sample;
import dev.cordon.sample.SampleId;
import dev.cordon.spi.SampleConflictException;
import dev.cordon.spi.SampleStore;
import dev.cordon.spi.StoreFailedException;
import java.io.IOException;

/** Takes samples that clients forward. */
final class Intake implements Handler {
    private final ServerConfig config;
    private final SampleStore store;
    private final Room room;

    Intake(ServerConfig config, Room room) {
        this.config = config;
        this.store = config.work().store();
        this.room = room;
    }

    @Override
    public Reply handle(Received request) throws IOException {
        IntakeEvent event = IntakeEvent.start();
        try {
            return take(request, event);
        } catch (WireException refusal) {
            event.refused(refusal.code());
            if (refusal.code() == ErrorCode.INTERNAL) {
                config.errors().failed(Transaction.FORWARD_SAMPLE.token(), refusal);
            }
            throw refusal;
        } catch (IOException | RuntimeException e) {
            event.refused(ErrorCode.INTERNAL);
            throw e;
        } finally {
            event.commit();
        }
    }

    private Reply take(Received request, IntakeEvent event) throws IOException {
        SampleId id = SampleMessage.id(request.header());
        event.of(id);
        room.checkDisk(request.header().get(ContentKeys.CONTENT_LENGTH).orElse(0L));
        try (EncodedContent content = config.contents().receive(request)) {
            event.received(
                    content.captured().size(), store.count(content.captured().sha256()) > 0);
            Sample sample = Sample.received(
                    id, attributes(request.header()), config.work().clock().instant());
            Sample kept = keep(described(sample, content), content);
            return Reply.of(StatusReport.of(kept).header());
        } catch (SampleConflictException e) {
            throw new WireException(ErrorCode.SAMPLE, "the id belongs to another sample");
        }
    }

    /** What is here already, or belongs to another sample, needs no room. */
    private Sample keep(Sample sample, EncodedContent content) throws IOException {
        if (store.find(sample.id()).isPresent()) {
            return store.add(sample, content);
        }
        Room.Reservation reserved = room.reserve(sample, content.wireSize());
        try {
            return store.add(sample, content);
        } catch (StoreFailedException e) {
            throw e.reason() == StoreFailedException.Reason.FULL ? Room.full("the disk is full") : e;
        } finally {
            reserved.release();
        }
    }

    private static Sample described(Sample sample, EncodedContent content) {
        Header attributes =
                sample.attributes().toBuilder().setAll(content.fields()).build();
        return Sample.stored(sample.id(), attributes, sample.history(), sample.faults());
    }

    /** What the client's own scan said is kept apart: the server's scan takes its place. */
    private Header attributes(Header received) {
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
            attributes.set(Attributes.SAMPLE_PRIORITY, config.policy().get().priority());
        }
        return attributes.build();
    }
}
