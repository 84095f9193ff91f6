package dev.cordon.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableMap;
import dev.cordon.codec.ErrorCode;
import dev.cordon.codec.Header;
import dev.cordon.codec.WireError;
import dev.cordon.codec.WireException;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class DeskTest {
    private final List<String> failures = new ArrayList<>();

    @Test
    void theHandlerOfTheTransactionAnswers() {
        Reply expected = Reply.of(Header.builder().set("X-Answer", "yes").build());

        assertThat(answer(request -> expected)).isEqualTo(expected);
        assertThat(failures).isEmpty();
    }

    @Test
    void aTransactionWithoutAHandlerIsOfTheWrongType() {
        Desk desk = new Desk(ImmutableMap.of(), this::note);

        assertThat(desk.answer(Transaction.SUBMIT_SAMPLE, nothing()).error()).contains(WireError.of(ErrorCode.TYPE));
        assertThat(failures).isEmpty();
    }

    @Test
    void aRefusalKeepsItsParametersAndIsNoFailureOfThePlace() {
        WireError overrun = WireError.of(ErrorCode.OVERRUN, 10138, 10139);

        Reply reply = answer(request -> {
            throw new WireException(overrun, "too much");
        });

        assertThat(reply.error()).contains(overrun);
        assertThat(failures).isEmpty();
    }

    @Test
    void aFailureToReadOrWriteIsInternalAndNoted() {
        Reply reply = answer(request -> {
            throw new IOException("disk 7 is full");
        });

        assertThat(reply.error()).contains(WireError.of(ErrorCode.INTERNAL));
        assertThat(failures).containsExactly("submit-sample: disk 7 is full");
    }

    @Test
    void aMistakeInAHandlerIsInternalAndNoted() {
        Reply reply = answer(request -> {
            throw new IllegalStateException("a mistake");
        });

        assertThat(reply.error()).contains(WireError.of(ErrorCode.INTERNAL));
        assertThat(failures).containsExactly("submit-sample: a mistake");
    }

    private Reply answer(Handler handler) {
        return new Desk(ImmutableMap.of(Transaction.SUBMIT_SAMPLE, handler), this::note)
                .answer(Transaction.SUBMIT_SAMPLE, nothing());
    }

    private void note(Transaction transaction, Exception failure) {
        failures.add(transaction.token() + ": " + failure.getMessage());
    }

    private static Received nothing() {
        return new Received(Header.empty(), InputStream.nullInputStream());
    }
}
