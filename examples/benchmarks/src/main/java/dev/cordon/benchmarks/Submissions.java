package dev.cordon.benchmarks;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.cordon.attribute.Attributes;
import dev.cordon.attribute.CordonFields;
import dev.cordon.codec.ContentEncoder;
import dev.cordon.codec.ContentKeys;
import dev.cordon.codec.EncodedContent;
import dev.cordon.codec.Header;
import dev.cordon.codec.Mask;
import dev.cordon.codec.Recipe;
import dev.cordon.codec.Spooling;
import dev.cordon.protocol.Customer;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** The submissions of an outbreak as bytes for a connection: many computers send the same few files. */
final class Submissions {
    private static final int SIZE = 8 << 10;

    /** Random bytes of a few values, so that they are packed to about half, as programs are. */
    private static final int VALUES = 16;

    private final List<byte[]> headers = new ArrayList<>();
    private final List<byte[]> contents = new ArrayList<>();

    /**
     * Makes them.
     *
     * @param distinct how many different contents there are
     */
    static Submissions of(int distinct, Customer customer, Path temporary) throws IOException {
        Submissions made = new Submissions();
        ContentEncoder encoder =
                new ContentEncoder(Recipe.standard(), Mask.standard(), new Spooling(8 * SIZE, temporary));
        for (int number = 0; number < distinct; number++) {
            try (EncodedContent content = encoder.encode(new ByteArrayInputStream(captured(number)))) {
                made.headers.add(header(content, customer));
                made.contents.add(content.wire().read());
            }
        }
        return made;
    }

    private static byte[] captured(int number) {
        Random random = new Random(number);
        byte[] captured = new byte[SIZE];
        for (int at = 0; at < SIZE; at++) {
            captured[at] = (byte) (random.nextInt(VALUES) * 7);
        }
        return captured;
    }

    private static byte[] header(EncodedContent content, Customer customer) throws IOException {
        Header.Builder fields = Header.builder()
                .setAll(content.fields())
                .set(ContentKeys.CONTENT_LENGTH, content.wire().size());
        customer.sign(fields);
        StringBuilder lines = new StringBuilder("POST /cordon/1/submit-sample HTTP/1.1\r\nHost: gateway\r\n");
        for (Header.Field field : fields.build().fields()) {
            lines.append(field.name()).append(": ").append(field.value()).append("\r\n");
        }
        lines.append(Attributes.SAMPLE_TYPE.name()).append(": file\r\n");
        return lines.toString().getBytes(US_ASCII);
    }

    /** Returns one submission, which no other has the number of. */
    byte[] request(int number) {
        int which = number % contents.size();
        String own = CordonFields.SUBMISSION.name() + ": " + String.format("%032x", number) + "\r\n"
                + Attributes.PLATFORM_CORRELATOR.name() + ": " + number % 1000 + "\r\n\r\n";
        ByteArrayOutputStream request = new ByteArrayOutputStream();
        request.writeBytes(headers.get(which));
        request.writeBytes(own.getBytes(US_ASCII));
        request.writeBytes(contents.get(which));
        return request.toByteArray();
    }
}
