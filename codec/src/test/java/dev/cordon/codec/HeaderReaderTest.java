package dev.cordon.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.common.collect.ImmutableMap;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HeaderReaderTest {
    private static final HeaderReader READER = new HeaderReader(HeaderLimits.standard());

    @ParameterizedTest
    @ValueSource(strings = {"\r\n", "\n"})
    void linesEndInCrLfOrLf(String end) throws IOException {
        Header header = READER.read(bytes("X-Sample-Type: file" + end + "Other:1" + end + end));

        assertThat(header.fields())
                .containsExactly(new Header.Field("X-Sample-Type", "file"), new Header.Field("Other", "1"));
    }

    @Test
    void foldedLinesAreUnfolded() throws IOException {
        Header header = READER.read(bytes("X-Text: one \r\n\t two\r\n three\r\n\r\n"));

        assertThat(header.text("x-text")).contains("one two three");
    }

    @Test
    void nothingIsReadBeyondTheEmptyLine() throws IOException {
        InputStream message = new ByteArrayInputStream(bytes("A: b\r\n\r\ncontent"));

        READER.read(message);

        assertThat(message.readAllBytes()).asString(StandardCharsets.US_ASCII).isEqualTo("content");
    }

    @Test
    void otherFieldsMayBeRepeated() throws IOException {
        assertThat(READER.read(bytes("Via: a\r\nVia: b\r\n\r\n")).fields()).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "A: b\rC: d\r\n\r\n",
                "A: b\0c\r\n\r\n",
                "A: b\u0007c\r\n\r\n",
                "A: caf\u00e9\r\n\r\n",
                "A : b\r\n\r\n",
                ": b\r\n\r\n",
                "no colon\r\n\r\n",
                " folded first\r\n\r\n",
                "X-Sample-Type: file\r\nx-sample-type: file\r\n\r\n",
                "Content-Length: 1\r\nContent-Length: 2\r\n\r\n"
            })
    void malformedHeadersAreRefusedWithoutRepeatingThem(String text) {
        WireException refusal = refusal(text.getBytes(StandardCharsets.UTF_8), READER);

        assertThat(refusal.code()).isEqualTo(ErrorCode.MALFORMED);
        assertThat(refusal.getMessage()).doesNotContain("caf", "no colon", "folded first");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "A: b", "A: b\r\n", "A: b\r\n\r"})
    void aHeaderWithoutItsEndIsAnUnderrun(String text) {
        assertThat(refusal(bytes(text), READER).code()).isEqualTo(ErrorCode.UNDERRUN);
    }

    @Test
    void aFailingConnectionIsALoss() {
        InputStream failing = new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("gone");
            }
        };
        InputStream message = new SequenceInputStream(new ByteArrayInputStream(bytes("A: b\r\n")), failing);

        WireException refusal = catchThrowableOfType(WireException.class, () -> READER.read(message));

        assertThat(refusal.code()).isEqualTo(ErrorCode.LOST);
    }

    @Test
    void aHeaderOfTheLimitIsReadAndOneByteMoreIsRefused() throws IOException {
        byte[] header = bytes("A: 1234567890\r\nB: 1\r\n\r\n");

        assertThat(limited(header.length, 2, 10).read(header).fields()).hasSize(2);
        assertThat(refusal(header, limited(header.length - 1, 2, 10))).hasMessage("the header is longer than allowed");
    }

    @Test
    void oneFieldMoreThanAllowedIsRefused() {
        assertThat(refusal(bytes("A: 1\r\nB: 2\r\nC: 3\r\n\r\n"), limited(100, 2, 10)))
                .hasMessage("the header has more fields than are allowed");
    }

    @Test
    void aValueOneByteTooLongIsRefused() {
        assertThat(refusal(bytes("A: 12345678901\r\n\r\n"), limited(100, 2, 10)))
                .hasMessage("the value of a field is longer than allowed");
    }

    @Test
    void aFieldWithALimitOfItsOwnMayBeLonger() throws IOException {
        Header header = limited(100, 2, 10).read(bytes("X-Sample-File: 123456789012\r\n\r\n"));

        assertThat(header.text("X-Sample-File")).contains("123456789012");
    }

    private static HeaderReader limited(int bytes, int fields, int valueBytes) {
        return new HeaderReader(new HeaderLimits(bytes, fields, valueBytes, ImmutableMap.of("X-Sample-File", 12)));
    }

    private static WireException refusal(byte[] message, HeaderReader reader) {
        return catchThrowableOfType(WireException.class, () -> reader.read(message));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
