package dev.cordon.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.cordon.codec.ErrorCode;
import dev.cordon.codec.Header;
import dev.cordon.codec.WireError;
import dev.cordon.codec.WireException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class ReceivedTest {
    private final AtomicBoolean closed = new AtomicBoolean();

    @Test
    void anAnswerThatIsNoRefusalIsReturnedOpen() throws IOException {
        Received answer = with(Header.empty());

        assertThat(answer.orThrow()).isSameAs(answer);
        assertThat(closed).isFalse();
    }

    @Test
    void aRefusalIsThrownWithItsParametersAndItsContentClosed() {
        WireException refusal = refusal("unavailable 00000012");

        assertThat(refusal.error()).isEqualTo(WireError.of(ErrorCode.UNAVAILABLE, "00000012"));
        assertThat(closed).isTrue();
    }

    @Test
    void aRefusalInWordsThatNobodyKnowsIsInternalAndIsNotRepeated() {
        WireException refusal = refusal("exploded <script>");

        assertThat(refusal.error()).isEqualTo(WireError.of(ErrorCode.INTERNAL));
        assertThat(refusal).hasMessageNotContaining("script");
    }

    private WireException refusal(String error) {
        Received answer = with(Header.builder().set("X-Error", error).build());
        return catchThrowableOfType(WireException.class, answer::orThrow);
    }

    private Received with(Header header) {
        InputStream content = new ByteArrayInputStream(new byte[1]) {
            @Override
            public void close() {
                closed.set(true);
            }
        };
        return new Received(header, content);
    }
}
