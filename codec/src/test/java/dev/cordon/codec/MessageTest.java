package dev.cordon.codec;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.io.ByteSource;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import org.junit.jupiter.api.Test;

class MessageTest {
    private static final HeaderReader READER = new HeaderReader(HeaderLimits.standard());
    private static final byte[] WHOLE = "X-Sample-Type: file\r\nOther: 1\r\n\r\n\r\ncontent".getBytes(US_ASCII);
    private static final byte[] CONTENT = "\r\ncontent".getBytes(US_ASCII);

    @Test
    void aMessageIsWrittenAsItIsRead() throws IOException {
        Message message = Message.read(ByteSource.wrap(WHOLE), READER);
        ByteArrayOutputStream toStream = new ByteArrayOutputStream();
        ByteArrayOutputStream toChannel = new ByteArrayOutputStream();

        message.writeTo(toStream);
        message.writeTo(Channels.newChannel(toChannel));

        assertThat(message.content().read()).isEqualTo(CONTENT);
        assertThat(toStream.toByteArray()).isEqualTo(WHOLE);
        assertThat(toChannel.toByteArray()).isEqualTo(WHOLE);
    }

    @Test
    void theContentFollowsTheHeaderFromAStream() throws IOException {
        IncomingMessage message = IncomingMessage.from(new ByteArrayInputStream(WHOLE), READER);

        assertThat(message.header().text("other")).contains("1");
        assertThat(message.content().readAllBytes()).isEqualTo(CONTENT);
    }

    @Test
    void theContentFollowsTheHeaderFromAStreamWithoutMarks() throws IOException {
        IncomingMessage message = IncomingMessage.from(Streams.inParts(WHOLE, 3), READER);

        assertThat(message.header().text("other")).contains("1");
        assertThat(message.content().readAllBytes()).isEqualTo(CONTENT);
    }

    @Test
    void theContentFollowsTheHeaderFromAChannel() throws IOException {
        IncomingMessage message = IncomingMessage.from(Channels.newChannel(new ByteArrayInputStream(WHOLE)), READER);

        assertThat(message.header().text("other")).contains("1");
        assertThat(message.content().readAllBytes()).isEqualTo(CONTENT);
    }

    @Test
    void closingAMessageClosesWhereItComesFrom() throws IOException {
        boolean[] closed = {false};
        InputStream source = new FilterInputStream(new ByteArrayInputStream(WHOLE)) {
            @Override
            public void close() {
                closed[0] = true;
            }
        };

        IncomingMessage.from(source, READER).close();

        assertThat(closed[0]).isTrue();
    }

    @Test
    void aMessageOfNewContentSaysNothingOfEarlierContent() throws IOException {
        Header earlier = Header.builder()
                .set("Content-Length", "5")
                .set("X-Content-Encoding", "base64")
                .set("X-Sample-Type", "file")
                .build();
        ContentEncoder encoder = new ContentEncoder(Recipe.plain(), Mask.standard(), Contents.MEMORY);
        try (EncodedContent content = encoder.encode(new ByteArrayInputStream(new byte[10]))) {
            Message message = content.message(earlier);

            assertThat(message.header().text("X-Content-Encoding")).isEmpty();
            assertThat(message.header().text("Content-Length")).contains("10");
            assertThat(message.header().text("X-Sample-Type")).contains("file");
        }
    }
}
