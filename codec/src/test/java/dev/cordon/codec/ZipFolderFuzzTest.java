package dev.cordon.codec;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.google.common.io.ByteSource;
import java.io.IOException;
import java.util.Map;

/** Any bytes are a folder within its bounds or are refused. */
class ZipFolderFuzzTest {
    private static final ZipLimits LIMITS = new ZipLimits(20, 1 << 20, 100);

    @FuzzTest(maxDuration = "10m")
    void anyBytesAreUnpackedOrRefused(byte[] archive) throws IOException {
        try {
            Map<String, ByteSource> files = ZipFolder.unpack(ByteSource.wrap(archive), LIMITS);
            assertThat(files).hasSizeLessThanOrEqualTo(20);
            assertThat(files.keySet()).noneMatch(name -> name.startsWith("../") || name.contains("/../"));
        } catch (WireException refusal) {
            assertThat(refusal.code()).isEqualTo(ErrorCode.UNPACKAGE);
        }
    }
}
