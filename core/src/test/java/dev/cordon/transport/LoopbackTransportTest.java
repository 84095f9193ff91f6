package dev.cordon.transport;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableMap;
import com.google.common.io.ByteSource;
import dev.cordon.attribute.Attributes;
import dev.cordon.codec.ContentKeys;
import dev.cordon.codec.ErrorCode;
import dev.cordon.codec.Header;
import dev.cordon.codec.WireError;
import dev.cordon.protocol.Desk;
import dev.cordon.protocol.Handler;
import dev.cordon.protocol.Received;
import dev.cordon.protocol.Reply;
import dev.cordon.protocol.Request;
import dev.cordon.protocol.Transaction;
import dev.cordon.testkit.SettableClock;
import java.io.IOException;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class LoopbackTransportTest {
    private static final Instant NOW = Instant.parse("2026-01-01T10:00:00Z");

    @Test
    void attributesAndContentArriveInTheirOrder() throws IOException {
        Header header = Header.builder()
                .set(Attributes.SAMPLE_FILE, "Größe.doc")
                .add("X-Unknown-Thing", "=?odd?= value")
                .add("Cordon-Outcome", "one")
                .add("Cordon-Outcome", "two")
                .build();
        byte[] content = {1, 2, 3};

        try (Received reply = to(LoopbackTransportTest::echo)
                .send(new Request(Transaction.FORWARD_SAMPLE, header, ByteSource.wrap(content)))) {
            assertThat(reply.header().fields()).startsWith(header.fields().toArray(Header.Field[]::new));
            assertThat(reply.content().readAllBytes()).isEqualTo(content);
        }
    }

    @Test
    void theHandlerSeesTheLengthAndTheDateThatHttpWouldCarry() throws IOException {
        try (Received reply = to(request -> Reply.of(Header.builder()
                        .set("X-Length", request.header().text("Content-Length").orElse("none"))
                        .set("X-Sent", request.header().text("Date").orElse("none"))
                        .build()))
                .send(new Request(Transaction.FORWARD_SAMPLE, Header.empty(), ByteSource.wrap(new byte[7])))) {
            assertThat(reply.header().text("X-Length")).contains("7");
            assertThat(reply.header().text("X-Sent")).contains("Thu, 01 Jan 2026 10:00:00 GMT");
        }
    }

    @Test
    void whatBelongsToAConnectionDoesNotArrive() throws IOException {
        Header header = Header.builder()
                .set("Connection", "close")
                .set("Authorization", "Bearer hush")
                .build();

        try (Received reply = to(LoopbackTransportTest::echo).send(Request.of(Transaction.FORWARD_SAMPLE, header))) {
            assertThat(reply.header().text("Connection")).isEmpty();
            assertThat(reply.header().text("Authorization")).isEmpty();
        }
    }

    @Test
    void datesAreMovedByTheDifferenceToTheSendersDate() throws IOException {
        Header header = Header.builder()
                .set("Date", "Thu, 01 Jan 2026 09:00:00 GMT")
                .set("X-Date-Captured", "Thu, 01 Jan 2026 08:00:00 GMT")
                .build();

        try (Received reply = to(request -> Reply.of(Header.builder()
                        .set("X-Seen", request.header().text("X-Date-Captured").orElse("none"))
                        .build()))
                .send(Request.of(Transaction.FORWARD_SAMPLE, header))) {
            assertThat(reply.header().text("X-Seen")).contains("Thu, 01 Jan 2026 09:00:00 GMT");
        }
    }

    @Test
    void aHeaderOverTheLimitsIsRefusedInAReplyAsOverHttp() throws IOException {
        Header oversized = Header.builder().set("X-Much", "a".repeat(9 << 10)).build();

        try (Received reply = to(LoopbackTransportTest::echo).send(Request.of(Transaction.FORWARD_SAMPLE, oversized))) {
            assertThat(reply.header().find(ContentKeys.ERROR).map(WireError::code))
                    .contains(ErrorCode.MALFORMED);
        }
    }

    private static Reply echo(Received request) throws IOException {
        return new Reply(request.header(), ByteSource.wrap(request.content().readAllBytes()));
    }

    private static LoopbackTransport to(Handler handler) {
        Desk desk = new Desk(ImmutableMap.of(Transaction.FORWARD_SAMPLE, handler), (transaction, failure) -> {});
        return new LoopbackTransport(desk, SettableClock.at(NOW));
    }
}
