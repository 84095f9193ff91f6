package dev.cordon.codec;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;

/** Any bytes in any parts are deflated to what the JDK's reader turns into the same bytes. */
class BlockDeflaterFuzzTest {
    @FuzzTest(maxDuration = "10m")
    void anyBytesComeBack(FuzzedDataProvider data) throws IOException {
        int one = data.consumeInt(0, 1 << 16);
        int other = data.consumeInt(0, 1 << 16);
        int times = data.consumeInt(1, 20);
        byte[] once = data.consumeRemainingAsBytes();
        byte[] captured = new byte[once.length * times];
        for (int index = 0; index < captured.length; index++) {
            captured[index] = once[index % once.length];
        }
        int first = Math.min(Math.min(one, other), captured.length);
        int second = Math.min(Math.max(one, other), captured.length);

        assertThat(Inflated.inflated(Inflated.deflated(captured, first, second)))
                .isEqualTo(captured);
    }
}
