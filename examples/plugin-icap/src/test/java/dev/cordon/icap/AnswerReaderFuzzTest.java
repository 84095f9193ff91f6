package dev.cordon.icap;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;

/** Any bytes are an answer or are refused, and what is read of them is within the bounds. */
class AnswerReaderFuzzTest {
    private static final byte[] SENT = "what is to be scanned".getBytes(US_ASCII);

    @FuzzTest(maxDuration = "10m")
    void anyBytesAreReadOrRefused(byte[] answer) throws IOException {
        ByteArrayInputStream left = new ByteArrayInputStream(answer);
        AnswerReader reader = new AnswerReader(() -> {
            int next = left.read();
            if (next < 0) {
                throw new EOFException("cut short");
            }
            return (byte) next;
        });
        try {
            read(reader);
        } catch (NonsenseException | EOFException | RefusalException refusal) {
            // That is one of the two.
        }
    }

    private static void read(AnswerReader reader) throws IOException {
        Head head = reader.icap();
        assertThat(head.length()).isLessThanOrEqualTo(AnswerReader.LONGEST_HEAD);
        assertThat(head.fields().size()).isLessThanOrEqualTo(AnswerReader.MOST_FIELDS);
        assertThat(head.tag().orElse("tag")).matches("[!-~]{1,64}");
        IcapReply.finding(head).ifPresent(AnswerReaderFuzzTest::check);
        Encapsulated parts = Encapsulated.of(head);
        Head http = reader.http();
        AnswerReader.Body body = parts.hasBody()
                ? reader.body(new ByteArrayInputStream(SENT))
                : reader.noBody(new ByteArrayInputStream(SENT));
        check(IcapReply.ofResponse(http.status(), body.comparison(), true));
        if (head.status() == Head.OK) {
            var unused = ServiceOptions.of(head);
        }
    }

    private static void check(IcapReply reply) {
        if (reply instanceof IcapReply.Found found) {
            assertThat(found.name()).matches("[ -~]{1,255}");
        }
    }
}
