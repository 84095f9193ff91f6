package dev.cordon.codec;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import com.google.common.hash.Hashing;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;

/** Any content is unpacked within its bound or is refused. */
class ContentDecoderFuzzTest {
    private static final int MAX_SIZE = 1 << 16;

    @FuzzTest(maxDuration = "10m")
    @SuppressWarnings("deprecation")
    void anyContentIsUnpackedOrRefused(FuzzedDataProvider data) throws IOException {
        Header.Builder header = Header.builder().set(ContentKeys.CHECKSUM_METHOD, ChecksumMethod.MD5);
        if (data.consumeBoolean()) {
            header.set(ContentKeys.CONTENT_COMPRESSION, data.pickValue(Compression.values()));
        }
        if (data.consumeBoolean()) {
            header.set(ContentKeys.CONTENT_SCRAMBLING, Scrambling.XOR_VAMPISH);
        }
        if (data.consumeBoolean()) {
            header.set(ContentKeys.CONTENT_ENCODING, Encoding.BASE64);
        }
        if (data.consumeBoolean()) {
            header.set(ContentKeys.SAMPLE_SIZE, (long) data.consumeInt(0, MAX_SIZE));
        }
        byte[] wire = data.consumeRemainingAsBytes();
        header.set(ContentKeys.CONTENT_CHECKSUM, Hashing.md5().hashBytes(wire));
        ByteArrayOutputStream captured = new ByteArrayOutputStream();
        try {
            Digests digests = new ContentDecoder(Mask.standard(), MAX_SIZE)
                    .decode(header.build(), new ByteArrayInputStream(wire), captured);
            assertThat(digests.sha256()).isEqualTo(Hashing.sha256().hashBytes(captured.toByteArray()));
        } catch (WireException refusal) {
            assertThat(refusal.reason()).isNotEmpty();
        }
        assertThat(captured.size()).isLessThanOrEqualTo(MAX_SIZE);
    }
}
