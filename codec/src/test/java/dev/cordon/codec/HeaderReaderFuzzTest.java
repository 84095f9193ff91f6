package dev.cordon.codec;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;

/** Any bytes are a header or are refused, and a header that was read is written as one that reads the same. */
class HeaderReaderFuzzTest {
    private static final Syntax<String> TEXT = Syntaxes.text();
    private static final HeaderReader READER = new HeaderReader(HeaderLimits.standard());

    @FuzzTest(maxDuration = "10m")
    void anyBytesAreReadOrRefused(byte[] message) throws IOException {
        Header header;
        try {
            header = READER.read(message);
        } catch (WireException refusal) {
            return;
        }
        assertThat(READER.read(HeaderWriter.bytes(header))).isEqualTo(header);
        for (Header.Field field : header) {
            Lookup<String> text = header.lookup(Key.of(field.name(), TEXT));
            text.toOptional()
                    .ifPresent(
                            value -> assertThat(TEXT.parse(TEXT.format(value))).isEqualTo(value));
        }
    }
}
